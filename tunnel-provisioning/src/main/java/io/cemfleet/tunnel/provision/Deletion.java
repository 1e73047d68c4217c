package io.cemfleet.tunnel.provision;

import io.cemfleet.a2a.contract.AuditEventType;
import io.cemfleet.tunnel.bsid.BindingSids;
import io.cemfleet.tunnel.policy.Candidate;
import io.cemfleet.tunnel.policy.Failure;
import io.cemfleet.tunnel.policy.FailureCode;
import io.cemfleet.tunnel.policy.IntendedWrite;
import io.cemfleet.tunnel.policy.Mandate;
import io.cemfleet.tunnel.policy.Outcome;
import io.cemfleet.tunnel.policy.PathInForce;
import io.cemfleet.tunnel.policy.Placement;
import io.cemfleet.tunnel.policy.Step;
import io.cemfleet.tunnel.policy.Tunnel;
import io.cemfleet.tunnel.policy.TunnelState;
import io.cemfleet.tunnel.provision.Results.Deleted;
import io.cemfleet.tunnel.southbound.Configured;
import io.cemfleet.tunnel.southbound.Controller;
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
public class Deletion {
    private final Attempts attempts;
    private final Controller controller;
    private final FleetColoring coloring;
    private final Patience patience;
    private final Books books;

    /** What is given back. */
    @Component
    record Books(TunnelStore store, BindingSids bindingSids, Journal journal) {}

    Deletion(Attempts attempts, Controller controller, FleetColoring coloring, Patience patience, Books books) {
        this.attempts = attempts;
        this.controller = controller;
        this.coloring = coloring;
        this.patience = patience;
        this.books = books;
    }

    public Outcome<Deleted> delete(String tunnelId, Mandate mandate, Attempt attempt) {
        return books.store().find(tunnelId).isEmpty()
                ? neverOurs(tunnelId)
                : attempts.on(
                        new Attempts.Ask(Step.DELETE, tunnelId, List.of(), null, mandate),
                        attempt,
                        tunnel -> inTurn(tunnel, mandate, attempt));
    }

    private Outcome<Deleted> neverOurs(String tunnelId) {
        return controller
                .configured(tunnelId)
                .then(present -> present instanceof Configured.Nothing
                        ? Outcome.done(new Deleted(false))
                        : Outcome.failed(FailureCode.NOT_OURS, tunnelId + " stands in the network, and is not ours"));
    }

    private Outcome<Deleted> inTurn(Tunnel tunnel, Mandate mandate, Attempt attempt) {
        return controller.configured(tunnel.tunnelId()).then(present -> {
            if (tunnel.state() == TunnelState.DELETED && present instanceof Configured.Nothing) {
                return Outcome.done(new Deleted(tunnel.bindingSid() != null));
            }
            return NetworkWriter.ours(tunnel, present)
                    .map(ours -> books.journal().leaving(tunnel, lastSeen(tunnel, present)))
                    .then(leaving -> (leaving.ledger().written() ? gone(leaving, attempt) : Outcome.done(true))
                            .then(gone -> coloring.remove(leaving, attempt))
                            .map(uncolored -> settled(leaving, mandate, attempt)));
        });
    }

    private static Placement lastSeen(Tunnel tunnel, Configured present) {
        IntendedWrite intended = tunnel.ledger().intended();
        return present instanceof Configured.Ours(Candidate candidate)
                ? new Placement(candidate.preference(), tunnel.placement().weights())
                : intended == null ? tunnel.placement() : intended.placement();
    }

    private Outcome<Boolean> gone(Tunnel tunnel, Attempt attempt) {
        return patience.until(
                        attempt,
                        patience.waits().readBack(),
                        () -> controller
                                .remove(tunnel.tunnelId())
                                .then(removed -> controller.configured(tunnel.tunnelId()))
                                .map(now -> seen(now instanceof Configured.Nothing)),
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

    private static Failure unconfirmed(Tunnel tunnel, String why) {
        return Failure.of(FailureCode.DELETE_NOT_CONFIRMED, tunnel.tunnelId() + ": " + why);
    }

    private Deleted settled(Tunnel tunnel, Mandate mandate, Attempt attempt) {
        Integer label = tunnel.bindingSid();
        var details = new LinkedHashMap<String, Object>();
        if (label != null) {
            details.put("binding_sid_released", label);
        }
        if (mandate.equals(Mandate.UPKEEP)) {
            details.put("upkeep", true);
        }
        books.journal()
                .settle(
                        tunnel.in(TunnelState.DELETED)
                                .over(new PathInForce(tunnel.path().version(), 1, List.of())),
                        AuditEventType.TUNNEL_DELETED,
                        details,
                        attempt,
                        () -> books.bindingSids().release(tunnel.tunnelId()));
        return new Deleted(label != null);
    }
}
