package io.cemfleet.tunnel.policy;

import io.cemfleet.a2a.contract.Approval;
import io.cemfleet.a2a.contract.TunnelFailureCode;
import io.cemfleet.tunnel.policy.WriteVerdict.Refused;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/** Evaluates the controls, each as a rule: the first refusal decides. A cap refuses only writes that add to it. */
public final class ControlRules {
    private static final double MBPS_PER_GBPS = 1000;

    private ControlRules() {}

    /** @param standing read only where caps apply */
    public static WriteVerdict judge(
            AutomationControls controls, ProposedWrite write, Supplier<CapUsage> standing, Instant now) {
        return stop(controls.stop())
                .or(() -> freeze(controls, write, now))
                .or(() -> approval(write))
                .or(() -> write.step().extending() ? limits(controls, write, standing.get()) : Optional.empty())
                .<WriteVerdict>map(refused -> refused)
                .orElseGet(WriteVerdict.Allowed::new);
    }

    private static Optional<Refused> stop(GlobalStop stop) {
        return stop.stopped()
                ? refused(
                        TunnelFailureCode.AUTOMATION_STOPPED,
                        "%s stopped automation at %s: %s".formatted(stop.actor(), stop.since(), stop.reason()))
                : Optional.empty();
    }

    private static Optional<Refused> freeze(AutomationControls controls, ProposedWrite write, Instant now) {
        return controls.freezes().stream()
                .filter(freeze -> freeze.covers(now, write.nodes()))
                .findFirst()
                .flatMap(freeze -> refused(
                        TunnelFailureCode.CHANGE_FREEZE,
                        "frozen until %s by %s: %s".formatted(freeze.until(), freeze.actor(), freeze.reason())));
    }

    private static Optional<Refused> approval(ProposedWrite write) {
        Approval approval = write.mandate().approval();
        return approval == null || approval.given()
                ? Optional.empty()
                : refused(
                        TunnelFailureCode.APPROVAL_MISSING,
                        "the mode is %s, and it is not approved"
                                .formatted(approval.mode().wire()));
    }

    private static Optional<Refused> limits(AutomationControls controls, ProposedWrite write, CapUsage standing) {
        var touched = new TreeSet<>(write.nodes());
        touched.retainAll(controls.protectedNodes());
        if (!touched.isEmpty()) {
            return refused(
                    TunnelFailureCode.PROTECTED_NODE,
                    "it touches " + String.join(", ", touched) + ", which is protected");
        }
        return tunnels(controls.caps(), write, standing)
                .or(() -> services(controls.caps(), write, standing))
                .or(() -> demand(controls.caps(), write, standing))
                .or(() -> changes(controls.caps(), write, standing));
    }

    private static Optional<Refused> tunnels(AutomationCaps caps, ProposedWrite write, CapUsage standing) {
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

    private static Optional<Refused> services(AutomationCaps caps, ProposedWrite write, CapUsage standing) {
        Set<String> others = standing.others().services();
        var own = new TreeSet<String>();
        if (standing.held() != null) {
            own.addAll(standing.held().services());
        }
        own.removeIf(others::contains);
        int held = others.size() + own.size();
        write.load().services().stream()
                .filter(service -> !others.contains(service))
                .forEach(own::add);
        int services = others.size() + own.size();
        return services > held && services > caps.maxServices()
                ? capped("it would be %d services, at most %d are allowed".formatted(services, caps.maxServices()))
                : Optional.empty();
    }

    private static Optional<Refused> demand(AutomationCaps caps, ProposedWrite write, CapUsage standing) {
        double demand = write.load().demandOr(caps.assumedDemandMbps());
        TunnelLoad held = standing.held();
        boolean adds = held == null || demand > held.demandOr(caps.assumedDemandMbps());
        double total = (standing.others().demandMbps() + demand) / MBPS_PER_GBPS;
        return adds && total > caps.maxGbps()
                ? capped("it would be %.3f Gbit/s, at most %.3f are allowed".formatted(total, caps.maxGbps()))
                : Optional.empty();
    }

    private static Optional<Refused> changes(AutomationCaps caps, ProposedWrite write, CapUsage standing) {
        long changes = standing.others().changesAtHeadEnd();
        return changes >= caps.maxChangesPerHeadEndAndHour()
                ? capped("%s had %d changes within an hour, at most %d are allowed"
                        .formatted(write.headEnd(), changes, caps.maxChangesPerHeadEndAndHour()))
                : Optional.empty();
    }

    private static Optional<Refused> capped(String reason) {
        return refused(TunnelFailureCode.CAP_EXCEEDED, reason);
    }

    private static Optional<Refused> refused(TunnelFailureCode code, String reason) {
        return Optional.of(new Refused(code, reason));
    }
}
