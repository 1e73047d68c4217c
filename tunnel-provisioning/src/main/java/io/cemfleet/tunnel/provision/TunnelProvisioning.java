package io.cemfleet.tunnel.provision;

import io.cemfleet.tunnel.policy.StepFailure;
import io.cemfleet.tunnel.policy.StepOutcome;
import io.cemfleet.tunnel.policy.StepOutcome.Failed;
import io.cemfleet.tunnel.policy.StepOutcomes;
import io.cemfleet.tunnel.policy.Tunnel;
import io.cemfleet.tunnel.policy.TunnelStep;
import io.cemfleet.tunnel.provision.NetworkWriter.StandingTunnel;
import io.cemfleet.tunnel.provision.NetworkWriter.WantedTunnel;
import io.cemfleet.tunnel.provision.PathReplacement.ReplacedPath;
import io.cemfleet.tunnel.provision.StepResults.TunnelProvisioned;
import io.cemfleet.tunnel.provision.TunnelReservations.ReservedTunnel;
import io.cemfleet.tunnel.provision.TunnelStepRunner.LockedItem;
import io.cemfleet.tunnel.southbound.ControllerPort;
import io.cemfleet.tunnel.southbound.LivePolicy;
import io.cemfleet.tunnel.southbound.NetworkInventory;
import io.cemfleet.tunnel.southbound.TunnelEndCapabilities;
import io.cemfleet.tunnel.technology.TunnelTechnologies;
import io.cemfleet.tunnel.technology.TunnelTechnology;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.springframework.stereotype.Component;

/** Creates tunnels without moving traffic: checks, dry runs, reservation, one write, one read-back. */
@Component
public class TunnelProvisioning {
    private final TunnelStepRunner runner;
    private final ControllerPort controller;
    private final TunnelTechnologies technologies;
    private final TunnelPathCheck pathCheck;
    private final TunnelReservations reservations;
    private final NetworkWriter writer;
    private final PathReplacement replacement;
    private final TunnelJournal journal;

    TunnelProvisioning(
            TunnelStepRunner runner,
            ControllerPort controller,
            TunnelTechnologies technologies,
            TunnelPathCheck pathCheck,
            TunnelReservations reservations,
            NetworkWriter writer,
            PathReplacement replacement,
            TunnelJournal journal) {
        this.runner = runner;
        this.controller = controller;
        this.technologies = technologies;
        this.pathCheck = pathCheck;
        this.reservations = reservations;
        this.writer = writer;
        this.replacement = replacement;
        this.journal = journal;
    }

    /** A request and the attempt at it. */
    public record ProvisionTask(ProvisionCommand command, TaskAttempt attempt) {
        LockedItem<ProvisionTask> locked() {
            return new LockedItem<>(this, command.protection(), command.ends().headEnd(), attempt);
        }
    }

    /** A requested tunnel with what the topology reports of its ends. */
    record EndedTunnel(ProvisionCommand command, TaskAttempt attempt, TunnelEndCapabilities ends) {}

    /** Provisions the tunnels of a wave, of one or more, with outcomes in the order of the tasks. */
    public StepOutcomes<TunnelProvisioned> provision(List<ProvisionTask> tasks) {
        return runner.run(
                TunnelStep.PROVISION, tasks.stream().map(ProvisionTask::locked).toList(), this::provisionLocked);
    }

    private StepOutcomes<TunnelProvisioned> provisionLocked(List<ProvisionTask> tasks) {
        Instant deadline = tasks.getFirst().attempt().deadline();
        return StepOutcomes.each(tasks, this::ended)
                .together(items -> StepOutcomes.after(
                        controller.inventory(items.stream()
                                .anyMatch(item -> item.command().ends().color() == null)),
                        items, inventory -> provisioned(items, inventory, deadline)));
    }

    private StepOutcome<EndedTunnel> ended(ProvisionTask task) {
        ProvisionCommand command = task.command();
        if (command.teType() != null
                && technologies.of(command.teType()) instanceof Failed<TunnelTechnology>(StepFailure failure)) {
            return StepOutcome.failed(failure);
        }
        return controller
                .ends(command.ends().headEnd(), command.ends().endPoint())
                .map(ends -> new EndedTunnel(command, task.attempt(), ends));
    }

    private StepOutcomes<TunnelProvisioned> provisioned(
            List<EndedTunnel> items, NetworkInventory inventory, Instant deadline) {
        return StepOutcomes.of(items)
                .together(pathCheck::check)
                .together(checked ->
                        StepOutcomes.zip(checked, reservations.reserve(checked, inventory), AdmittedTunnel::new))
                .together(admitted -> written(admitted, inventory, deadline))
                .together(this::record);
    }

    /** A tunnel whose path passed the checks, and whose resources are reserved. */
    private record AdmittedTunnel(CheckedTunnel checked, ReservedTunnel reserved) {}

    private record WrittenTunnel(AdmittedTunnel admitted, StandingTunnel standing) {
        ProvisioningRecord toStore() {
            return new ProvisioningRecord(
                    admitted.reserved().row(),
                    standing,
                    admitted.checked().dryRun(),
                    admitted.checked().attempt());
        }
    }

    private StepOutcomes<WrittenTunnel> written(
            List<AdmittedTunnel> items, NetworkInventory inventory, Instant deadline) {
        Set<String> carrying = items.stream()
                .filter(item -> carriesTraffic(item.reserved(), inventory))
                .map(item -> item.reserved().row().tunnelId())
                .collect(Collectors.toSet());
        StepOutcomes<StandingTunnel> standing = PresentTunnel.read(
                        items.stream().map(item -> item.reserved().wanted()).toList(), technologies)
                .together(present -> writer.put(
                        present.stream()
                                .map(tunnel -> new WantedTunnel(
                                        tunnel,
                                        carrying.contains(tunnel.tunnel().tunnelId())))
                                .toList(),
                        deadline));
        IntStream.range(0, items.size())
                .filter(i -> standing.inOrder().get(i) instanceof Failed)
                .mapToObj(items::get)
                .forEach(item -> replacement.afterFailure(
                        item.reserved(), inventory, item.checked().attempt()));
        return StepOutcomes.zip(items, standing, WrittenTunnel::new);
    }

    /** Whether the tunnel carries traffic now, at the preference that it keeps: it must still carry it afterwards. */
    private static boolean carriesTraffic(ReservedTunnel reserved, NetworkInventory inventory) {
        Tunnel wanted = reserved.wanted();
        return reserved.row().state().carries()
                && inventory.live().stream()
                        .filter(policy -> policy.key().equals(wanted.key()))
                        .map(LivePolicy::activePreference)
                        .anyMatch(active ->
                                active != null && active == wanted.placement().preference());
    }

    private StepOutcomes<TunnelProvisioned> record(List<WrittenTunnel> items) {
        List<Tunnel> stored = journal.succeeded(
                items.stream().map(item -> item.toStore().success()).toList());
        replacement.afterSuccess(IntStream.range(0, items.size())
                .mapToObj(
                        i -> new ReplacedPath(items.get(i).admitted().reserved().row(), stored.get(i)))
                .toList());
        return StepOutcomes.zip(
                items,
                StepOutcomes.of(stored),
                (item, tunnel) ->
                        new TunnelProvisioned(tunnel, item.admitted().checked().dryRun()));
    }
}
