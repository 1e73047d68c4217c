package io.cemfleet.tunnel.provision;

import io.cemfleet.a2a.contract.AuditEventType;
import io.cemfleet.a2a.contract.TunnelFailureCode;
import io.cemfleet.tunnel.policy.CandidatePathConfig;
import io.cemfleet.tunnel.policy.CandidatePlacement;
import io.cemfleet.tunnel.policy.PathWeights;
import io.cemfleet.tunnel.policy.StepOutcome;
import io.cemfleet.tunnel.policy.Tunnel;
import io.cemfleet.tunnel.policy.TunnelState;
import io.cemfleet.tunnel.policy.TunnelStep;
import io.cemfleet.tunnel.policy.WriteMandate;
import io.cemfleet.tunnel.provision.NetworkWriter.StandingTunnel;
import io.cemfleet.tunnel.provision.StepResults.WeightsShifted;
import io.cemfleet.tunnel.southbound.ControllerPort;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Splits traffic between protection and original path: two weighted SID lists in the one active candidate path. */
@Component
public class TrafficShifting {
    private final TunnelStepRunner attempts;
    private final NetworkWriter writer;
    private final ControllerPort controller;
    private final TunnelJournal journal;

    TrafficShifting(TunnelStepRunner attempts, NetworkWriter writer, ControllerPort controller, TunnelJournal journal) {
        this.attempts = attempts;
        this.writer = writer;
        this.controller = controller;
        this.journal = journal;
    }

    /** @param pathVersion that the sender expects, absent: any */
    public StepOutcome<WeightsShifted> shift(
            String tunnelId,
            int protection,
            int original,
            @Nullable Long pathVersion,
            WriteMandate mandate,
            TaskAttempt attempt) {
        if (!PathWeights.valid(protection, original)) {
            return StepOutcome.failed(
                    TunnelFailureCode.WEIGHTS_INVALID,
                    "weights must add up to 100, were %d and %d".formatted(protection, original));
        }
        var weights = new PathWeights(protection, original);
        var ask = new TunnelStepRunner.StepRequest(TunnelStep.SHIFT, tunnelId, List.of(), pathVersion, mandate);
        return attempts.on(ask, attempt, tunnel -> inTurn(tunnel, weights, attempt));
    }

    private StepOutcome<WeightsShifted> inTurn(Tunnel tunnel, PathWeights weights, TaskAttempt attempt) {
        if (!tunnel.state().carries()) {
            return StepOutcome.failed(
                    TunnelFailureCode.NOT_STEERED,
                    tunnel.tunnelId() + " is " + tunnel.state().wire());
        }
        Tunnel wanted = tunnel.at(new CandidatePlacement(tunnel.placement().preference(), weights));
        return wayBack(tunnel, weights)
                .then(there -> writer.put(wanted, attempt))
                .then(standing ->
                        writer.active(CandidatePathConfig.of(wanted), attempt).map(live -> settled(standing, attempt)));
    }

    /** The original path's labels must still lead to the end-point before traffic is put on them. */
    private StepOutcome<Boolean> wayBack(Tunnel tunnel, PathWeights weights) {
        return weights.original() == 0
                ? StepOutcome.done(true)
                : controller
                        .trace(
                                tunnel.key().headEnd(),
                                tunnel.key().endPoint(),
                                tunnel.plan().original().segments())
                        .map(route -> true);
    }

    private WeightsShifted settled(StandingTunnel standing, TaskAttempt attempt) {
        Tunnel tunnel = standing.tunnel();
        PathWeights requested = tunnel.placement().weights();
        PathWeights inForce = new PathWeights(
                standing.inForce().weightOf(tunnel.protectionList()),
                standing.inForce().weightOf(tunnel.originalList()));
        journal.settle(
                tunnel.in(TunnelState.carrying(requested)),
                AuditEventType.TRAFFIC_SHIFTED,
                Map.of("protection_weight", inForce.protection(), "original_weight", inForce.original()),
                attempt,
                () -> {});
        return new WeightsShifted(requested, inForce);
    }
}
