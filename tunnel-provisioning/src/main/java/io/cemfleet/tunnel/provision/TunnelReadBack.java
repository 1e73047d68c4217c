package io.cemfleet.tunnel.provision;

import io.cemfleet.a2a.contract.TunnelFailureCode;
import io.cemfleet.tunnel.policy.CandidatePathConfig;
import io.cemfleet.tunnel.policy.StepFailure;
import io.cemfleet.tunnel.policy.StepOutcome;
import io.cemfleet.tunnel.policy.StepOutcome.Done;
import io.cemfleet.tunnel.policy.StepOutcome.Failed;
import io.cemfleet.tunnel.southbound.ConfiguredTunnel;
import io.cemfleet.tunnel.southbound.ControllerPort;
import io.cemfleet.tunnel.southbound.LivePolicy;
import io.cemfleet.tunnel.southbound.WritePlanState;
import io.cemfleet.tunnel.technology.TunnelTechnology;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Waits until the network shows a written tunnel. */
@Component
class TunnelReadBack {
    private final ControllerPort controller;
    private final ReadBackPoller poller;

    TunnelReadBack(ControllerPort controller, ReadBackPoller poller) {
        this.controller = controller;
        this.poller = poller;
    }

    /**
     * A tunnel that was read back.
     *
     * @param inForce as configured
     * @param live as it is in the network
     */
    record ShownTunnel(CandidatePathConfig inForce, LivePolicy live) {}

    /** Waits until NSO reports the write as ready and the network shows the path up, configured as written. */
    StepOutcome<ShownTunnel> confirm(CandidatePathConfig wanted, TunnelTechnology technology, TaskAttempt attempt) {
        if (ready(wanted.tunnelId(), attempt) instanceof Failed<WritePlanState>(StepFailure failure)) {
            return StepOutcome.failed(failure);
        }
        StepOutcome<ConfiguredTunnel> read = technology.configured(wanted.tunnelId());
        if (!(read instanceof Done(ConfiguredTunnel configured))) {
            return read.asFailure();
        }
        if (!configured.is(wanted)) {
            return StepOutcome.failed(
                    TunnelFailureCode.VERIFY_FAILED, wanted.tunnelId() + " is not configured as written");
        }
        return shown(wanted, attempt).map(live -> new ShownTunnel(wanted, live));
    }

    /** Waits until the candidate is the active path of its policy. */
    StepOutcome<LivePolicy> active(CandidatePathConfig wanted, TaskAttempt attempt) {
        return poller.until(
                attempt,
                poller.waits().readBack(),
                () -> controller
                        .live(wanted.key())
                        .map(live -> live.filter(policy -> policy.shows(wanted) && policy.active(wanted))),
                () -> StepFailure.of(
                        TunnelFailureCode.NOT_ACTIVE,
                        "another path than %s is active on %s".formatted(wanted.tunnelId(), wanted.key())));
    }

    private StepOutcome<WritePlanState> ready(String tunnelId, TaskAttempt attempt) {
        StepOutcome<WritePlanState> ended = poller.until(
                attempt,
                poller.waits().plan(),
                () -> controller.plan(tunnelId).map(TunnelReadBack::ended),
                () -> StepFailure.of(TunnelFailureCode.PLAN_TIMEOUT, "NSO does not report " + tunnelId + " as ready"));
        return ended instanceof Done(WritePlanState.GivenUp(String reason))
                ? StepOutcome.failed(TunnelFailureCode.PLAN_FAILED, reason)
                : ended;
    }

    private static Optional<WritePlanState> ended(WritePlanState plan) {
        return plan instanceof WritePlanState.Waiting ? Optional.empty() : Optional.of(plan);
    }

    private StepOutcome<LivePolicy> shown(CandidatePathConfig wanted, TaskAttempt attempt) {
        return poller.until(
                attempt,
                poller.waits().readBack(),
                () -> controller.live(wanted.key()).map(live -> live.filter(policy -> policy.shows(wanted))),
                () -> StepFailure.of(
                        TunnelFailureCode.VERIFY_FAILED,
                        "%s does not show %s up at preference %d"
                                .formatted(wanted.key(), wanted.tunnelId(), wanted.preference())));
    }
}
