package io.cemfleet.tunnel.provision;

import io.cemfleet.a2a.contract.TunnelFailureCode;
import io.cemfleet.tunnel.policy.CandidatePathConfig;
import io.cemfleet.tunnel.policy.IntendedWrite;
import io.cemfleet.tunnel.policy.SteeringKey;
import io.cemfleet.tunnel.policy.StepFailure;
import io.cemfleet.tunnel.policy.StepOutcome;
import io.cemfleet.tunnel.policy.StepOutcome.Done;
import io.cemfleet.tunnel.policy.StepOutcome.Failed;
import io.cemfleet.tunnel.policy.Tunnel;
import io.cemfleet.tunnel.southbound.ConfiguredTunnel;
import io.cemfleet.tunnel.southbound.ControllerPort;
import io.cemfleet.tunnel.southbound.LivePolicy;
import io.cemfleet.tunnel.southbound.WritePlanState;
import io.cemfleet.tunnel.technology.TunnelTechnologies;
import io.cemfleet.tunnel.technology.TunnelTechnology;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Writes a tunnel and reads it back. It reads the network before it writes: an object of ours that is the same needs no
 * write, one of ours that differs is modified, one that is not ours stops the step.
 */
@Component
class NetworkWriter {
    private final TunnelTechnologies technologies;
    private final ControllerPort controller;
    private final TunnelJournal journal;
    private final TunnelReadBack readBack;

    NetworkWriter(
            TunnelTechnologies technologies,
            ControllerPort controller,
            TunnelJournal journal,
            TunnelReadBack readBack) {
        this.technologies = technologies;
        this.controller = controller;
        this.journal = journal;
        this.readBack = readBack;
    }

    /**
     * A tunnel as the network has it.
     *
     * @param created whether this attempt created it
     * @param inForce as configured, read back
     * @param live as it is in the network, read back
     */
    record StandingTunnel(Tunnel tunnel, boolean created, CandidatePathConfig inForce, LivePolicy live) {}

    /** Writes a tunnel and waits until the network shows it up. */
    StepOutcome<StandingTunnel> put(Tunnel wanted, TaskAttempt attempt) {
        StepOutcome<TunnelTechnology> selected = technologies.of(wanted.teType());
        if (!(selected instanceof Done(TunnelTechnology technology))) {
            return selected.asFailure();
        }
        StepOutcome<ConfiguredTunnel> read = technology.configured(wanted.tunnelId());
        if (!(read instanceof Done(ConfiguredTunnel present))) {
            return read.asFailure();
        }
        Tunnel tunnel = onFreeLists(wanted, present);
        CandidatePathConfig candidate = CandidatePathConfig.of(tunnel);
        Optional<StepFailure> foreign = notOurs(tunnel, present);
        if (foreign.isPresent()) {
            return StepOutcome.failed(foreign.get());
        }
        StepOutcome<Boolean> needed = needsWrite(candidate, present);
        if (!(needed instanceof Done(Boolean write))) {
            return needed.asFailure();
        }
        if (!write) {
            return confirm(tunnel, false, technology, attempt);
        }
        Tunnel intended = journal.intend(tunnel);
        if (send(candidate, technology) instanceof Failed<Boolean>(StepFailure failure)) {
            return StepOutcome.failed(failure);
        }
        return confirm(intended, present instanceof ConfiguredTunnel.NotConfigured, technology, attempt);
    }

    /** Writes a tunnel and waits until it is also the active path of its policy. */
    StepOutcome<StandingTunnel> putActive(Tunnel wanted, TaskAttempt attempt) {
        StepOutcome<StandingTunnel> written = put(wanted, attempt);
        if (!(written instanceof Done(StandingTunnel standing))) {
            return written;
        }
        return readBack.active(CandidatePathConfig.of(standing.tunnel()), attempt)
                .map(live -> standing);
    }

    /** A tunnel that is configured as wanted is written again only when NSO gave up on its devices. */
    private StepOutcome<Boolean> needsWrite(CandidatePathConfig candidate, ConfiguredTunnel present) {
        return present.is(candidate)
                ? controller.plan(candidate.tunnelId()).map(plan -> plan instanceof WritePlanState.GivenUp)
                : StepOutcome.done(true);
    }

    /** A write whose answer was lost is read back, not repeated. */
    private StepOutcome<Boolean> send(CandidatePathConfig candidate, TunnelTechnology technology) {
        StepOutcome<Boolean> written = technology.write(candidate);
        if (!(written instanceof Failed<Boolean>(StepFailure failure))) {
            return written;
        }
        if (!failure.retryable()) {
            return written.asFailure();
        }
        StepOutcome<ConfiguredTunnel> read = technology.configured(candidate.tunnelId());
        if (!(read instanceof Done(ConfiguredTunnel now))) {
            return read.asFailure();
        }
        return now.is(candidate) ? StepOutcome.done(true) : written.asFailure();
    }

    private StepOutcome<StandingTunnel> confirm(
            Tunnel tunnel, boolean created, TunnelTechnology technology, TaskAttempt attempt) {
        return readBack.confirm(CandidatePathConfig.of(tunnel), technology, attempt)
                .map(shown -> new StandingTunnel(tunnel, created, shown.inForce(), shown.live()));
    }

    /**
     * The tunnel on SID lists that nothing uses with other segments: neither the network's lists nor those in force
     * according to the store are rewritten.
     */
    private Tunnel onFreeLists(Tunnel wanted, ConfiguredTunnel present) {
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

    /** Why the object under the tunnel's name must not be touched; empty when it is ours, or there is none. */
    static Optional<StepFailure> notOurs(Tunnel tunnel, ConfiguredTunnel present) {
        SteeringKey key =
                switch (present) {
                    case ConfiguredTunnel.NotConfigured nothing -> tunnel.key();
                    case ConfiguredTunnel.OwnCandidatePath(CandidatePathConfig candidate) -> candidate.key();
                    case ConfiguredTunnel.ForeignPolicy(SteeringKey other, var preferences) -> other;
                };
        boolean begun = present instanceof ConfiguredTunnel.NotConfigured
                || tunnel.ledger().written();
        return begun && key.equals(tunnel.key())
                ? Optional.empty()
                : Optional.of(StepFailure.of(
                        TunnelFailureCode.NOT_OURS,
                        "%s stands in the network as %s, and is not ours".formatted(tunnel.tunnelId(), key)));
    }
}
