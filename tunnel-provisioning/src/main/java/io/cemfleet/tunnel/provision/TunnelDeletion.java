package io.cemfleet.tunnel.provision;

import io.cemfleet.a2a.contract.AuditEventType;
import io.cemfleet.a2a.contract.SegmentId;
import io.cemfleet.a2a.contract.TunnelFailureCode;
import io.cemfleet.tunnel.policy.CandidatePathConfig;
import io.cemfleet.tunnel.policy.CandidatePlacement;
import io.cemfleet.tunnel.policy.IntendedWrite;
import io.cemfleet.tunnel.policy.PathInForce;
import io.cemfleet.tunnel.policy.StepOutcome;
import io.cemfleet.tunnel.policy.StepOutcome.Done;
import io.cemfleet.tunnel.policy.StepOutcomes;
import io.cemfleet.tunnel.policy.Tunnel;
import io.cemfleet.tunnel.policy.TunnelState;
import io.cemfleet.tunnel.policy.TunnelStep;
import io.cemfleet.tunnel.policy.WriteMandate;
import io.cemfleet.tunnel.provision.StepResults.TunnelDeleted;
import io.cemfleet.tunnel.provision.TunnelJournal.LeavingTunnel;
import io.cemfleet.tunnel.provision.TunnelJournal.SucceededStep;
import io.cemfleet.tunnel.provision.TunnelStepRunner.LockedItem;
import io.cemfleet.tunnel.provision.WriteAdmission.CommandedTunnel;
import io.cemfleet.tunnel.southbound.ConfiguredTunnel;
import io.cemfleet.tunnel.technology.TunnelTechnologies;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Removes tunnels: their policies, their SID lists, the colour last. A tunnel counts as deleted, and its binding SID as
 * free, only when configuration and network were both read back without it.
 */
@Component
public class TunnelDeletion {
    private final TunnelStepRunner runner;
    private final WriteAdmission admission;
    private final TunnelTechnologies technologies;
    private final NetworkRemoval removal;
    private final FleetColorRemoval coloring;
    private final TunnelJournal journal;

    TunnelDeletion(
            TunnelStepRunner runner,
            WriteAdmission admission,
            TunnelTechnologies technologies,
            NetworkRemoval removal,
            FleetColorRemoval coloring,
            TunnelJournal journal) {
        this.runner = runner;
        this.admission = admission;
        this.technologies = technologies;
        this.removal = removal;
        this.coloring = coloring;
        this.journal = journal;
    }

    /**
     * A request for a removal.
     *
     * @param known the tunnel of the name; absent: no tunnel of ours has it
     */
    private record NamedRemoval(StepCommand command, Optional<Tunnel> known) {}

    /** Deletes the tunnels of a wave, of one or more, with outcomes in the order of the commands. */
    public StepOutcomes<TunnelDeleted> delete(List<StepCommand> commands) {
        List<NamedRemoval> removals = commands.stream()
                .map(command -> new NamedRemoval(
                        command,
                        admission.known(command.tunnelId()) instanceof Done(Tunnel tunnel)
                                ? Optional.of(tunnel)
                                : Optional.empty()))
                .toList();
        List<LockedItem<StepCommand>> ours = removals.stream()
                .flatMap(removal -> removal.known().stream()
                        .map(tunnel -> LockedItem.on(
                                tunnel, removal.command(), removal.command().attempt())))
                .toList();
        var deleted = (ours.isEmpty()
                        ? new StepOutcomes<TunnelDeleted>(List.of())
                        : runner.run(TunnelStep.DELETE, ours, this::deleteLocked))
                .inOrder()
                .iterator();
        return StepOutcomes.each(
                removals,
                item -> item.known().isPresent()
                        ? deleted.next()
                        : deleteUnknown(item.command().tunnelId()));
    }

    /** A name that no tunnel of ours has: deleted when the network does not have it either. */
    private StepOutcome<TunnelDeleted> deleteUnknown(String tunnelId) {
        StepOutcome<Boolean> read = removal.isGone(tunnelId);
        if (!(read instanceof Done(Boolean gone))) {
            return read.asFailure();
        }
        return gone
                ? StepOutcome.done(new TunnelDeleted(false))
                : StepOutcome.failed(TunnelFailureCode.NOT_OURS, tunnelId + " stands in the network, and is not ours");
    }

    private StepOutcomes<TunnelDeleted> deleteLocked(List<StepCommand> commands) {
        Instant deadline = commands.getFirst().attempt().deadline();
        return admission
                .admit(TunnelStep.DELETE, commands)
                .together(this::present)
                .each(TunnelDeletion::ours)
                .together(items -> deleted(items, deadline));
    }

    private record DepartingTunnel(StepCommand command, PresentTunnel present) {
        boolean gone() {
            return present.tunnel().state() == TunnelState.DELETED
                    && present.configured() instanceof ConfiguredTunnel.NotConfigured;
        }

        LeavingTunnel leaving() {
            return new LeavingTunnel(present.tunnel(), lastSeen(present.tunnel(), present.configured()));
        }

        DepartingTunnel of(Tunnel stored) {
            return new DepartingTunnel(command, present.as(stored));
        }

        TunnelDeleted result() {
            return new TunnelDeleted(present.tunnel().bindingSid() != null);
        }
    }

    private StepOutcomes<DepartingTunnel> present(List<CommandedTunnel> items) {
        List<Tunnel> tunnels = items.stream().map(CommandedTunnel::tunnel).toList();
        return StepOutcomes.zip(
                items,
                PresentTunnel.read(tunnels, technologies),
                (item, present) -> new DepartingTunnel(item.command(), present));
    }

    private static StepOutcome<DepartingTunnel> ours(DepartingTunnel item) {
        return item.gone()
                ? StepOutcome.done(item)
                : item.present()
                        .notOurs()
                        .map(StepOutcome::<DepartingTunnel>failed)
                        .orElseGet(() -> StepOutcome.done(item));
    }

    private StepOutcomes<TunnelDeleted> deleted(List<DepartingTunnel> items, Instant deadline) {
        List<DepartingTunnel> standing =
                items.stream().filter(item -> !item.gone()).toList();
        if (standing.isEmpty()) {
            return StepOutcomes.each(items, item -> StepOutcome.done(item.result()));
        }
        var stored = journal.leaving(
                        standing.stream().map(DepartingTunnel::leaving).toList())
                .iterator();
        List<DepartingTunnel> leaving =
                standing.stream().map(item -> item.of(stored.next())).toList();
        var removed = removed(leaving, deadline)
                .together(left -> uncolored(left, deadline))
                .together(this::record)
                .inOrder()
                .iterator();
        return StepOutcomes.each(items, item -> item.gone() ? StepOutcome.done(item.result()) : removed.next());
    }

    /** What was never written needs no removal. */
    private StepOutcomes<DepartingTunnel> removed(List<DepartingTunnel> items, Instant deadline) {
        List<Tunnel> written = items.stream()
                .map(item -> item.present().tunnel())
                .filter(tunnel -> tunnel.ledger().written())
                .toList();
        var removed = (written.isEmpty() ? new StepOutcomes<Tunnel>(List.of()) : removal.remove(written, deadline))
                .inOrder()
                .iterator();
        return StepOutcomes.each(
                items,
                item -> item.present().tunnel().ledger().written()
                        ? removed.next().map(gone -> item)
                        : StepOutcome.done(item));
    }

    private StepOutcomes<DepartingTunnel> uncolored(List<DepartingTunnel> items, Instant deadline) {
        List<Tunnel> tunnels =
                items.stream().map(item -> item.present().tunnel()).toList();
        return StepOutcomes.zip(items, coloring.remove(tunnels, deadline), (item, done) -> item);
    }

    private static CandidatePlacement lastSeen(Tunnel tunnel, ConfiguredTunnel present) {
        if (present instanceof ConfiguredTunnel.OwnCandidatePath(CandidatePathConfig candidate)) {
            return new CandidatePlacement(
                    candidate.preference(), tunnel.placement().weights());
        }
        IntendedWrite intended = tunnel.ledger().intended();
        return intended == null ? tunnel.placement() : intended.placement();
    }

    private StepOutcomes<TunnelDeleted> record(List<DepartingTunnel> items) {
        journal.succeeded(items.stream().map(TunnelDeletion::success).toList());
        return StepOutcomes.each(items, item -> StepOutcome.done(item.result()));
    }

    private static SucceededStep success(DepartingTunnel item) {
        Tunnel tunnel = item.present().tunnel();
        return new SucceededStep(
                tunnel.in(TunnelState.DELETED)
                        .over(new PathInForce(tunnel.path().version(), 1, List.of())),
                AuditEventType.TUNNEL_DELETED,
                details(tunnel.bindingSid(), item.command().mandate()),
                item.command().attempt(),
                () -> item.present().technology().releaseBindingSid(tunnel.tunnelId()));
    }

    private static Map<String, Object> details(@Nullable SegmentId bindingSid, WriteMandate mandate) {
        var details = new LinkedHashMap<String, Object>();
        if (bindingSid != null) {
            details.put("binding_sid_released", bindingSid);
        }
        if (mandate.equals(WriteMandate.UPKEEP)) {
            details.put("upkeep", true);
        }
        return details;
    }
}
