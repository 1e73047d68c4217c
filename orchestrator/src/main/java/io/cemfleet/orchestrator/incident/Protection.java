package io.cemfleet.orchestrator.incident;

import io.cemfleet.a2a.contract.IncidentView;
import io.cemfleet.a2a.contract.OriginalPath;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The protection of one direction of traffic, with its own state machine ({@link ProtectionState}). */
public record Protection(
        ProtectionKey key,
        ProtectionScope cover,
        AttemptState effort,
        ProtectionState state,
        ProtectionRecord standing) {

    public Protection {
        standing = Objects.requireNonNullElse(standing, ProtectionRecord.NONE);
    }

    public Protection(ProtectionKey key, ProtectionScope cover, AttemptState effort, ProtectionState state) {
        this(key, cover, effort, state, ProtectionRecord.NONE);
    }

    public static Protection wanted(ProtectionKey key, ProtectionScope cover) {
        return new Protection(key, cover, AttemptState.NONE, ProtectionState.Wanted.NEW);
    }

    public String id() {
        return key.wire();
    }

    public Protection in(ProtectionState next) {
        return new Protection(key, cover, effort, next, standing);
    }

    public Protection in(ProtectionState next, AttemptState spent) {
        return new Protection(key, cover, spent, next, standing);
    }

    /**
     * With a new assessment; for traffic that is on its tunnel, the assessment says nothing about the original path.
     */
    public Protection covering(ProtectionScope more) {
        ProtectionScope newer = cover.with(more);
        return new Protection(
                key, state.carriesTraffic() ? newer.withCut(cover.cut()) : newer, effort, state, standing);
    }

    /** Wants a path again, under a new plan. */
    public Protection afresh(ProtectionState.Wanted wanted) {
        return new Protection(key, cover, effort.afresh(), wanted, standing);
    }

    /** Its traffic goes back to its original path. */
    public Protection backTo(OriginalPath original) {
        return new Protection(key, cover.backOn(original.links()), effort, state, standing);
    }

    public Protection consented(ProtectionRecord.OperatorConsent consent) {
        return new Protection(key, cover, effort, state, standing.with(consent));
    }

    public Protection steered(ProtectionState.Steered state, Instant at) {
        return new Protection(key, cover, effort, state, standing.steered(at));
    }

    public Protection judged(ProtectionRecord.@Nullable SteeringEffect verdict) {
        return new Protection(key, cover, effort, state, standing.with(verdict));
    }

    /** With the last plan's decline: why it has no path, null when it has one. */
    public Protection declined(ProtectionRecord.@Nullable PlanDecline why) {
        return new Protection(key, cover, effort, state, standing.with(why));
    }

    /** For the next plan: avoid these links, where that is possible. */
    public Protection avoiding(List<String> links) {
        return new Protection(key, cover, effort, state, standing.avoiding(links));
    }

    /** For the next plan: avoid these links too. */
    public Protection avoidingToo(List<String> links) {
        return new Protection(key, cover, effort, state, standing.avoidingToo(links));
    }

    /** Services whose traffic stays where it was. */
    public Protection unsteered(List<ProtectionRecord.UnsteeredService> left) {
        return new Protection(key, cover, effort, state, standing.unsteered(left));
    }

    /** It was in the network and was withdrawn. */
    public Protection tried(IncidentView.WithdrawnPath one) {
        return new Protection(key, cover, effort, state, standing.tried(one));
    }

    /** Its tunnel was found lost or altered. */
    public Protection lost() {
        return new Protection(key, cover, effort, state, standing.lost());
    }

    /** Measurements from then on give its next verdict. */
    public Protection measuredAgain(Instant from) {
        return new Protection(key, cover, effort, state, standing.measuredAgain(from));
    }

    /** Services that it covers and whose traffic is not on its tunnel. */
    public List<String> notRiding() {
        List<String> riding = state.riding();
        return cover.services().stream()
                .filter(service -> !riding.contains(service))
                .toList();
    }

    /** Why the traffic of a service is not on its tunnel: snake_case, stable. */
    public String whyNot(String service) {
        return standing.unsteered().stream()
                .filter(left -> left.serviceId().equals(service))
                .map(ProtectionRecord.UnsteeredService::reason)
                .findFirst()
                .orElse(state.carriesTraffic() ? "pending" : state.label());
    }

    /** Whether traffic that belongs on its tunnel is still to be steered there. */
    public boolean steersOn() {
        return state instanceof ProtectionState.Steered
                && notRiding().stream().anyMatch(service -> standing.unsteered().stream()
                        .noneMatch(left -> left.serviceId().equals(service) && left.givenUp()));
    }
}
