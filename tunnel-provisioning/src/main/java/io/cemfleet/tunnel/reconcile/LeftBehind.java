package io.cemfleet.tunnel.reconcile;

import io.cemfleet.tunnel.control.WriteGate;
import io.cemfleet.tunnel.policy.Mandate;
import io.cemfleet.tunnel.policy.Outcome;
import io.cemfleet.tunnel.policy.ProposedWrite;
import io.cemfleet.tunnel.policy.Step;
import io.cemfleet.tunnel.policy.Tunnel;
import io.cemfleet.tunnel.policy.Verdict;
import io.cemfleet.tunnel.provision.Attempt;
import io.cemfleet.tunnel.provision.Deletion;
import io.cemfleet.tunnel.provision.Results.Deleted;
import io.cemfleet.tunnel.reconcile.Reconciliation.Cleanup;
import io.cemfleet.tunnel.reconcile.Reconciliation.Left;
import io.cemfleet.tunnel.store.TunnelStore;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Removes tunnels that nobody works on any more; while a control forbids it, they are told and wait. */
@Component
class LeftBehind {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final TunnelStore tunnels;
    private final WriteGate gate;
    private final Deletion deletion;
    private final Clock clock;

    LeftBehind(TunnelStore tunnels, WriteGate gate, Deletion deletion, Clock clock) {
        this.tunnels = tunnels;
        this.gate = gate;
        this.deletion = deletion;
        this.clock = clock;
    }

    Cleanup clean(List<String> names) {
        var cleaned = new ArrayList<String>();
        var left = new ArrayList<Left>();
        names.stream().map(tunnels::find).flatMap(Optional::stream).forEach(tunnel -> remains(tunnel)
                .ifPresentOrElse(left::add, () -> cleaned.add(tunnel.tunnelId())));
        return new Cleanup(List.copyOf(cleaned), List.copyOf(left));
    }

    private Optional<Left> remains(Tunnel tunnel) {
        UUID taskId = UUID.randomUUID();
        var write = ProposedWrite.of(Step.DELETE, tunnel, tunnel.plan(), Mandate.UPKEEP);
        if (gate.preview(write, taskId) instanceof Verdict.Refused(var code, String reason)) {
            return Optional.of(new Left(tunnel.tunnelId(), code.wire(), reason));
        }
        var attempt = new Attempt(taskId, clock.instant().plus(PATIENCE));
        return deletion.delete(tunnel.tunnelId(), Mandate.UPKEEP, attempt)
                        instanceof Outcome.Failed<Deleted>(var failure)
                ? Optional.of(new Left(tunnel.tunnelId(), failure.code().wire(), failure.message()))
                : Optional.empty();
    }
}
