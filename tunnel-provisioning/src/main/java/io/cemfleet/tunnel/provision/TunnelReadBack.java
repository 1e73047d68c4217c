package io.cemfleet.tunnel.provision;

import io.cemfleet.a2a.contract.TunnelFailureCode;
import io.cemfleet.tunnel.policy.CandidatePathConfig;
import io.cemfleet.tunnel.policy.StepFailure;
import io.cemfleet.tunnel.policy.StepOutcome;
import io.cemfleet.tunnel.policy.StepOutcomes;
import io.cemfleet.tunnel.southbound.ControllerPort;
import io.cemfleet.tunnel.southbound.LivePolicy;
import io.cemfleet.tunnel.southbound.WritePlanState;
import io.cemfleet.tunnel.technology.TunnelTechnologies;
import io.cemfleet.tunnel.technology.TunnelTechnology;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.springframework.stereotype.Component;

/** Waits until the network shows written tunnels: one query of plans, of configuration and of policies for all. */
@Component
class TunnelReadBack {
    private final ControllerPort controller;
    private final ReadBackPoller poller;

    TunnelReadBack(ControllerPort controller, ReadBackPoller poller) {
        this.controller = controller;
        this.poller = poller;
    }

    /**
     * A tunnel that the network is to show.
     *
     * @param active whether it is to be the active path of its policy
     */
    record AwaitedTunnel(CandidatePathConfig wanted, TunnelTechnology technology, boolean active) {}

    /**
     * A tunnel that was read back.
     *
     * @param inForce as configured
     * @param live as it is in the network
     */
    record ShownTunnel(CandidatePathConfig inForce, LivePolicy live) {}

    /** Waits until NSO reports the writes as ready and the network shows the paths up, configured as written. */
    StepOutcomes<ShownTunnel> confirm(List<AwaitedTunnel> awaited, Instant deadline) {
        return StepOutcomes.of(awaited)
                .together(items -> ready(items, deadline))
                .together(items ->
                        TunnelTechnologies.byTechnology(items, AwaitedTunnel::technology, TunnelReadBack::configured))
                .together(items -> shown(items, deadline));
    }

    private StepOutcomes<AwaitedTunnel> ready(List<AwaitedTunnel> awaited, Instant deadline) {
        return StepOutcomes.zip(
                        awaited,
                        poller.until(deadline, poller.waits().plan(), awaited, this::ended, TunnelReadBack::notReady),
                        ReadyPlan::new)
                .each(ReadyPlan::judged);
    }

    private record ReadyPlan(AwaitedTunnel tunnel, WritePlanState plan) {
        StepOutcome<AwaitedTunnel> judged() {
            return plan instanceof WritePlanState.GivenUp(String reason)
                    ? StepOutcome.failed(TunnelFailureCode.PLAN_FAILED, reason)
                    : StepOutcome.done(tunnel);
        }
    }

    private StepOutcomes<Optional<WritePlanState>> ended(List<AwaitedTunnel> awaited) {
        return StepOutcomes.after(
                controller.plans(awaited.stream()
                        .map(tunnel -> tunnel.wanted().tunnelId())
                        .toList()),
                awaited,
                plans -> StepOutcomes.each(
                        awaited,
                        tunnel -> StepOutcome.done(
                                Optional.ofNullable(plans.get(tunnel.wanted().tunnelId()))
                                        .filter(plan -> !(plan instanceof WritePlanState.Waiting)))));
    }

    private static StepFailure notReady(AwaitedTunnel tunnel) {
        return StepFailure.of(
                TunnelFailureCode.PLAN_TIMEOUT,
                "NSO does not report " + tunnel.wanted().tunnelId() + " as ready");
    }

    private static StepOutcomes<AwaitedTunnel> configured(TunnelTechnology technology, List<AwaitedTunnel> awaited) {
        return StepOutcomes.after(
                technology.configured(awaited.stream()
                        .map(tunnel -> tunnel.wanted().tunnelId())
                        .toList()),
                awaited,
                present -> StepOutcomes.each(awaited, tunnel -> {
                    CandidatePathConfig wanted = tunnel.wanted();
                    return present.containsKey(wanted.tunnelId())
                                    && present.get(wanted.tunnelId()).is(wanted)
                            ? StepOutcome.done(tunnel)
                            : StepOutcome.failed(
                                    TunnelFailureCode.VERIFY_FAILED,
                                    wanted.tunnelId() + " is not configured as written");
                }));
    }

    private StepOutcomes<ShownTunnel> shown(List<AwaitedTunnel> awaited, Instant deadline) {
        StepOutcomes<LivePolicy> up =
                live(awaited, deadline, tunnel -> policy -> policy.shows(tunnel.wanted()), TunnelReadBack::notShown);
        return StepOutcomes.zip(awaited, up, UpTunnel::new).together(tunnels -> active(tunnels, deadline));
    }

    private record UpTunnel(AwaitedTunnel tunnel, LivePolicy live) {
        ShownTunnel shown() {
            return new ShownTunnel(tunnel.wanted(), live);
        }

        boolean asWanted() {
            return !tunnel.active() || live.active(tunnel.wanted());
        }
    }

    private StepOutcomes<ShownTunnel> active(List<UpTunnel> tunnels, Instant deadline) {
        List<AwaitedTunnel> inactive = tunnels.stream()
                .filter(tunnel -> !tunnel.asWanted())
                .map(UpTunnel::tunnel)
                .toList();
        var later = (inactive.isEmpty()
                        ? new StepOutcomes<LivePolicy>(List.of())
                        : live(
                                inactive,
                                deadline,
                                tunnel -> policy -> policy.shows(tunnel.wanted()) && policy.active(tunnel.wanted()),
                                TunnelReadBack::notActive))
                .inOrder()
                .iterator();
        return StepOutcomes.each(
                tunnels,
                tunnel -> tunnel.asWanted()
                        ? StepOutcome.done(tunnel.shown())
                        : later.next()
                                .map(live -> new ShownTunnel(tunnel.tunnel().wanted(), live)));
    }

    private StepOutcomes<LivePolicy> live(
            List<AwaitedTunnel> awaited,
            Instant deadline,
            Function<AwaitedTunnel, Predicate<LivePolicy>> as,
            Function<AwaitedTunnel, StepFailure> late) {
        return poller.until(
                deadline,
                poller.waits().readBack(),
                awaited,
                waiting -> StepOutcomes.after(
                        controller.live(waiting.stream()
                                .map(tunnel -> tunnel.wanted().key())
                                .distinct()
                                .toList()),
                        waiting,
                        live -> StepOutcomes.each(
                                waiting,
                                tunnel -> StepOutcome.done(Optional.ofNullable(
                                                live.get(tunnel.wanted().key()))
                                        .filter(as.apply(tunnel))))),
                late);
    }

    private static StepFailure notShown(AwaitedTunnel tunnel) {
        CandidatePathConfig wanted = tunnel.wanted();
        return StepFailure.of(
                TunnelFailureCode.VERIFY_FAILED,
                "%s does not show %s up at preference %d"
                        .formatted(wanted.key(), wanted.tunnelId(), wanted.preference()));
    }

    private static StepFailure notActive(AwaitedTunnel tunnel) {
        return StepFailure.of(
                TunnelFailureCode.NOT_ACTIVE,
                "another path than %s is active on %s"
                        .formatted(tunnel.wanted().tunnelId(), tunnel.wanted().key()));
    }
}
