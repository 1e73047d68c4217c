package io.cemfleet.a2a.contract;

import io.cemfleet.a2a.contract.IncidentView.SlaValues;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The details of a {@code restoration_update}, one record for each form; the other events have none. Percentages are 0
 * to 100, utilisation is 0 to 1. Members that are absent on the wire are null, absent lists are empty.
 */
public sealed interface RestorationDetails {

    /** The members on the wire; absent values are left out. */
    default Map<String, Object> members() {
        return DetailsJson.members(this);
    }

    /** The details of a report in this form; empty where they have another form. */
    static <D extends RestorationDetails> Optional<D> of(RestorationUpdate.Request report, Class<D> form) {
        return DetailsJson.read(report.details(), form);
    }

    /** {@code sla_recovered} and {@code stability_verified}. */
    record None() implements RestorationDetails {
        @Override
        public Map<String, Object> members() {
            return Map.of();
        }
    }

    /**
     * {@code hold_timer_started} and {@code hold_timer_expired}.
     *
     * @param holdSeconds nominal
     * @param immediate whether all traffic returns in one step
     * @param verified whether a good sample was taken after the expiry; absent at the start
     */
    record HoldTimer(long holdSeconds, @Nullable SlaTier slaTier, boolean immediate, @Nullable Boolean verified)
            implements RestorationDetails {}

    /** {@code sla_relapsed}: the links that broke, and how often that happened. */
    record Relapse(List<String> links, int relapses) implements RestorationDetails {}

    /** {@code telemetry_missing}. */
    record MissingTelemetry(String reason) implements RestorationDetails {}

    /**
     * {@code restoration_deferred}.
     *
     * @param links without capacity for the returning traffic
     * @param limit how full returning traffic may make a link
     * @param ownTunnels the tunnels of the fleet that fill these links
     */
    record Deferral(String reason, List<String> links, double limit, List<String> ownTunnels)
            implements RestorationDetails {
        public static final String NO_CAPACITY = "no_room_for_returning_traffic";
    }

    /**
     * {@code cutover_stage}: traffic moved.
     *
     * @param stage steps of the cutover that are done
     * @param protectionWeight of the first tunnel
     * @param originalWeight of the first tunnel
     * @param tunnels weights as read back
     */
    record CutoverStage(
            int stage,
            @Nullable Integer protectionWeight,
            @Nullable Integer originalWeight,
            List<TunnelWeights> tunnels)
            implements RestorationDetails {
        /** Nothing is known. */
        public static final CutoverStage UNKNOWN = new CutoverStage(0, null, null, List.of());

        public CutoverStage {
            tunnels = Objects.requireNonNullElse(tunnels, List.of());
        }
    }

    /**
     * {@code cutover_held}: a shift was refused or failed, and is retried.
     *
     * @param code of the failure
     * @param tunnels weights as read back, which stay
     */
    record CutoverHold(
            @Nullable RestorationStep during,
            @Nullable String code,
            @Nullable String reason,
            List<TunnelWeights> tunnels)
            implements RestorationDetails {
        public CutoverHold {
            tunnels = Objects.requireNonNullElse(tunnels, List.of());
        }
    }

    /**
     * {@code cleanup_failed}.
     *
     * @param code of the failure
     * @param attempts tries, where no more follow
     * @param goesOn true where the deletion is repeated
     */
    record CleanupFailure(
            @Nullable RestorationStep during,
            @Nullable String code,
            @Nullable String reason,
            @Nullable Integer attempts,
            @Nullable Boolean goesOn)
            implements RestorationDetails {
        /** Nothing is known. */
        public static final CleanupFailure UNKNOWN = new CleanupFailure(null, null, null, null, null);
    }

    /** {@code restored}. */
    record Restored(List<String> tunnelIds) implements RestorationDetails {}

    /**
     * {@code sla_after_steering}.
     *
     * @param crossed the links that went above their threshold; absent where the report is about the steering alone
     */
    record AfterSteering(List<SteeredTunnel> tunnels, @Nullable List<String> crossed) implements RestorationDetails {
        public AfterSteering {
            tunnels = Objects.requireNonNullElse(tunnels, List.of());
        }
    }

    /** What a tunnel carries and what its original path does, percent of its traffic. */
    record TunnelWeights(
            @Nullable String tunnelId, @Nullable Integer protectionWeight, @Nullable Integer originalWeight) {

        /** All that the tunnel does not carry is on the original path. */
        public static TunnelWeights carrying(String tunnelId, int percent) {
            return new TunnelWeights(tunnelId, percent, 100 - percent);
        }
    }

    /**
     * What the traffic of a tunnel met.
     *
     * @param predicted by the plan
     * @param measuredBy pca, links or none
     * @param links that the tunnel loads
     * @param pathVersion of the path that was measured
     */
    record SteeredTunnel(
            @Nullable String tunnelId,
            @Nullable SteeringOutcome verdict,
            @Nullable SlaValues before,
            @Nullable SlaValues predicted,
            @Nullable SlaValues after,
            @Nullable String measuredBy,
            List<IncidentView.LinkLoad> links,
            @Nullable Long pathVersion,
            @Nullable Instant steeredAt) {
        public SteeredTunnel {
            links = Objects.requireNonNullElse(links, List.of());
        }

        /** What was measured, of a tunnel without a prediction. */
        public static SteeredTunnel measured(
                String tunnelId,
                SteeringOutcome verdict,
                SlaValues before,
                SlaValues after,
                String measuredBy,
                List<IncidentView.LinkLoad> links,
                @Nullable Long pathVersion,
                @Nullable Instant steeredAt) {
            return new SteeredTunnel(tunnelId, verdict, before, null, after, measuredBy, links, pathVersion, steeredAt);
        }

        /** The same with what the plan predicted. */
        public SteeredTunnel withPredicted(SlaValues plan) {
            return new SteeredTunnel(tunnelId, verdict, before, plan, after, measuredBy, links, pathVersion, steeredAt);
        }
    }
}
