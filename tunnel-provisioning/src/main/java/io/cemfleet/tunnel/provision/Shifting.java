package io.cemfleet.tunnel.provision;

import io.cemfleet.a2a.contract.AuditEventType;
import io.cemfleet.tunnel.policy.Candidate;
import io.cemfleet.tunnel.policy.FailureCode;
import io.cemfleet.tunnel.policy.Mandate;
import io.cemfleet.tunnel.policy.Outcome;
import io.cemfleet.tunnel.policy.Placement;
import io.cemfleet.tunnel.policy.Step;
import io.cemfleet.tunnel.policy.Tunnel;
import io.cemfleet.tunnel.policy.TunnelState;
import io.cemfleet.tunnel.policy.Weights;
import io.cemfleet.tunnel.provision.NetworkWriter.Standing;
import io.cemfleet.tunnel.provision.Results.Shifted;
import io.cemfleet.tunnel.southbound.Controller;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Shares traffic between protection and original path: two weighted SID lists in the one active candidate path. */
@Component
public class Shifting {
    private final Attempts attempts;
    private final NetworkWriter writer;
    private final Controller controller;
    private final Journal journal;

    Shifting(Attempts attempts, NetworkWriter writer, Controller controller, Journal journal) {
        this.attempts = attempts;
        this.writer = writer;
        this.controller = controller;
        this.journal = journal;
    }

    /** @param pathVersion that the sender knows the tunnel to have, absent: whichever is in force */
    public Outcome<Shifted> shift(
            String tunnelId,
            int protection,
            int original,
            @Nullable Long pathVersion,
            Mandate mandate,
            Attempt attempt) {
        if (!Weights.valid(protection, original)) {
            return Outcome.failed(
                    FailureCode.WEIGHTS_INVALID,
                    "weights must add up to 100, were %d and %d".formatted(protection, original));
        }
        var weights = new Weights(protection, original);
        var ask = new Attempts.Ask(Step.SHIFT, tunnelId, List.of(), pathVersion, mandate);
        return attempts.on(ask, attempt, tunnel -> inTurn(tunnel, weights, attempt));
    }

    private Outcome<Shifted> inTurn(Tunnel tunnel, Weights weights, Attempt attempt) {
        if (!tunnel.state().carries()) {
            return Outcome.failed(
                    FailureCode.NOT_STEERED,
                    tunnel.tunnelId() + " is " + tunnel.state().wire());
        }
        Tunnel wanted = tunnel.at(new Placement(tunnel.placement().preference(), weights));
        return wayBack(tunnel, weights)
                .then(there -> writer.put(wanted, attempt))
                .then(standing -> writer.active(Candidate.of(wanted), attempt).map(live -> settled(standing, attempt)));
    }

    /** The original path's labels must still lead to the end-point before traffic is put on them. */
    private Outcome<Boolean> wayBack(Tunnel tunnel, Weights weights) {
        return weights.original() == 0
                ? Outcome.done(true)
                : controller
                        .trace(
                                tunnel.key().headEnd(),
                                tunnel.key().endPoint(),
                                tunnel.plan().original().segments())
                        .map(route -> true);
    }

    private Shifted settled(Standing standing, Attempt attempt) {
        Tunnel tunnel = standing.tunnel();
        Weights requested = tunnel.placement().weights();
        Weights inForce = new Weights(
                standing.inForce().weightOf(tunnel.protectionList()),
                standing.inForce().weightOf(tunnel.originalList()));
        journal.settle(
                tunnel.in(TunnelState.carrying(requested)),
                AuditEventType.TRAFFIC_SHIFTED,
                Map.of("protection_weight", inForce.protection(), "original_weight", inForce.original()),
                attempt,
                () -> {});
        return new Shifted(requested, inForce);
    }
}
