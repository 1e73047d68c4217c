package io.cemfleet.orchestrator.incident;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.cemfleet.a2a.contract.IncidentView;
import io.cemfleet.a2a.contract.OriginalPath;
import io.cemfleet.a2a.contract.UnsteeredReason;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The protection of one direction of traffic, with its own state machine ({@link ProtectionState}). */
public record Protection(
        ProtectionKey key,
        @JsonProperty("cover") ProtectionScope scope,
        @JsonProperty("effort") AttemptState attempts,
        ProtectionState state,
        @JsonProperty("standing") ProtectionRecord record) {

    public Protection {
        record = Objects.requireNonNullElse(record, ProtectionRecord.NONE);
    }

    public Protection(ProtectionKey key, ProtectionScope scope, AttemptState attempts, ProtectionState state) {
        this(key, scope, attempts, state, ProtectionRecord.NONE);
    }

    public static Protection wanted(ProtectionKey key, ProtectionScope scope) {
        return new Protection(key, scope, AttemptState.NONE, ProtectionState.Wanted.NEW);
    }

    public String id() {
        return key.wire();
    }

    public Protection in(ProtectionState next) {
        return new Protection(key, scope, attempts, next, record);
    }

    public Protection in(ProtectionState next, AttemptState attempts) {
        return new Protection(key, scope, attempts, next, record);
    }

    /**
     * With a new assessment; for traffic that is on its tunnel, the assessment says nothing about the original path.
     */
    public Protection covering(ProtectionScope more) {
        ProtectionScope newer = scope.with(more);
        return new Protection(
                key, state.carriesTraffic() ? newer.withCut(scope.cut()) : newer, attempts, state, record);
    }

    /** Wants a path again, under a new plan. */
    public Protection restarted(ProtectionState.Wanted wanted) {
        return new Protection(key, scope, attempts.restarted(), wanted, record);
    }

    /** Its traffic goes back to its original path. */
    public Protection backTo(OriginalPath original) {
        return new Protection(key, scope.backOn(original.links()), attempts, state, record);
    }

    public Protection consented(ProtectionRecord.OperatorConsent consent) {
        return new Protection(key, scope, attempts, state, record.with(consent));
    }

    public Protection steered(ProtectionState.Steered state, Instant at) {
        return new Protection(key, scope, attempts, state, record.steered(at));
    }

    public Protection withEffect(ProtectionRecord.@Nullable SteeringEffect verdict) {
        return new Protection(key, scope, attempts, state, record.with(verdict));
    }

    /** With the last plan's decline: why it has no path, null when it has one. */
    public Protection declined(ProtectionRecord.@Nullable PlanDecline why) {
        return new Protection(key, scope, attempts, state, record.with(why));
    }

    /** For the next plan: avoid these links, where that is possible. */
    public Protection avoiding(List<String> links) {
        return new Protection(key, scope, attempts, state, record.avoiding(links));
    }

    /** For the next plan: avoid these links too. */
    public Protection avoidingToo(List<String> links) {
        return new Protection(key, scope, attempts, state, record.avoidingToo(links));
    }

    /** Services whose traffic stays where it was. */
    public Protection unsteered(List<ProtectionRecord.UnsteeredService> left) {
        return new Protection(key, scope, attempts, state, record.unsteered(left));
    }

    /** It was in the network and was withdrawn. */
    public Protection withdrawn(IncidentView.WithdrawnPath one) {
        return new Protection(key, scope, attempts, state, record.withdrawnPaths(one));
    }

    /** Its tunnel was found lost or altered. */
    public Protection lostAgain() {
        return new Protection(key, scope, attempts, state, record.lost());
    }

    /** Measurements from then on give its next verdict. */
    public Protection measuredAgain(Instant from) {
        return new Protection(key, scope, attempts, state, record.measuredAgain(from));
    }

    /** Services that it covers and whose traffic is not on its tunnel. */
    public List<String> servicesOffTunnel() {
        List<String> riding = state.steeredServices();
        return scope.services().stream()
                .filter(service -> !riding.contains(service))
                .toList();
    }

    /** Why the traffic of a service is not on its tunnel: snake_case, stable. */
    public UnsteeredReason unsteeredReason(String service) {
        return record.unsteered().stream()
                .filter(left -> left.serviceId().equals(service))
                .map(ProtectionRecord.UnsteeredService::reason)
                .findFirst()
                .orElse(state.carriesTraffic() ? UnsteeredReason.Pending.PENDING : state.status());
    }

    /** Whether traffic that belongs on its tunnel is still to be steered there. */
    public boolean hasServicesToSteer() {
        return state instanceof ProtectionState.Steered
                && servicesOffTunnel().stream().anyMatch(service -> record.unsteered().stream()
                        .noneMatch(left -> left.serviceId().equals(service) && left.givenUp()));
    }
}
