package io.cemfleet.tunnel.reconcile;

import io.cemfleet.tunnel.control.WriteGate;
import io.cemfleet.tunnel.policy.ProposedWrite;
import io.cemfleet.tunnel.policy.StepOutcome;
import io.cemfleet.tunnel.policy.Tunnel;
import io.cemfleet.tunnel.policy.TunnelStep;
import io.cemfleet.tunnel.policy.WriteMandate;
import io.cemfleet.tunnel.policy.WriteVerdict;
import io.cemfleet.tunnel.provision.StepCommand;
import io.cemfleet.tunnel.provision.StepResults.TunnelDeleted;
import io.cemfleet.tunnel.provision.TaskAttempt;
import io.cemfleet.tunnel.provision.TunnelDeletion;
import io.cemfleet.tunnel.reconcile.ReconciliationRun.Cleanup;
import io.cemfleet.tunnel.reconcile.ReconciliationRun.UnremovedTunnel;
import io.cemfleet.tunnel.store.TunnelStore;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Removes abandoned tunnels; while a control forbids it, they are reported and wait. */
@Component
class AbandonedTunnelRemoval {
    private static final Duration REMOVAL_TIME = Duration.ofSeconds(60);

    private final TunnelStore tunnels;
    private final WriteGate gate;
    private final TunnelDeletion deletion;
    private final Clock clock;

    AbandonedTunnelRemoval(TunnelStore tunnels, WriteGate gate, TunnelDeletion deletion, Clock clock) {
        this.tunnels = tunnels;
        this.gate = gate;
        this.deletion = deletion;
        this.clock = clock;
    }

    Cleanup clean(List<String> names) {
        var cleaned = new ArrayList<String>();
        var left = new ArrayList<UnremovedTunnel>();
        names.stream().map(tunnels::find).flatMap(Optional::stream).forEach(tunnel -> remains(tunnel)
                .ifPresentOrElse(left::add, () -> cleaned.add(tunnel.tunnelId())));
        return new Cleanup(List.copyOf(cleaned), List.copyOf(left));
    }

    private Optional<UnremovedTunnel> remains(Tunnel tunnel) {
        UUID taskId = UUID.randomUUID();
        var write = ProposedWrite.of(TunnelStep.DELETE, tunnel, tunnel.plan(), WriteMandate.UPKEEP);
        if (gate.preview(write, taskId) instanceof WriteVerdict.Refused(var code, String reason)) {
            return Optional.of(new UnremovedTunnel(tunnel.tunnelId(), code.wire(), reason));
        }
        var attempt = new TaskAttempt(taskId, clock.instant().plus(REMOVAL_TIME));
        var command = StepCommand.on(tunnel.tunnelId(), WriteMandate.UPKEEP, attempt);
        return deletion.delete(List.of(command)).single() instanceof StepOutcome.Failed<TunnelDeleted>(var failure)
                ? Optional.of(
                        new UnremovedTunnel(tunnel.tunnelId(), failure.code().wire(), failure.message()))
                : Optional.empty();
    }
}
