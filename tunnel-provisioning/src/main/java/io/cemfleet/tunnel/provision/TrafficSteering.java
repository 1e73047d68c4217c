package io.cemfleet.tunnel.provision;

import io.cemfleet.a2a.contract.TunnelFailureCode;
import io.cemfleet.tunnel.policy.StepOutcome;
import io.cemfleet.tunnel.policy.StepOutcomes;
import io.cemfleet.tunnel.policy.Tunnel;
import io.cemfleet.tunnel.policy.TunnelStep;
import io.cemfleet.tunnel.provision.FleetColoring.CarriedServices;
import io.cemfleet.tunnel.provision.NetworkWriter.StandingTunnel;
import io.cemfleet.tunnel.provision.StepResults.ServicesSteered;
import io.cemfleet.tunnel.provision.TunnelStepRunner.LockedItem;
import io.cemfleet.tunnel.provision.WriteAdmission.CommandedTunnel;
import io.cemfleet.tunnel.southbound.ServiceDirectory;
import io.cemfleet.tunnel.southbound.ServiceRoutes;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * Moves traffic onto provisioned tunnels: their preference above all others, then, for plain IGP, the routes' colour.
 */
@Component
public class TrafficSteering {
    private final TunnelStepRunner runner;
    private final WriteAdmission admission;
    private final TunnelRaising raising;
    private final ServiceRoutes routes;
    private final FleetColoring coloring;
    private final TunnelJournal journal;

    TrafficSteering(
            TunnelStepRunner runner,
            WriteAdmission admission,
            TunnelRaising raising,
            ServiceRoutes routes,
            FleetColoring coloring,
            TunnelJournal journal) {
        this.runner = runner;
        this.admission = admission;
        this.raising = raising;
        this.routes = routes;
        this.coloring = coloring;
        this.journal = journal;
    }

    /** Steers onto the tunnels of a wave, of one or more, with outcomes in the order of the commands. */
    public StepOutcomes<ServicesSteered> steer(List<StepCommand> commands) {
        return StepOutcomes.each(commands, command -> admission
                        .known(command)
                        .map(known -> LockedItem.on(known.tunnel(), command, command.attempt())))
                .together(items -> runner.run(TunnelStep.STEER, items, this::steerLocked));
    }

    private StepOutcomes<ServicesSteered> steerLocked(List<StepCommand> commands) {
        Instant deadline = commands.getFirst().attempt().deadline();
        return admission
                .admit(TunnelStep.STEER, commands)
                .each(TrafficSteering::standing)
                .together(items -> StepOutcomes.after(
                        routes.services(), items, before -> StepOutcomes.each(items, item -> selected(item, before))))
                .together(items -> written(items, deadline))
                .together(items -> colored(items, deadline))
                .together(items -> StepOutcomes.after(
                        routes.services(),
                        items,
                        after -> StepOutcomes.each(items, item -> SteeringRecord.of(item, after))))
                .together(this::record);
    }

    private static StepOutcome<CommandedTunnel> standing(CommandedTunnel item) {
        Tunnel tunnel = item.tunnel();
        return tunnel.state().stands()
                ? StepOutcome.done(item)
                : StepOutcome.failed(
                        TunnelFailureCode.NOT_PROVISIONED,
                        tunnel.tunnelId() + " is " + tunnel.state().wire());
    }

    /** A tunnel with the services that it is to carry. */
    private record SelectedServices(CommandedTunnel item, ServiceSelection selection) {}

    private static StepOutcome<SelectedServices> selected(CommandedTunnel item, ServiceDirectory before) {
        Tunnel tunnel = item.tunnel();
        List<String> requested = item.command().services();
        ServiceSelection selection = ServiceSelection.steerable(tunnel, requested, before);
        return selection.chosen().isEmpty()
                ? StepOutcome.failed(
                        TunnelFailureCode.NOT_STEERABLE,
                        "none of %d services rides %s, or can be given a colour of its own: %s"
                                .formatted(requested.size(), tunnel.key(), selection.reasons()))
                : StepOutcome.done(new SelectedServices(item, selection));
    }

    private record RaisedTunnel(SelectedServices services, StandingTunnel standing) {}

    private StepOutcomes<RaisedTunnel> written(List<SelectedServices> items, Instant deadline) {
        List<Tunnel> tunnels = items.stream().map(item -> item.item().tunnel()).toList();
        return StepOutcomes.zip(items, raising.raise(tunnels, deadline), RaisedTunnel::new);
    }

    private StepOutcomes<SteeredTunnel> colored(List<RaisedTunnel> items, Instant deadline) {
        List<CarriedServices> carried = items.stream()
                .map(item -> new CarriedServices(
                        item.services().item().tunnel(),
                        item.services().selection().chosen()))
                .toList();
        return StepOutcomes.zip(
                items,
                coloring.apply(carried, deadline),
                (item, failures) -> new SteeredTunnel(
                        item.services().item().command(), item.standing().tunnel(), failures));
    }

    private StepOutcomes<ServicesSteered> record(List<SteeringRecord> steered) {
        journal.succeeded(steered.stream().map(SteeringRecord::success).toList());
        return StepOutcomes.each(steered, item -> StepOutcome.done(item.result()));
    }
}
