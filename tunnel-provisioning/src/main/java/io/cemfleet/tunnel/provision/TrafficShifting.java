package io.cemfleet.tunnel.provision;

import io.cemfleet.a2a.contract.AuditEventType;
import io.cemfleet.a2a.contract.TunnelFailureCode;
import io.cemfleet.tunnel.policy.CandidatePlacement;
import io.cemfleet.tunnel.policy.PathWeights;
import io.cemfleet.tunnel.policy.StepFailure;
import io.cemfleet.tunnel.policy.StepOutcome;
import io.cemfleet.tunnel.policy.StepOutcome.Done;
import io.cemfleet.tunnel.policy.StepOutcome.Failed;
import io.cemfleet.tunnel.policy.Tunnel;
import io.cemfleet.tunnel.policy.TunnelState;
import io.cemfleet.tunnel.policy.TunnelStep;
import io.cemfleet.tunnel.policy.WriteMandate;
import io.cemfleet.tunnel.provision.NetworkWriter.StandingTunnel;
import io.cemfleet.tunnel.provision.StepResults.WeightsShifted;
import io.cemfleet.tunnel.provision.TunnelStepRunner.LockedStep;
import io.cemfleet.tunnel.provision.WriteAdmission.StepRequest;
import io.cemfleet.tunnel.southbound.SegmentListRoute;
import io.cemfleet.tunnel.technology.TunnelTechnologies;
import io.cemfleet.tunnel.technology.TunnelTechnology;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Splits traffic between protection and original path: two weighted SID lists in the one active candidate path. */
@Component
public class TrafficShifting {
    private final TunnelStepRunner runner;
    private final WriteAdmission admission;
    private final NetworkWriter writer;
    private final TunnelTechnologies technologies;
    private final TunnelJournal journal;

    TrafficShifting(
            TunnelStepRunner runner,
            WriteAdmission admission,
            NetworkWriter writer,
            TunnelTechnologies technologies,
            TunnelJournal journal) {
        this.runner = runner;
        this.admission = admission;
        this.writer = writer;
        this.technologies = technologies;
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
        StepOutcome<Tunnel> known = admission.known(tunnelId);
        if (!(known instanceof Done(Tunnel tunnel))) {
            return known.asFailure();
        }
        var weights = new PathWeights(protection, original);
        var request = new StepRequest(TunnelStep.SHIFT, tunnelId, List.of(), pathVersion, mandate);
        return runner.run(
                LockedStep.on(tunnel, TunnelStep.SHIFT), attempt, () -> shiftLocked(request, weights, attempt));
    }

    private StepOutcome<WeightsShifted> shiftLocked(StepRequest request, PathWeights weights, TaskAttempt attempt) {
        StepOutcome<Tunnel> admitted = admission.admit(request, attempt);
        if (!(admitted instanceof Done(Tunnel tunnel))) {
            return admitted.asFailure();
        }
        if (!tunnel.state().carries()) {
            return StepOutcome.failed(
                    TunnelFailureCode.NOT_STEERED,
                    tunnel.tunnelId() + " is " + tunnel.state().wire());
        }
        StepOutcome<TunnelTechnology> selected = technologies.of(tunnel.teType());
        if (!(selected instanceof Done(TunnelTechnology technology))) {
            return selected.asFailure();
        }
        if (weights.split() && !technology.splitsByWeight()) {
            return StepOutcome.failed(
                    TunnelFailureCode.WEIGHTS_INVALID,
                    "%s cannot split traffic by weights"
                            .formatted(tunnel.teType().wire()));
        }
        if (weights.original() > 0
                && traceOriginal(tunnel, technology) instanceof Failed<SegmentListRoute>(StepFailure failure)) {
            return StepOutcome.failed(failure);
        }
        Tunnel wanted = tunnel.at(new CandidatePlacement(tunnel.placement().preference(), weights));
        return writer.putActive(wanted, attempt).map(standing -> record(standing, attempt));
    }

    /** The original path's segments must still lead to the end-point before traffic is put on them. */
    private StepOutcome<SegmentListRoute> traceOriginal(Tunnel tunnel, TunnelTechnology technology) {
        return technology.trace(
                tunnel.key().headEnd(),
                tunnel.key().endPoint(),
                tunnel.plan().original().segments());
    }

    private WeightsShifted record(StandingTunnel standing, TaskAttempt attempt) {
        Tunnel tunnel = standing.tunnel();
        PathWeights requested = tunnel.placement().weights();
        PathWeights inForce = new PathWeights(
                standing.inForce().weightOf(tunnel.protectionList()),
                standing.inForce().weightOf(tunnel.originalList()));
        journal.succeeded(
                tunnel.in(TunnelState.carrying(requested)),
                AuditEventType.TRAFFIC_SHIFTED,
                Map.of("protection_weight", inForce.protection(), "original_weight", inForce.original()),
                attempt);
        return new WeightsShifted(requested, inForce);
    }
}
