package io.cemfleet.tunnel.provision;

import io.cemfleet.a2a.contract.TeType;
import io.cemfleet.a2a.contract.TunnelFailureCode;
import io.cemfleet.tunnel.bsid.BindingSidAllocator;
import io.cemfleet.tunnel.bsid.FleetColorAllocator;
import io.cemfleet.tunnel.control.WriteGate;
import io.cemfleet.tunnel.policy.CandidatePlacement;
import io.cemfleet.tunnel.policy.PathInForce;
import io.cemfleet.tunnel.policy.PathWeights;
import io.cemfleet.tunnel.policy.ProposedWrite;
import io.cemfleet.tunnel.policy.SteeringKey;
import io.cemfleet.tunnel.policy.StepOutcome;
import io.cemfleet.tunnel.policy.Tunnel;
import io.cemfleet.tunnel.policy.TunnelState;
import io.cemfleet.tunnel.policy.TunnelStep;
import io.cemfleet.tunnel.policy.WriteLedger;
import io.cemfleet.tunnel.policy.WriteMandate;
import io.cemfleet.tunnel.policy.WriteVerdict;
import io.cemfleet.tunnel.southbound.LivePolicy;
import io.cemfleet.tunnel.southbound.ProvisioningSnapshot;
import io.cemfleet.tunnel.southbound.TunnelEndCapabilities;
import io.cemfleet.tunnel.store.TunnelStore;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Reserves a tunnel's resources in one transaction: its name, the verdict of plan fence and controls, its colour,
 * binding SID and preference. A protection keeps its row and its name across attempts.
 */
@Component
class TunnelReservations {
    private static final CandidatePlacement NOWHERE = new CandidatePlacement(0, PathWeights.PROTECTED);

    private final TunnelStore store;
    private final WriteGate gate;
    private final BindingSidAllocator bindingSids;
    private final FleetColorAllocator colors;
    private final PreferenceChoice preferences;
    private final TransactionTemplate transactions;

    /**
     * A tunnel with reserved resources.
     *
     * @param row as it is stored; once provisioned, with what is in force
     * @param wanted as it is to be written
     */
    record ReservedTunnel(Tunnel row, Tunnel wanted) {}

    TunnelReservations(
            TunnelStore store,
            WriteGate gate,
            BindingSidAllocator bindingSids,
            FleetColorAllocator colors,
            PreferenceChoice preferences,
            TransactionTemplate transactions) {
        this.store = store;
        this.gate = gate;
        this.bindingSids = bindingSids;
        this.colors = colors;
        this.preferences = preferences;
        this.transactions = transactions;
    }

    StepOutcome<ReservedTunnel> reserve(ProvisionCommand command, ProvisioningSnapshot view, TaskAttempt attempt) {
        return Objects.requireNonNull(transactions.execute(status -> {
            StepOutcome<ReservedTunnel> outcome = inTransaction(command, view, attempt);
            if (outcome instanceof StepOutcome.Failed<ReservedTunnel>(var failure)
                    && !failure.code().verdict()) {
                status.setRollbackOnly();
            }
            return outcome;
        }));
    }

    private StepOutcome<ReservedTunnel> inTransaction(
            ProvisionCommand command, ProvisioningSnapshot view, TaskAttempt attempt) {
        Optional<Tunnel> known = store.find(command.protection());
        if (known.isPresent() && changed(known.get(), command)) {
            return StepOutcome.failed(
                    TunnelFailureCode.PROTECTION_CHANGED,
                    "%s was asked for as %s"
                            .formatted(
                                    command.protection().protectionKey(),
                                    known.get().key()));
        }
        Tunnel tunnel = known.orElseGet(() -> fresh(command, view));
        var mandate = new WriteMandate(command.plan().revision(), command.approval());
        WriteVerdict verdict =
                gate.admit(ProposedWrite.of(TunnelStep.PROVISION, tunnel, command.plan(), mandate), attempt.taskId());
        if (tunnel.state().holds()) {
            return verdict.then(() -> allocate(tunnel, command, view));
        }
        Tunnel judged = judged(tunnel, verdict);
        if (verdict instanceof WriteVerdict.Refused) {
            store.update(judged.in(TunnelState.REFUSED));
        }
        return verdict.then(() -> allocate(judged, command, view));
    }

    private StepOutcome<ReservedTunnel> allocate(Tunnel tunnel, ProvisionCommand command, ProvisioningSnapshot view) {
        OptionalInt color = color(tunnel, command, view);
        if (color.isEmpty()) {
            return StepOutcome.failed(
                    TunnelFailureCode.FLEET_COLOR_EXHAUSTED, "every colour of the fleet's range is in use");
        }
        var key = new SteeringKey(command.ends().headEnd(), command.ends().endPoint(), color.getAsInt());
        if (view.live(key).map(LivePolicy::automation).orElse(false)) {
            return StepOutcome.failed(
                    TunnelFailureCode.AUTOMATION_OWNED, key + " belongs to the controller's own automation");
        }
        boolean fleet = command.ends().color() == null || colors.ours(color.getAsInt());
        Integer label = tunnel.state().holds() ? tunnel.bindingSid() : null;
        if (label == null && view.headEnd().firstLabel() != null) {
            OptionalInt free = bindingSids.take(
                    key.headEnd(), tunnel.tunnelId(), block(view.headEnd()), view.labelsInUse(key.headEnd()));
            if (free.isEmpty()) {
                return StepOutcome.failed(
                        TunnelFailureCode.BINDING_SID_EXHAUSTED,
                        "every label of %s's SRLB is in use".formatted(key.headEnd()));
            }
            label = free.getAsInt();
        }
        Tunnel holding = tunnel.holding(key, label, fleet);
        return preferences.place(holding, view).map(placement -> {
            Tunnel row = holding.state().stands()
                    ? holding
                    : holding.in(TunnelState.RESERVED).following(command.plan()).over(holding.path());
            Tunnel stored = store.update(row);
            return new ReservedTunnel(stored, stored.following(command.plan()).at(placement));
        });
    }

    private OptionalInt color(Tunnel tunnel, ProvisionCommand command, ProvisioningSnapshot view) {
        Integer asked = command.ends().color();
        if (asked != null) {
            return OptionalInt.of(asked);
        }
        return tunnel.state().holds() && tunnel.fleetColored() && tunnel.key().color() > 0
                ? OptionalInt.of(tunnel.key().color())
                : colors.take(
                        command.protection().incidentId(),
                        command.ends().endPoint(),
                        command.plan().services(),
                        view.colorsInUse());
    }

    private Tunnel fresh(ProvisionCommand command, ProvisioningSnapshot view) {
        ProvisionCommand.TunnelEnds ends = command.ends();
        Integer color = ends.color();
        var tunnel = new Tunnel(
                store.nextName(ends.headEnd(), ends.endPoint(), view.names()),
                command.protection(),
                new SteeringKey(ends.headEnd(), ends.endPoint(), color == null ? 0 : color),
                color == null,
                TeType.SR_MPLS,
                null,
                TunnelState.REFUSED,
                NOWHERE,
                command.plan(),
                PathInForce.NONE,
                new WriteLedger(false, null, "", null, 0));
        store.insert(tunnel);
        return tunnel;
    }

    private static boolean changed(Tunnel known, ProvisionCommand command) {
        Integer asked = command.ends().color();
        boolean otherColor =
                asked == null ? !known.fleetColored() : asked != known.key().color();
        return !known.key().headEnd().equals(command.ends().headEnd())
                || !known.key().endPoint().equals(command.ends().endPoint())
                || otherColor && !(known.fleetColored() && asked == null);
    }

    private static Tunnel judged(Tunnel tunnel, WriteVerdict verdict) {
        WriteLedger ledger = tunnel.ledger();
        return tunnel.noting(new WriteLedger(ledger.written(), null, verdict.text(), null, ledger.version()));
    }

    private static IntStream block(TunnelEndCapabilities ends) {
        Integer first = ends.firstLabel();
        Integer last = ends.lastLabel();
        return first == null || last == null ? IntStream.empty() : IntStream.rangeClosed(first, last);
    }
}
