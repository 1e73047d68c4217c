package io.cemfleet.a2a.contract;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The details of a {@code status_update} that readers know by name, one record for each form. An update may have
 * members of several forms and more that are only shown: a reader takes the forms that it needs.
 */
public sealed interface StatusDetails {

    /** The members on the wire; absent values are left out. */
    default Map<String, Object> members() {
        return DetailsJson.members(this);
    }

    /** The details of an update in this form; members that it lacks, or that have another type, count as absent. */
    static <D extends StatusDetails> D read(StatusUpdate.Request update, Class<D> form) {
        return DetailsJson.readLeniently(update.details(), form);
    }

    /**
     * The incident is stored.
     *
     * @param ambiguousLinks absent where there are none
     */
    record Detection(int alertCount, @Nullable String correlationRule, @Nullable List<String> ambiguousLinks)
            implements StatusDetails {}

    /** The link flaps, and is dampened until then. */
    record Flapping(@Nullable Instant dampenUntil, int flapCount, @Nullable Double penalty) implements StatusDetails {}

    /** The severity rose to this one. */
    record SeverityRise(@Nullable Severity severity) implements StatusDetails {}

    /**
     * Links degraded.
     *
     * @param ambiguousLinks absent where there are none
     * @param incidentId another incident, where the links degraded there
     */
    record LinkDegradation(
            List<String> degradedLinks, @Nullable List<String> ambiguousLinks, @Nullable String incidentId)
            implements StatusDetails {
        public LinkDegradation {
            degradedLinks = Objects.requireNonNullElse(degradedLinks, List.of());
        }

        /** Links of the incident itself. */
        public LinkDegradation(List<String> degradedLinks) {
            this(degradedLinks, null, null);
        }
    }

    /** The affected services were assessed; their number by tier. */
    record Impact(@Nullable Integer totalAffected, @Nullable Map<String, Integer> servicesByTier)
            implements StatusDetails {}

    /**
     * Paths were found: the scalars are of the highest tier.
     *
     * @param proposed those that wait for an approval, or are only shown; absent where there are none
     */
    record Paths(
            @Nullable TeType pathType,
            @Nullable Integer hopCount,
            @Nullable List<String> relaxed,
            List<PlannedPath> paths,
            @Nullable List<PlannedPath> proposed,
            @Nullable WaitingFor waitingFor)
            implements StatusDetails {
        public Paths {
            paths = Objects.requireNonNullElse(paths, List.of());
        }

        /** The same as a proposal. */
        public Paths proposed(@Nullable WaitingFor wait) {
            return new Paths(pathType, hopCount, relaxed, paths, paths, wait);
        }
    }

    /** Tunnels were created: the scalars are of the highest tier, absent where there is no tunnel. */
    record Tunnels(
            @Nullable String tunnelId,
            @Nullable SegmentId bindingSid,
            @Nullable TeType teType,
            List<CreatedTunnel> tunnels)
            implements StatusDetails {
        public Tunnels {
            tunnels = Objects.requireNonNullElse(tunnels, List.of());
        }
    }

    /**
     * Traffic was steered.
     *
     * @param trafficSteered whether all services of tunnels that carry traffic are on them
     * @param services that are on all of their tunnels
     * @param servicesNotSteered the others; absent where there are none
     * @param notSteered why, by service; absent where there are none
     * @param tunnels that carry traffic
     */
    record Steering(
            boolean trafficSteered,
            int servicesSteered,
            List<String> services,
            @Nullable List<String> servicesNotSteered,
            @Nullable Map<String, UnsteeredReason> notSteered,
            @Nullable List<CreatedTunnel> tunnels)
            implements StatusDetails {
        public Steering {
            services = Objects.requireNonNullElse(services, List.of());
        }

        /** The same with its tunnels. */
        public Steering onto(List<CreatedTunnel> carrying) {
            return new Steering(trafficSteered, servicesSteered, services, servicesNotSteered, notSteered, carrying);
        }
    }

    /**
     * Monitoring of the original path began.
     *
     * @param notSteered why services are not on their tunnels; absent where all are
     */
    record MonitoringStart(@Nullable Map<String, UnsteeredReason> notSteered) implements StatusDetails {}

    /** An operator approved the plan. */
    record PlanApproval(@Nullable String approvedBy, @Nullable String reason) implements StatusDetails {}

    /**
     * An operator is needed.
     *
     * @param options what the operator can do
     * @param evidence open, only shown
     */
    record EscalationNotice(
            @Nullable EscalationReason reason, @Nullable List<String> options, @Nullable Map<String, Object> evidence)
            implements StatusDetails {}

    /** A path of a protection; absent values: it has no path. */
    record PlannedPath(
            @Nullable String protectionKey,
            @Nullable SlaTier slaTier,
            @Nullable TeType pathType,
            @Nullable Integer hopCount,
            @Nullable List<String> links,
            @Nullable Double delayMs,
            @Nullable List<String> relaxed,
            @Nullable PlacementPrediction prediction) {}

    /** A tunnel of a protection. */
    record CreatedTunnel(
            @Nullable String tunnelId,
            @Nullable SegmentId bindingSid,
            @Nullable TeType teType,
            @Nullable String protectionKey,
            @Nullable SlaTier slaTier,
            @Nullable List<String> services,
            @Nullable PlacementPrediction prediction) {}
}
