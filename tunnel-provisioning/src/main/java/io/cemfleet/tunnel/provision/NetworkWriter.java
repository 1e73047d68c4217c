package io.cemfleet.tunnel.provision;

import io.cemfleet.a2a.contract.TunnelFailureCode;
import io.cemfleet.tunnel.policy.CandidatePathConfig;
import io.cemfleet.tunnel.policy.IntendedWrite;
import io.cemfleet.tunnel.policy.SteeringKey;
import io.cemfleet.tunnel.policy.StepFailure;
import io.cemfleet.tunnel.policy.StepOutcome;
import io.cemfleet.tunnel.policy.Tunnel;
import io.cemfleet.tunnel.southbound.ConfiguredTunnel;
import io.cemfleet.tunnel.southbound.ControllerPort;
import io.cemfleet.tunnel.southbound.ControllerPort.WriteKind;
import io.cemfleet.tunnel.southbound.LivePolicy;
import io.cemfleet.tunnel.southbound.WritePlanState;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Writes a tunnel and reads it back. It reads the network before it writes: an object of ours that is the same needs no
 * write, one of ours that differs is modified, one that is not ours stops the step.
 */
@Component
class NetworkWriter {
    private static final Logger log = LoggerFactory.getLogger(NetworkWriter.class);

    private final ControllerPort controller;
    private final TunnelJournal journal;
    private final ReadBackPoller patience;

    NetworkWriter(ControllerPort controller, TunnelJournal journal, ReadBackPoller patience) {
        this.controller = controller;
        this.journal = journal;
        this.patience = patience;
    }

    /**
     * A tunnel as the network has it.
     *
     * @param created whether this attempt created it
     * @param inForce as configured, read back
     * @param live as it is in the network, read back
     */
    record StandingTunnel(Tunnel tunnel, boolean created, CandidatePathConfig inForce, LivePolicy live) {}

    private record BegunWrite(Tunnel tunnel, boolean created) {}

    StepOutcome<StandingTunnel> put(Tunnel wanted, TaskAttempt attempt) {
        return controller
                .configured(wanted.tunnelId())
                .then(present -> write(beside(wanted, present), present))
                .then(begun -> confirmed(begun, attempt));
    }

    private StepOutcome<StandingTunnel> confirmed(BegunWrite begun, TaskAttempt attempt) {
        CandidatePathConfig candidate = CandidatePathConfig.of(begun.tunnel());
        return ready(candidate.tunnelId(), attempt)
                .then(ready -> configuredAs(candidate))
                .then(inForce -> shown(candidate, attempt)
                        .map(live -> new StandingTunnel(begun.tunnel(), begun.created(), inForce, live)));
    }

    /**
     * The tunnel on SID lists that nothing uses with other labels: neither the network's lists nor those in force
     * according to the store are rewritten.
     */
    private Tunnel beside(Tunnel wanted, ConfiguredTunnel present) {
        CandidatePathConfig candidate = CandidatePathConfig.of(wanted);
        Tunnel row = journal.row(wanted.tunnelId());
        boolean free =
                switch (present) {
                    case ConfiguredTunnel.NotConfigured nothing -> true;
                    case ConfiguredTunnel.OwnCandidatePath(CandidatePathConfig there) ->
                        !candidate.rewrites(there)
                                && !(row.state().stands() && candidate.rewrites(CandidatePathConfig.of(row)));
                    case ConfiguredTunnel.ForeignPolicy other -> false;
                };
        return free ? wanted : wanted.onLists(1 + highestNumber(row, present));
    }

    private static int highestNumber(Tunnel row, ConfiguredTunnel present) {
        IntendedWrite begun = row.ledger().intended();
        int known = Math.max(row.path().sidLists(), begun == null ? 0 : begun.sidLists());
        return present instanceof ConfiguredTunnel.OwnCandidatePath(CandidatePathConfig there)
                ? Math.max(known, there.highestNumber())
                : known;
    }

    /**
     * Restores what was in force after a write that was to replace it failed; true once it was read back, false when no
     * write had begun.
     */
    StepOutcome<Boolean> takeBack(Tunnel before, TaskAttempt attempt) {
        if (journal.row(before.tunnelId()).ledger().intended() == null) {
            return StepOutcome.done(false);
        }
        CandidatePathConfig former = CandidatePathConfig.of(before);
        return controller
                .configured(before.tunnelId())
                .then(present -> present instanceof ConfiguredTunnel.OwnCandidatePath(CandidatePathConfig there)
                                && there.equals(former)
                        ? StepOutcome.done(true)
                        : controller.write(former).map(written -> true))
                .then(there -> confirmed(new BegunWrite(before, false), attempt))
                .map(standing -> {
                    journal.takenBack(before.tunnelId());
                    return true;
                });
    }

    /**
     * Removes the tunnel's SID lists that it does not use; those that cannot be removed are tried again with its next
     * change.
     */
    void sweep(Tunnel tunnel) {
        Set<String> used = CandidatePathConfig.of(tunnel).lists().stream()
                .map(CandidatePathConfig.WeightedLabels::name)
                .collect(Collectors.toSet());
        StepOutcome<Boolean> swept = controller
                .lists(tunnel.tunnelId())
                .then(all -> controller.removeLists(
                        all.stream().filter(name -> !used.contains(name)).toList()));
        if (swept instanceof StepOutcome.Failed<Boolean>(var failure)) {
            log.warn("SID lists that {} does not use could not be removed: {}", tunnel.tunnelId(), failure.message());
        }
    }

    /** Whether the object under the tunnel's name may be touched. */
    static StepOutcome<Boolean> ours(Tunnel tunnel, ConfiguredTunnel present) {
        SteeringKey key =
                switch (present) {
                    case ConfiguredTunnel.NotConfigured nothing -> tunnel.key();
                    case ConfiguredTunnel.OwnCandidatePath(CandidatePathConfig candidate) -> candidate.key();
                    case ConfiguredTunnel.ForeignPolicy(SteeringKey other, var preferences) -> other;
                };
        boolean begun = present instanceof ConfiguredTunnel.NotConfigured
                || tunnel.ledger().written();
        return begun && key.equals(tunnel.key())
                ? StepOutcome.done(true)
                : StepOutcome.failed(
                        TunnelFailureCode.NOT_OURS,
                        "%s stands in the network as %s, and is not ours".formatted(tunnel.tunnelId(), key));
    }

    private StepOutcome<BegunWrite> write(Tunnel wanted, ConfiguredTunnel present) {
        CandidatePathConfig candidate = CandidatePathConfig.of(wanted);
        return ours(wanted, present).then(ours -> {
            boolean same = present instanceof ConfiguredTunnel.OwnCandidatePath(CandidatePathConfig there)
                    && there.equals(candidate);
            if (same) {
                return controller
                        .plan(wanted.tunnelId())
                        .then(plan -> plan instanceof WritePlanState.GivenUp
                                ? send(wanted, candidate, present)
                                : StepOutcome.done(new BegunWrite(wanted, false)));
            }
            return send(wanted, candidate, present);
        });
    }

    private StepOutcome<BegunWrite> send(Tunnel wanted, CandidatePathConfig candidate, ConfiguredTunnel present) {
        Tunnel intended = journal.intend(wanted);
        boolean absent = present instanceof ConfiguredTunnel.NotConfigured;
        return switch (controller.write(candidate)) {
            case StepOutcome.Done<WriteKind>(WriteKind kind) -> StepOutcome.done(new BegunWrite(intended, absent));
            case StepOutcome.Failed<WriteKind>(StepFailure failure)
            when failure.retryable() ->
                controller
                        .configured(wanted.tunnelId())
                        .then(now -> now instanceof ConfiguredTunnel.OwnCandidatePath(CandidatePathConfig there)
                                        && there.equals(candidate)
                                ? StepOutcome.done(new BegunWrite(intended, absent))
                                : StepOutcome.failed(failure));
            case StepOutcome.Failed<WriteKind>(StepFailure failure) -> StepOutcome.failed(failure);
        };
    }

    private StepOutcome<WritePlanState> ready(String tunnelId, TaskAttempt attempt) {
        return patience.<WritePlanState>until(
                        attempt,
                        patience.waits().plan(),
                        () -> controller
                                .plan(tunnelId)
                                .map(plan ->
                                        plan instanceof WritePlanState.Waiting ? Optional.empty() : Optional.of(plan)),
                        () -> StepFailure.of(
                                TunnelFailureCode.PLAN_TIMEOUT, "NSO does not report " + tunnelId + " as ready"))
                .then(plan -> plan instanceof WritePlanState.GivenUp(String reason)
                        ? StepOutcome.failed(TunnelFailureCode.PLAN_FAILED, reason)
                        : StepOutcome.done(plan));
    }

    private StepOutcome<CandidatePathConfig> configuredAs(CandidatePathConfig wanted) {
        return controller
                .configured(wanted.tunnelId())
                .then(now -> now instanceof ConfiguredTunnel.OwnCandidatePath(CandidatePathConfig there)
                                && there.equals(wanted)
                        ? StepOutcome.done(there)
                        : StepOutcome.failed(
                                TunnelFailureCode.VERIFY_FAILED,
                                wanted.tunnelId() + " is not configured as it was written"));
    }

    private StepOutcome<LivePolicy> shown(CandidatePathConfig wanted, TaskAttempt attempt) {
        return patience.until(
                attempt,
                patience.waits().readBack(),
                () -> controller.live(wanted.key()).map(live -> live.filter(policy -> policy.shows(wanted))),
                () -> StepFailure.of(
                        TunnelFailureCode.VERIFY_FAILED,
                        "%s does not show %s up at preference %d"
                                .formatted(wanted.key(), wanted.tunnelId(), wanted.preference())));
    }

    /** Waits until the candidate is the active path of its policy. */
    StepOutcome<LivePolicy> active(CandidatePathConfig wanted, TaskAttempt attempt) {
        return patience.until(
                attempt,
                patience.waits().readBack(),
                () -> controller
                        .live(wanted.key())
                        .map(live -> live.filter(policy -> policy.shows(wanted) && policy.active(wanted))),
                () -> StepFailure.of(
                        TunnelFailureCode.NOT_ACTIVE,
                        "another path than %s is active on %s".formatted(wanted.tunnelId(), wanted.key())));
    }
}
