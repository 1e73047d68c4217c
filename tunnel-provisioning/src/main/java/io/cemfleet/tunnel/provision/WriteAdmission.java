package io.cemfleet.tunnel.provision;

import io.cemfleet.a2a.contract.TunnelFailureCode;
import io.cemfleet.tunnel.control.WriteGate;
import io.cemfleet.tunnel.policy.ProposedWrite;
import io.cemfleet.tunnel.policy.StepOutcome;
import io.cemfleet.tunnel.policy.StepOutcome.Done;
import io.cemfleet.tunnel.policy.StepOutcomes;
import io.cemfleet.tunnel.policy.Tunnel;
import io.cemfleet.tunnel.policy.TunnelStep;
import io.cemfleet.tunnel.policy.WriteVerdict;
import io.cemfleet.tunnel.store.TunnelStore;
import java.util.List;
import java.util.Objects;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Admits a step on existing tunnels: the sender knows the path that is in force, and plan fence and controls allow the
 * write. The verdicts on all items of a wave are one transaction.
 */
@Component
class WriteAdmission {
    private final TunnelStore store;
    private final WriteGate gate;
    private final TransactionTemplate transactions;

    WriteAdmission(TunnelStore store, WriteGate gate, TransactionTemplate transactions) {
        this.store = store;
        this.gate = gate;
        this.transactions = transactions;
    }

    /** A command and the tunnel that it is about, as it is stored. */
    record CommandedTunnel(StepCommand command, Tunnel tunnel) {}

    /** The tunnel of a name; {@code unknown_tunnel} when there is none. */
    StepOutcome<Tunnel> known(String tunnelId) {
        return store.find(tunnelId)
                .map(StepOutcome::done)
                .orElseGet(
                        () -> StepOutcome.failed(TunnelFailureCode.UNKNOWN_TUNNEL, "no tunnel is called " + tunnelId));
    }

    /** The tunnel that a command is about; {@code unknown_tunnel} when the incident has none of that name. */
    StepOutcome<CommandedTunnel> known(StepCommand command) {
        StepOutcome<Tunnel> known = known(command.tunnelId());
        if (!(known instanceof Done(Tunnel tunnel))) {
            return known.asFailure();
        }
        String incident = command.incidentId();
        return incident == null || incident.equals(tunnel.protection().incidentId())
                ? StepOutcome.done(new CommandedTunnel(command, tunnel))
                : StepOutcome.failed(
                        TunnelFailureCode.UNKNOWN_TUNNEL,
                        "%s has no tunnel that is called %s".formatted(incident, command.tunnelId()));
    }

    /** The tunnels that the step may write, as they are once their head-ends are locked. */
    StepOutcomes<CommandedTunnel> admit(TunnelStep step, List<StepCommand> commands) {
        return Objects.requireNonNull(
                transactions.execute(status -> StepOutcomes.each(commands, command -> admit(step, command))));
    }

    private StepOutcome<CommandedTunnel> admit(TunnelStep step, StepCommand command) {
        StepOutcome<CommandedTunnel> known = known(command);
        if (!(known instanceof Done(CommandedTunnel(StepCommand of, Tunnel tunnel)))) {
            return known;
        }
        long inForce = tunnel.path().version();
        if (of.pathVersion() != null && of.pathVersion() != inForce) {
            return StepOutcome.failed(
                    TunnelFailureCode.PATH_VERSION_MISMATCH,
                    "%s has path version %d in force, and not %d"
                            .formatted(tunnel.tunnelId(), inForce, of.pathVersion()));
        }
        var write = ProposedWrite.of(step, tunnel, tunnel.plan().carryingToo(of.services()), of.mandate());
        return switch (gate.admit(write, of.attempt().taskId())) {
            case WriteVerdict.Allowed allowed -> known;
            case WriteVerdict.Refused(TunnelFailureCode code, String reason) -> StepOutcome.failed(code, reason);
        };
    }
}
