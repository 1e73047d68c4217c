package io.cemfleet.tunnel.provision;

import io.cemfleet.a2a.contract.AuditEventType;
import io.cemfleet.a2a.contract.TunnelFailureCode;
import io.cemfleet.tunnel.bsid.BindingSidAllocator;
import io.cemfleet.tunnel.policy.CandidatePathConfig;
import io.cemfleet.tunnel.policy.CandidatePlacement;
import io.cemfleet.tunnel.policy.IntendedWrite;
import io.cemfleet.tunnel.policy.PathInForce;
import io.cemfleet.tunnel.policy.StepFailure;
import io.cemfleet.tunnel.policy.StepOutcome;
import io.cemfleet.tunnel.policy.Tunnel;
import io.cemfleet.tunnel.policy.TunnelState;
import io.cemfleet.tunnel.policy.TunnelStep;
import io.cemfleet.tunnel.policy.WriteMandate;
import io.cemfleet.tunnel.provision.StepResults.TunnelDeleted;
import io.cemfleet.tunnel.southbound.ConfiguredTunnel;
import io.cemfleet.tunnel.southbound.ControllerPort;
import io.cemfleet.tunnel.southbound.LivePolicy;
import io.cemfleet.tunnel.store.TunnelStore;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Removes a tunnel: its policy, its SID lists, the colour last. It counts as deleted, and its binding SID as free, only
 * when configuration and network were both read back without it.
 */
@Component
public class TunnelDeletion {
    private final TunnelStepRunner attempts;
    private final ControllerPort controller;
    private final FleetColoring coloring;
    private final ReadBackPoller patience;
    private final TunnelStore store;
    private final BindingSidAllocator bindingSids;
    private final TunnelJournal journal;

    TunnelDeletion(
            TunnelStepRunner attempts,
            ControllerPort controller,
            FleetColoring coloring,
            ReadBackPoller patience,
            TunnelStore store,
            BindingSidAllocator bindingSids,
            TunnelJournal journal) {
        this.attempts = attempts;
        this.controller = controller;
        this.coloring = coloring;
        this.patience = patience;
        this.store = store;
        this.bindingSids = bindingSids;
        this.journal = journal;
    }

    public StepOutcome<TunnelDeleted> delete(String tunnelId, WriteMandate mandate, TaskAttempt attempt) {
        return store.find(tunnelId).isEmpty()
                ? neverOurs(tunnelId)
                : attempts.on(
                        new TunnelStepRunner.StepRequest(TunnelStep.DELETE, tunnelId, List.of(), null, mandate),
                        attempt,
                        tunnel -> inTurn(tunnel, mandate, attempt));
    }

    private StepOutcome<TunnelDeleted> neverOurs(String tunnelId) {
        return controller
                .configured(tunnelId)
                .then(present -> present instanceof ConfiguredTunnel.NotConfigured
                        ? StepOutcome.done(new TunnelDeleted(false))
                        : StepOutcome.failed(
                                TunnelFailureCode.NOT_OURS, tunnelId + " stands in the network, and is not ours"));
    }

    private StepOutcome<TunnelDeleted> inTurn(Tunnel tunnel, WriteMandate mandate, TaskAttempt attempt) {
        return controller.configured(tunnel.tunnelId()).then(present -> {
            if (tunnel.state() == TunnelState.DELETED && present instanceof ConfiguredTunnel.NotConfigured) {
                return StepOutcome.done(new TunnelDeleted(tunnel.bindingSid() != null));
            }
            return NetworkWriter.ours(tunnel, present)
                    .map(ours -> journal.leaving(tunnel, lastSeen(tunnel, present)))
                    .then(leaving -> (leaving.ledger().written() ? gone(leaving, attempt) : StepOutcome.done(true))
                            .then(gone -> coloring.remove(leaving, attempt))
                            .map(uncolored -> settled(leaving, mandate, attempt)));
        });
    }

    private static CandidatePlacement lastSeen(Tunnel tunnel, ConfiguredTunnel present) {
        IntendedWrite intended = tunnel.ledger().intended();
        return present instanceof ConfiguredTunnel.OwnCandidatePath(CandidatePathConfig candidate)
                ? new CandidatePlacement(
                        candidate.preference(), tunnel.placement().weights())
                : intended == null ? tunnel.placement() : intended.placement();
    }

    private StepOutcome<Boolean> gone(Tunnel tunnel, TaskAttempt attempt) {
        return patience.until(
                        attempt,
                        patience.waits().readBack(),
                        () -> controller
                                .remove(tunnel.tunnelId())
                                .then(removed -> controller.configured(tunnel.tunnelId()))
                                .map(now -> seen(now instanceof ConfiguredTunnel.NotConfigured)),
                        () -> unconfirmed(tunnel, "its policy is still configured"))
                .then(policy -> patience.until(
                        attempt,
                        patience.waits().readBack(),
                        () -> controller
                                .lists(tunnel.tunnelId())
                                .then(lists -> controller.removeLists(lists).map(removed -> seen(lists.isEmpty()))),
                        () -> unconfirmed(tunnel, "its SID lists are still configured")))
                .then(configuration -> patience.until(
                        attempt,
                        patience.waits().readBack(),
                        () -> controller.live(tunnel.key()).map(live -> seen(without(tunnel, live))),
                        () -> unconfirmed(tunnel, "the network still shows its path")));
    }

    private static boolean without(Tunnel tunnel, Optional<LivePolicy> live) {
        return live.stream().flatMap(policy -> policy.paths().stream()).noneMatch(path -> tunnel.preferences()
                .contains(path.preference()));
    }

    private static Optional<Boolean> seen(boolean yes) {
        return yes ? Optional.of(true) : Optional.empty();
    }

    private static StepFailure unconfirmed(Tunnel tunnel, String why) {
        return StepFailure.of(TunnelFailureCode.DELETE_NOT_CONFIRMED, tunnel.tunnelId() + ": " + why);
    }

    private TunnelDeleted settled(Tunnel tunnel, WriteMandate mandate, TaskAttempt attempt) {
        Integer label = tunnel.bindingSid();
        var details = new LinkedHashMap<String, Object>();
        if (label != null) {
            details.put("binding_sid_released", label);
        }
        if (mandate.equals(WriteMandate.UPKEEP)) {
            details.put("upkeep", true);
        }
        journal.settle(
                tunnel.in(TunnelState.DELETED)
                        .over(new PathInForce(tunnel.path().version(), 1, List.of())),
                AuditEventType.TUNNEL_DELETED,
                details,
                attempt,
                () -> bindingSids.release(tunnel.tunnelId()));
        return new TunnelDeleted(label != null);
    }
}
