package io.cemfleet.tunnel.provision;

import io.cemfleet.tunnel.policy.Candidate;
import io.cemfleet.tunnel.policy.Failure;
import io.cemfleet.tunnel.policy.FailureCode;
import io.cemfleet.tunnel.policy.IntendedWrite;
import io.cemfleet.tunnel.policy.Outcome;
import io.cemfleet.tunnel.policy.SteeringKey;
import io.cemfleet.tunnel.policy.Tunnel;
import io.cemfleet.tunnel.southbound.Configured;
import io.cemfleet.tunnel.southbound.Controller;
import io.cemfleet.tunnel.southbound.Controller.WriteKind;
import io.cemfleet.tunnel.southbound.LivePolicy;
import io.cemfleet.tunnel.southbound.PlanState;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Writes a tunnel as it is wanted, and reads it back. Before anything is written the network is read: ours and the same
 * is done, ours and different is modified, not ours stops everything.
 */
@Component
class NetworkWriter {
    private static final Logger log = LoggerFactory.getLogger(NetworkWriter.class);

    private final Controller controller;
    private final Journal journal;
    private final Patience patience;

    NetworkWriter(Controller controller, Journal journal, Patience patience) {
        this.controller = controller;
        this.journal = journal;
        this.patience = patience;
    }

    /**
     * A tunnel as the network has it.
     *
     * @param created whether this attempt made it
     * @param inForce as configured, read back
     * @param live as it stands in the network, read back
     */
    record Standing(Tunnel tunnel, boolean created, Candidate inForce, LivePolicy live) {}

    private record Begun(Tunnel tunnel, boolean created) {}

    Outcome<Standing> put(Tunnel wanted, Attempt attempt) {
        return controller
                .configured(wanted.tunnelId())
                .then(present -> write(beside(wanted, present), present))
                .then(begun -> confirmed(begun, attempt));
    }

    private Outcome<Standing> confirmed(Begun begun, Attempt attempt) {
        Candidate candidate = Candidate.of(begun.tunnel());
        return ready(candidate.tunnelId(), attempt)
                .then(ready -> configuredAs(candidate))
                .then(inForce -> shown(candidate, attempt)
                        .map(live -> new Standing(begun.tunnel(), begun.created(), inForce, live)));
    }

    /**
     * The tunnel on SID lists that nothing uses with other labels: neither what stands in the network nor what the store
     * says is in force would be rewritten.
     */
    private Tunnel beside(Tunnel wanted, Configured present) {
        Candidate candidate = Candidate.of(wanted);
        Tunnel row = journal.row(wanted.tunnelId());
        boolean free =
                switch (present) {
                    case Configured.Nothing nothing -> true;
                    case Configured.Ours(Candidate there) ->
                        !candidate.rewrites(there) && !(row.state().stands() && candidate.rewrites(Candidate.of(row)));
                    case Configured.Other other -> false;
                };
        return free ? wanted : wanted.onLists(1 + highestNumber(row, present));
    }

    private static int highestNumber(Tunnel row, Configured present) {
        IntendedWrite begun = row.ledger().intended();
        int known = Math.max(row.path().sidLists(), begun == null ? 0 : begun.sidLists());
        return present instanceof Configured.Ours(Candidate there) ? Math.max(known, there.highestNumber()) : known;
    }

    /**
     * Writes what was in force again, after a write that was to take its place failed; true once the network was read back
     * with it, false when no write had begun.
     */
    Outcome<Boolean> takeBack(Tunnel before, Attempt attempt) {
        if (journal.row(before.tunnelId()).ledger().intended() == null) {
            return Outcome.done(false);
        }
        Candidate former = Candidate.of(before);
        return controller
                .configured(before.tunnelId())
                .then(present -> present instanceof Configured.Ours(Candidate there) && there.equals(former)
                        ? Outcome.done(true)
                        : controller.write(former).map(written -> true))
                .then(there -> confirmed(new Begun(before, false), attempt))
                .map(standing -> {
                    journal.takenBack(before.tunnelId());
                    return true;
                });
    }

    /** Removes the tunnel's SID lists that it does not use; those that stay are tried again with its next change. */
    void sweep(Tunnel tunnel) {
        Set<String> used = Candidate.of(tunnel).lists().stream()
                .map(Candidate.WeightedLabels::name)
                .collect(Collectors.toSet());
        Outcome<Boolean> swept = controller
                .lists(tunnel.tunnelId())
                .then(all -> controller.removeLists(
                        all.stream().filter(name -> !used.contains(name)).toList()));
        if (swept instanceof Outcome.Failed<Boolean>(var failure)) {
            log.warn("SID lists that {} does not use could not be removed: {}", tunnel.tunnelId(), failure.message());
        }
    }

    /** Whether what stands under the tunnel's name may be touched. */
    static Outcome<Boolean> ours(Tunnel tunnel, Configured present) {
        SteeringKey key =
                switch (present) {
                    case Configured.Nothing nothing -> tunnel.key();
                    case Configured.Ours(Candidate candidate) -> candidate.key();
                    case Configured.Other(SteeringKey other, var preferences) -> other;
                };
        boolean begun = present instanceof Configured.Nothing || tunnel.ledger().written();
        return begun && key.equals(tunnel.key())
                ? Outcome.done(true)
                : Outcome.failed(
                        FailureCode.NOT_OURS,
                        "%s stands in the network as %s, and is not ours".formatted(tunnel.tunnelId(), key));
    }

    private Outcome<Begun> write(Tunnel wanted, Configured present) {
        Candidate candidate = Candidate.of(wanted);
        return ours(wanted, present).then(ours -> {
            boolean same = present instanceof Configured.Ours(Candidate there) && there.equals(candidate);
            if (same) {
                return controller
                        .plan(wanted.tunnelId())
                        .then(plan -> plan instanceof PlanState.GivenUp
                                ? send(wanted, candidate, present)
                                : Outcome.done(new Begun(wanted, false)));
            }
            return send(wanted, candidate, present);
        });
    }

    private Outcome<Begun> send(Tunnel wanted, Candidate candidate, Configured present) {
        Tunnel intended = journal.intend(wanted);
        boolean absent = present instanceof Configured.Nothing;
        return switch (controller.write(candidate)) {
            case Outcome.Done<WriteKind>(WriteKind kind) -> Outcome.done(new Begun(intended, absent));
            case Outcome.Failed<WriteKind>(Failure failure)
            when failure.retryable() ->
                controller
                        .configured(wanted.tunnelId())
                        .then(now -> now instanceof Configured.Ours(Candidate there) && there.equals(candidate)
                                ? Outcome.done(new Begun(intended, absent))
                                : Outcome.failed(failure));
            case Outcome.Failed<WriteKind>(Failure failure) -> Outcome.failed(failure);
        };
    }

    private Outcome<PlanState> ready(String tunnelId, Attempt attempt) {
        return patience.<PlanState>until(
                        attempt,
                        patience.waits().plan(),
                        () -> controller
                                .plan(tunnelId)
                                .map(plan -> plan instanceof PlanState.Waiting ? Optional.empty() : Optional.of(plan)),
                        () -> Failure.of(FailureCode.PLAN_TIMEOUT, "NSO does not report " + tunnelId + " as ready"))
                .then(plan -> plan instanceof PlanState.GivenUp(String reason)
                        ? Outcome.failed(FailureCode.PLAN_FAILED, reason)
                        : Outcome.done(plan));
    }

    private Outcome<Candidate> configuredAs(Candidate wanted) {
        return controller
                .configured(wanted.tunnelId())
                .then(now -> now instanceof Configured.Ours(Candidate there) && there.equals(wanted)
                        ? Outcome.done(there)
                        : Outcome.failed(
                                FailureCode.VERIFY_FAILED, wanted.tunnelId() + " is not configured as it was written"));
    }

    private Outcome<LivePolicy> shown(Candidate wanted, Attempt attempt) {
        return patience.until(
                attempt,
                patience.waits().readBack(),
                () -> controller.live(wanted.key()).map(live -> live.filter(policy -> policy.shows(wanted))),
                () -> Failure.of(
                        FailureCode.VERIFY_FAILED,
                        "%s does not show %s up at preference %d"
                                .formatted(wanted.key(), wanted.tunnelId(), wanted.preference())));
    }

    /** Waits until the candidate is the active path of its policy. */
    Outcome<LivePolicy> active(Candidate wanted, Attempt attempt) {
        return patience.until(
                attempt,
                patience.waits().readBack(),
                () -> controller
                        .live(wanted.key())
                        .map(live -> live.filter(policy -> policy.shows(wanted) && policy.active(wanted))),
                () -> Failure.of(
                        FailureCode.NOT_ACTIVE,
                        "another path than %s is active on %s".formatted(wanted.tunnelId(), wanted.key())));
    }
}
