package io.cemfleet.orchestrator.incident;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.cemfleet.a2a.contract.IncidentView.LinkLoad;
import io.cemfleet.a2a.contract.IncidentView.SlaValues;
import io.cemfleet.a2a.contract.IncidentView.WithdrawnPath;
import io.cemfleet.a2a.contract.PlacementDecline;
import io.cemfleet.a2a.contract.SteeringOutcome;
import io.cemfleet.a2a.contract.UnsteeredReason;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is stored with a protection through its states.
 *
 * @param consent the approval on which its writes rest, null while none was required
 * @param effect the effect of the last steering, null while it was not measured
 * @param steeredAt when traffic was put on its present tunnel, null before
 * @param avoid links of paths that were tried to no avail: the next plan avoids them
 * @param declined why the last plan had no path for it, or no better one; null once a plan had one
 * @param history the history of its steerings
 */
public record ProtectionRecord(
        @Nullable OperatorConsent consent,
        @JsonProperty("verdict") @Nullable SteeringEffect effect,
        @Nullable Instant steeredAt,
        List<String> avoid,
        @Nullable PlanDecline declined,
        SteeringHistory history) {
    public static final ProtectionRecord NONE =
            new ProtectionRecord(null, null, null, List.of(), null, SteeringHistory.NONE);

    public ProtectionRecord {
        history = Objects.requireNonNullElse(history, SteeringHistory.NONE);
    }

    public record OperatorConsent(String actor, Instant at) {}

    /**
     * @param helped null where it is not known
     * @param predicted what the plan expected after steering
     * @param outcome null where it was stored before outcomes were
     * @param links what the tunnel loads
     */
    public record SteeringEffect(
            @Nullable SlaValues before,
            @Nullable SlaValues after,
            @Nullable Boolean helped,
            @Nullable SlaValues predicted,
            @Nullable SteeringOutcome outcome,
            List<LinkLoad> links) {
        public SteeringEffect {
            links = Objects.requireNonNullElse(links, List.of());
        }

        /** It was measured, and says whether steering helped. */
        public boolean settled() {
            return helped != null;
        }
    }

    /** @param requestedAt when the plan that declined it was requested */
    public record PlanDecline(
            @JsonProperty("why") PlacementDecline decline, @JsonProperty("asked_at") Instant requestedAt) {}

    /**
     * @param unsteered services whose traffic stayed where it was
     * @param withdrawn what was in the network and was withdrawn
     * @param losses how often its tunnel was found lost or altered
     * @param measureFrom measured again from then on, null where the first measurement after steering counts
     */
    public record SteeringHistory(
            List<UnsteeredService> unsteered,
            @JsonProperty("tried") List<WithdrawnPath> withdrawn,
            int losses,
            @Nullable Instant measureFrom) {
        static final SteeringHistory NONE = new SteeringHistory(List.of(), List.of(), 0, null);
    }

    /**
     * A service that is not on the tunnel.
     *
     * @param reason snake_case, stable
     * @param givenUp operators were notified; it is not tried again before one requests it
     */
    public record UnsteeredService(String serviceId, UnsteeredReason reason, boolean givenUp) {}

    /** Services whose traffic stayed where it was. */
    public List<UnsteeredService> unsteered() {
        return history.unsteered();
    }

    /** What was in the network and was withdrawn, the latest last. */
    public List<WithdrawnPath> withdrawnPaths() {
        return history.withdrawn();
    }

    /** How often its tunnel was found lost or altered. */
    public int losses() {
        return history.losses();
    }

    /** From when on measurements show the tunnel's effect; null before it was steered. */
    public @Nullable Instant measuredFrom() {
        return history.measureFrom() == null ? steeredAt : history.measureFrom();
    }

    ProtectionRecord with(OperatorConsent given) {
        return new ProtectionRecord(given, effect, steeredAt, avoid, declined, history);
    }

    ProtectionRecord with(@Nullable SteeringEffect judged) {
        return new ProtectionRecord(consent, judged, steeredAt, avoid, declined, history);
    }

    ProtectionRecord with(@Nullable PlanDecline why) {
        return new ProtectionRecord(consent, effect, steeredAt, avoid, why, history);
    }

    /** Steered again: the effect of the last steering no longer counts. */
    ProtectionRecord steered(Instant at) {
        SteeringHistory so = new SteeringHistory(history.unsteered(), history.withdrawn(), history.losses(), null);
        return new ProtectionRecord(consent, null, at, avoid, declined, so);
    }

    ProtectionRecord avoiding(List<String> links) {
        return new ProtectionRecord(consent, effect, steeredAt, links, declined, history);
    }

    /** These stay clear of paths that were tried before, too. */
    ProtectionRecord avoidingToo(List<String> links) {
        return avoiding(List.copyOf(
                new TreeSet<>(Stream.concat(avoid.stream(), links.stream()).toList())));
    }

    ProtectionRecord unsteered(List<UnsteeredService> left) {
        return with(new SteeringHistory(left, history.withdrawn(), history.losses(), history.measureFrom()));
    }

    ProtectionRecord withdrawnPaths(WithdrawnPath one) {
        List<WithdrawnPath> all =
                Stream.concat(history.withdrawn().stream(), Stream.of(one)).toList();
        return with(new SteeringHistory(history.unsteered(), all, history.losses(), history.measureFrom()));
    }

    ProtectionRecord lost() {
        return with(new SteeringHistory(
                history.unsteered(), history.withdrawn(), history.losses() + 1, history.measureFrom()));
    }

    ProtectionRecord measuredAgain(Instant from) {
        return with(new SteeringHistory(history.unsteered(), history.withdrawn(), history.losses(), from));
    }

    private ProtectionRecord with(SteeringHistory so) {
        return new ProtectionRecord(consent, effect, steeredAt, avoid, declined, so);
    }
}
