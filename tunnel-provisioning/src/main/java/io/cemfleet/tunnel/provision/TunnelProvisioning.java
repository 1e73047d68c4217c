package io.cemfleet.tunnel.provision;

import io.cemfleet.tunnel.policy.StepFailure;
import io.cemfleet.tunnel.policy.StepOutcome;
import io.cemfleet.tunnel.policy.StepOutcome.Failed;
import io.cemfleet.tunnel.policy.StepOutcomes;
import io.cemfleet.tunnel.policy.TunnelStep;
import io.cemfleet.tunnel.provision.ReservedTunnelWriter.AdmittedTunnel;
import io.cemfleet.tunnel.provision.StepResults.TunnelProvisioned;
import io.cemfleet.tunnel.provision.TunnelStepRunner.LockedItem;
import io.cemfleet.tunnel.southbound.ControllerPort;
import io.cemfleet.tunnel.southbound.NetworkInventory;
import io.cemfleet.tunnel.southbound.TunnelEndCapabilities;
import io.cemfleet.tunnel.technology.TunnelTechnologies;
import io.cemfleet.tunnel.technology.TunnelTechnology;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;

/** Creates tunnels without moving traffic: checks, dry runs, reservation, one write, one read-back. */
@Component
public class TunnelProvisioning {
    private final TunnelStepRunner runner;
    private final ControllerPort controller;
    private final TunnelTechnologies technologies;
    private final TunnelPathCheck pathCheck;
    private final TunnelReservations reservations;
    private final ReservedTunnelWriter writer;

    TunnelProvisioning(
            TunnelStepRunner runner,
            ControllerPort controller,
            TunnelTechnologies technologies,
            TunnelPathCheck pathCheck,
            TunnelReservations reservations,
            ReservedTunnelWriter writer) {
        this.runner = runner;
        this.controller = controller;
        this.technologies = technologies;
        this.pathCheck = pathCheck;
        this.reservations = reservations;
        this.writer = writer;
    }

    /** A request and the attempt at it. */
    public record ProvisionTask(ProvisionCommand command, TaskAttempt attempt) {
        LockedItem<ProvisionTask> locked() {
            return new LockedItem<>(this, command.protection(), command.ends().headEnd(), attempt);
        }
    }

    /** A requested tunnel with what the topology reports of its ends. */
    record RequestedTunnel(ProvisionCommand command, TaskAttempt attempt, TunnelEndCapabilities ends) {}

    /** Provisions the tunnels of a wave, of one or more, with outcomes in the order of the tasks. */
    public StepOutcomes<TunnelProvisioned> provision(List<ProvisionTask> tasks) {
        return runner.run(
                TunnelStep.PROVISION, tasks.stream().map(ProvisionTask::locked).toList(), this::provisionLocked);
    }

    private StepOutcomes<TunnelProvisioned> provisionLocked(List<ProvisionTask> tasks) {
        Instant deadline = tasks.getFirst().attempt().deadline();
        return StepOutcomes.each(tasks, this::requested)
                .together(items -> StepOutcomes.after(
                        controller.inventory(items.stream()
                                .anyMatch(item -> item.command().ends().color() == null)),
                        items,
                        inventory -> provisioned(items, inventory, deadline)));
    }

    private StepOutcome<RequestedTunnel> requested(ProvisionTask task) {
        ProvisionCommand command = task.command();
        if (command.teType() != null
                && technologies.of(command.teType()) instanceof Failed<TunnelTechnology>(StepFailure failure)) {
            return StepOutcome.failed(failure);
        }
        return controller
                .ends(command.ends().headEnd(), command.ends().endPoint())
                .map(ends -> new RequestedTunnel(command, task.attempt(), ends));
    }

    private StepOutcomes<TunnelProvisioned> provisioned(
            List<RequestedTunnel> items, NetworkInventory inventory, Instant deadline) {
        return StepOutcomes.of(items)
                .together(pathCheck::check)
                .together(checked ->
                        StepOutcomes.zip(checked, reservations.reserve(checked, inventory), AdmittedTunnel::new))
                .together(admitted -> writer.write(admitted, inventory, deadline));
    }
}
