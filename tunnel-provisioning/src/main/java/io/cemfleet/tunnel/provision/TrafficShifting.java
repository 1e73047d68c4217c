package io.cemfleet.tunnel.provision;

import io.cemfleet.a2a.contract.AuditEventType;
import io.cemfleet.a2a.contract.TunnelFailureCode;
import io.cemfleet.tunnel.policy.CandidatePlacement;
import io.cemfleet.tunnel.policy.PathWeights;
import io.cemfleet.tunnel.policy.StepFailure;
import io.cemfleet.tunnel.policy.StepOutcome;
import io.cemfleet.tunnel.policy.StepOutcome.Failed;
import io.cemfleet.tunnel.policy.StepOutcomes;
import io.cemfleet.tunnel.policy.Tunnel;
import io.cemfleet.tunnel.policy.TunnelState;
import io.cemfleet.tunnel.policy.TunnelStep;
import io.cemfleet.tunnel.provision.NetworkWriter.StandingTunnel;
import io.cemfleet.tunnel.provision.NetworkWriter.WantedTunnel;
import io.cemfleet.tunnel.provision.StepResults.WeightsShifted;
import io.cemfleet.tunnel.provision.TunnelJournal.SucceededStep;
import io.cemfleet.tunnel.provision.TunnelStepRunner.LockedItem;
import io.cemfleet.tunnel.southbound.SegmentListRoute;
import io.cemfleet.tunnel.technology.TunnelTechnologies;
import io.cemfleet.tunnel.technology.TunnelTechnology;
import java.time.Instant;
import java.util.List;
import java.util.Map;
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

    /**
     * A request for a split.
     *
     * @param protection percent on the protection path
     * @param original percent on the original path
     */
    public record ShiftCommand(StepCommand step, int protection, int original) {}

    /** A tunnel with the weights that it is to get. */
    private record ShiftedTunnel(TaskAttempt attempt, Tunnel tunnel, PathWeights weights) {
        Tunnel wanted() {
            return tunnel.at(new CandidatePlacement(tunnel.placement().preference(), weights));
        }
    }

    /** Shifts the traffic of the tunnels of a wave, of one or more, with outcomes in the order of the commands. */
    public StepOutcomes<WeightsShifted> shift(List<ShiftCommand> commands) {
        return StepOutcomes.each(commands, this::known)
                .together(items -> runner.run(TunnelStep.SHIFT, items, this::shiftLocked));
    }

    private StepOutcome<LockedItem<ShiftCommand>> known(ShiftCommand command) {
        return PathWeights.valid(command.protection(), command.original())
                ? admission
                        .known(command.step())
                        .map(known -> LockedItem.on(
                                known.tunnel(), command, command.step().attempt()))
                : StepOutcome.failed(
                        TunnelFailureCode.WEIGHTS_INVALID,
                        "weights must add up to 100, were %d and %d"
                                .formatted(command.protection(), command.original()));
    }

    private StepOutcomes<WeightsShifted> shiftLocked(List<ShiftCommand> commands) {
        Instant deadline = commands.getFirst().step().attempt().deadline();
        List<StepCommand> steps = commands.stream().map(ShiftCommand::step).toList();
        return StepOutcomes.zip(
                        commands,
                        admission.admit(TunnelStep.SHIFT, steps),
                        (command, admitted) -> new ShiftedTunnel(
                                command.step().attempt(),
                                admitted.tunnel(),
                                new PathWeights(command.protection(), command.original())))
                .each(this::possible)
                .together(items -> written(items, deadline))
                .together(this::record);
    }

    private StepOutcome<ShiftedTunnel> possible(ShiftedTunnel item) {
        Tunnel tunnel = item.tunnel();
        if (!tunnel.state().carries()) {
            return StepOutcome.failed(
                    TunnelFailureCode.NOT_STEERED,
                    tunnel.tunnelId() + " is " + tunnel.state().wire());
        }
        StepOutcome<TunnelTechnology> selected = technologies.of(tunnel.teType());
        if (!(selected instanceof StepOutcome.Done(TunnelTechnology technology))) {
            return selected.asFailure();
        }
        if (item.weights().split() && !technology.splitsByWeight()) {
            return StepOutcome.failed(
                    TunnelFailureCode.WEIGHTS_INVALID,
                    "%s cannot split traffic by weights"
                            .formatted(tunnel.teType().wire()));
        }
        return item.weights().original() > 0
                        && traceOriginal(tunnel, technology) instanceof Failed<SegmentListRoute>(StepFailure failure)
                ? StepOutcome.failed(failure)
                : StepOutcome.done(item);
    }

    /** The original path's segments must still lead to the end-point before traffic is put on them. */
    private static StepOutcome<SegmentListRoute> traceOriginal(Tunnel tunnel, TunnelTechnology technology) {
        return technology.trace(
                tunnel.key().headEnd(),
                tunnel.key().endPoint(),
                tunnel.plan().original().segments());
    }

    private record ShiftedAsRead(ShiftedTunnel item, StandingTunnel standing) {
        WeightsShifted result() {
            Tunnel tunnel = standing.tunnel();
            return new WeightsShifted(
                    tunnel.placement().weights(),
                    new PathWeights(
                            standing.inForce().weightOf(tunnel.protectionList()),
                            standing.inForce().weightOf(tunnel.originalList())));
        }

        SucceededStep success() {
            WeightsShifted shifted = result();
            return new SucceededStep(
                    standing.tunnel().in(TunnelState.carrying(shifted.requested())),
                    AuditEventType.TRAFFIC_SHIFTED,
                    Map.of(
                            "protection_weight",
                            shifted.inForce().protection(),
                            "original_weight",
                            shifted.inForce().original()),
                    item.attempt());
        }
    }

    private StepOutcomes<ShiftedAsRead> written(List<ShiftedTunnel> items, Instant deadline) {
        List<Tunnel> wanted = items.stream().map(ShiftedTunnel::wanted).toList();
        StepOutcomes<StandingTunnel> written = PresentTunnel.read(wanted, technologies)
                .together(present -> writer.put(
                        present.stream()
                                .map(tunnel -> new WantedTunnel(tunnel, true))
                                .toList(),
                        deadline));
        return StepOutcomes.zip(items, written, ShiftedAsRead::new);
    }

    private StepOutcomes<WeightsShifted> record(List<ShiftedAsRead> items) {
        journal.succeeded(items.stream().map(ShiftedAsRead::success).toList());
        return StepOutcomes.each(items, item -> StepOutcome.done(item.result()));
    }
}
