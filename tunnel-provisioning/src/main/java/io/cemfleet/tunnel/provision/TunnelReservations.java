package io.cemfleet.tunnel.provision;

import io.cemfleet.a2a.contract.TeType;
import io.cemfleet.a2a.contract.TunnelFailureCode;
import io.cemfleet.tunnel.control.WriteGate;
import io.cemfleet.tunnel.policy.CandidatePlacement;
import io.cemfleet.tunnel.policy.PathInForce;
import io.cemfleet.tunnel.policy.PathWeights;
import io.cemfleet.tunnel.policy.ProposedWrite;
import io.cemfleet.tunnel.policy.SteeringKey;
import io.cemfleet.tunnel.policy.StepOutcome;
import io.cemfleet.tunnel.policy.StepOutcome.Done;
import io.cemfleet.tunnel.policy.StepOutcomes;
import io.cemfleet.tunnel.policy.Tunnel;
import io.cemfleet.tunnel.policy.TunnelState;
import io.cemfleet.tunnel.policy.TunnelStep;
import io.cemfleet.tunnel.policy.WriteLedger;
import io.cemfleet.tunnel.policy.WriteMandate;
import io.cemfleet.tunnel.policy.WriteVerdict;
import io.cemfleet.tunnel.provision.TunnelResources.AllocatedTunnel;
import io.cemfleet.tunnel.southbound.ConfiguredPolicy;
import io.cemfleet.tunnel.southbound.NetworkInventory;
import io.cemfleet.tunnel.southbound.ProvisioningSnapshot;
import io.cemfleet.tunnel.store.TunnelStore;
import io.cemfleet.tunnel.technology.TunnelTechnology;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Reserves the resources of a wave's tunnels in one transaction: for each its name, the verdict of plan fence and controls, its colour,
 * binding SID and preference. A protection keeps its row and its name across attempts.
 */
@Component
class TunnelReservations {
    private static final CandidatePlacement NOWHERE = new CandidatePlacement(0, PathWeights.PROTECTED);

    private final TunnelStore store;
    private final WriteGate gate;
    private final TunnelResources resources;
    private final TransactionTemplate transactions;

    TunnelReservations(TunnelStore store, WriteGate gate, TunnelResources resources, TransactionTemplate transactions) {
        this.store = store;
        this.gate = gate;
        this.resources = resources;
        this.transactions = transactions;
    }

    /**
     * A tunnel with reserved resources.
     *
     * @param row as it is stored; once provisioned, with what is in force
     * @param wanted as it is to be written
     */
    record ReservedTunnel(Tunnel row, Tunnel wanted) {}

    /**
     * Reserves for all items of a wave in one transaction; each sees what the ones before it got. An item that fails
     * leaves nothing but a verdict of the controls.
     */
    StepOutcomes<ReservedTunnel> reserve(List<CheckedTunnel> items, NetworkInventory inventory) {
        return Objects.requireNonNull(transactions.execute(status -> {
            var reserved = new ArrayList<StepOutcome<ReservedTunnel>>();
            NetworkInventory seen = inventory;
            for (CheckedTunnel item : items) {
                Object before = status.createSavepoint();
                StepOutcome<ReservedTunnel> outcome = inTransaction(item, seen.between(item.ends()));
                if (outcome instanceof StepOutcome.Failed<ReservedTunnel>(var failure)
                        && !failure.code().verdict()) {
                    status.rollbackToSavepoint(before);
                }
                status.releaseSavepoint(before);
                reserved.add(outcome);
                seen = outcome instanceof Done(ReservedTunnel got) ? seen.with(policy(got.wanted())) : seen;
            }
            return new StepOutcomes<>(reserved);
        }));
    }

    private static ConfiguredPolicy policy(Tunnel wanted) {
        return new ConfiguredPolicy(
                wanted.tunnelId(),
                wanted.key(),
                wanted.bindingSid(),
                List.of(wanted.placement().preference()));
    }

    private StepOutcome<ReservedTunnel> inTransaction(CheckedTunnel item, ProvisioningSnapshot view) {
        ProvisionCommand command = item.command();
        TunnelTechnology technology = item.technology();
        Optional<Tunnel> known = store.find(command.protection());
        if (known.isPresent() && changed(known.get(), command)) {
            return StepOutcome.failed(
                    TunnelFailureCode.PROTECTION_CHANGED,
                    "%s was requested as %s"
                            .formatted(
                                    command.protection().protectionKey(),
                                    known.get().key()));
        }
        Tunnel tunnel = known.orElseGet(() -> newRow(command, technology.teType(), view));
        var mandate = new WriteMandate(command.plan().revision(), command.approval());
        WriteVerdict verdict = gate.admit(
                ProposedWrite.of(TunnelStep.PROVISION, tunnel, command.plan(), mandate),
                item.attempt().taskId());
        Tunnel judged = tunnel.state().holds() ? tunnel : judged(tunnel, verdict);
        if (verdict instanceof WriteVerdict.Refused(TunnelFailureCode code, String reason)) {
            if (!tunnel.state().holds()) {
                store.update(judged.in(TunnelState.REFUSED));
            }
            return StepOutcome.failed(code, reason);
        }
        StepOutcome<AllocatedTunnel> allocated = resources.allocate(judged, command, technology, view);
        if (!(allocated instanceof Done(AllocatedTunnel(Tunnel holding, CandidatePlacement placement)))) {
            return allocated.asFailure();
        }
        Tunnel stored = store.update(
                holding.state().stands()
                        ? holding
                        : holding.in(TunnelState.RESERVED)
                                .following(command.plan())
                                .over(holding.path()));
        return StepOutcome.done(
                new ReservedTunnel(stored, stored.following(command.plan()).at(placement)));
    }

    private Tunnel newRow(ProvisionCommand command, TeType teType, ProvisioningSnapshot view) {
        ProvisionCommand.TunnelEnds ends = command.ends();
        Integer color = ends.color();
        var tunnel = new Tunnel(
                store.nextName(teType, ends.headEnd(), ends.endPoint(), view::hasName),
                command.protection(),
                new SteeringKey(ends.headEnd(), ends.endPoint(), color == null ? 0 : color),
                color == null,
                teType,
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
        Integer requested = command.ends().color();
        boolean otherColor = requested == null
                ? !known.fleetColored()
                : requested != known.key().color();
        return !known.key().headEnd().equals(command.ends().headEnd())
                || !known.key().endPoint().equals(command.ends().endPoint())
                || otherColor && !(known.fleetColored() && requested == null);
    }

    private static Tunnel judged(Tunnel tunnel, WriteVerdict verdict) {
        WriteLedger ledger = tunnel.ledger();
        return tunnel.noting(new WriteLedger(ledger.written(), null, verdict.text(), null, ledger.version()));
    }
}
