package io.cemfleet.tunnel.policy;

import io.cemfleet.a2a.contract.Approval;
import io.cemfleet.tunnel.policy.Verdict.Refused;
import java.time.Instant;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Supplier;

/** The controls, each a rule: the first that says no decides. A cap says no only to a write that adds to it. */
public final class ControlRules {
    private static final double MBPS_PER_GBPS = 1000;

    private ControlRules() {}

    /** @param standing asked for only where caps apply */
    public static Verdict judge(Controls controls, ProposedWrite write, Supplier<Standing> standing, Instant now) {
        return stop(controls.stop())
                .or(() -> freeze(controls, write, now))
                .or(() -> approval(write))
                .or(() -> write.step().extending() ? limits(controls, write, standing.get()) : Optional.empty())
                .<Verdict>map(refused -> refused)
                .orElseGet(Verdict.Allowed::new);
    }

    private static Optional<Refused> stop(Stop stop) {
        return stop.stopped()
                ? refused(
                        FailureCode.AUTOMATION_STOPPED,
                        "%s stopped automation at %s: %s".formatted(stop.actor(), stop.since(), stop.reason()))
                : Optional.empty();
    }

    private static Optional<Refused> freeze(Controls controls, ProposedWrite write, Instant now) {
        return controls.freezes().stream()
                .filter(freeze -> freeze.covers(now, write.nodes()))
                .findFirst()
                .flatMap(freeze -> refused(
                        FailureCode.CHANGE_FREEZE,
                        "frozen until %s by %s: %s".formatted(freeze.until(), freeze.actor(), freeze.reason())));
    }

    private static Optional<Refused> approval(ProposedWrite write) {
        Approval approval = write.mandate().approval();
        return approval == null || approval.given()
                ? Optional.empty()
                : refused(
                        FailureCode.APPROVAL_MISSING,
                        "the mode is %s, and nobody approved it"
                                .formatted(approval.mode().wire()));
    }

    private static Optional<Refused> limits(Controls controls, ProposedWrite write, Standing standing) {
        var touched = new TreeSet<>(write.nodes());
        touched.retainAll(controls.protectedNodes());
        if (!touched.isEmpty()) {
            return refused(
                    FailureCode.PROTECTED_NODE, "it touches " + String.join(", ", touched) + ", which is protected");
        }
        return tunnels(controls.caps(), write, standing)
                .or(() -> services(controls.caps(), write, standing))
                .or(() -> demand(controls.caps(), write, standing))
                .or(() -> changes(controls.caps(), write, standing));
    }

    private static Optional<Refused> tunnels(Caps caps, ProposedWrite write, Standing standing) {
        if (standing.held() != null) {
            return Optional.empty();
        }
        var others = standing.others();
        if (others.tunnels() >= caps.maxTunnels()) {
            return capped("%d tunnels stand, at most %d are allowed".formatted(others.tunnels(), caps.maxTunnels()));
        }
        return others.tunnelsAtHeadEnd() >= caps.maxTunnelsPerHeadEnd()
                ? capped("%s has %d tunnels, at most %d are allowed"
                        .formatted(write.headEnd(), others.tunnelsAtHeadEnd(), caps.maxTunnelsPerHeadEnd()))
                : Optional.empty();
    }

    private static Optional<Refused> services(Caps caps, ProposedWrite write, Standing standing) {
        var services = new TreeSet<>(standing.others().services());
        if (standing.held() != null) {
            services.addAll(standing.held().services());
        }
        boolean adds = services.addAll(write.load().services());
        return adds && services.size() > caps.maxServices()
                ? capped("it would be %d services, at most %d are allowed"
                        .formatted(services.size(), caps.maxServices()))
                : Optional.empty();
    }

    private static Optional<Refused> demand(Caps caps, ProposedWrite write, Standing standing) {
        double asked = write.load().demandOr(caps.assumedDemandMbps());
        Load held = standing.held();
        boolean adds = held == null || asked > held.demandOr(caps.assumedDemandMbps());
        double total = (standing.others().demandMbps() + asked) / MBPS_PER_GBPS;
        return adds && total > caps.maxGbps()
                ? capped("it would be %.3f Gbit/s, at most %.3f are allowed".formatted(total, caps.maxGbps()))
                : Optional.empty();
    }

    private static Optional<Refused> changes(Caps caps, ProposedWrite write, Standing standing) {
        long changes = standing.others().changesAtHeadEnd();
        return changes >= caps.maxChangesPerHeadEndAndHour()
                ? capped("%s had %d changes within an hour, at most %d are allowed"
                        .formatted(write.headEnd(), changes, caps.maxChangesPerHeadEndAndHour()))
                : Optional.empty();
    }

    private static Optional<Refused> capped(String reason) {
        return refused(FailureCode.CAP_EXCEEDED, reason);
    }

    private static Optional<Refused> refused(FailureCode code, String reason) {
        return Optional.of(new Refused(code, reason));
    }
}
