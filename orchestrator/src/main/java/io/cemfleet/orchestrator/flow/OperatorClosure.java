package io.cemfleet.orchestrator.flow;

import io.cemfleet.a2a.contract.EscalationReason;
import io.cemfleet.orchestrator.incident.CarryingTunnel;
import io.cemfleet.orchestrator.incident.IncidentFact;
import io.cemfleet.orchestrator.incident.OperatorState;
import io.cemfleet.orchestrator.incident.Protection;
import io.cemfleet.orchestrator.incident.ProtectionState;
import io.cemfleet.orchestrator.incident.ProtectionTunnel;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An operator closes the incident: what is left in the network is removed first, then the incident closes. */
final class OperatorClosure {
    private OperatorClosure() {}

    static void all(IncidentWorkUnit work, IncidentFact.CloseRequested request) {
        work.update(work.incident()
                .with(work.incident()
                        .operatorState()
                        .closing(new OperatorState.CloseRequest(request.actor(), request.reason()))));
        OperatorCommands.cancelWatch(work);
        for (Protection protection : work.protections()) {
            work.put(protection.in(
                    discarded(protection.state()), protection.attempts().restarted()));
        }
    }

    private static ProtectionState discarded(ProtectionState state) {
        return switch (state) {
            case ProtectionState.Wanted(CarryingTunnel held, ProtectionTunnel idle) -> leftovers(held, idle);
            case ProtectionState.Proposed proposed -> leftovers(proposed.held(), proposed.idle());
            case ProtectionState.Planned(var route, CarryingTunnel held, ProtectionTunnel idle) ->
                leftovers(held, idle);
            case ProtectionState.Provisioned provisioned -> provisioned.discarded();
            case ProtectionState.Steered steered -> steered.discarded();
            case ProtectionState.Returning returning -> returning.discarded();
            case ProtectionState.Covered covered -> new ProtectionState.Failed(true);
            default -> state;
        };
    }

    private static ProtectionState leftovers(@Nullable CarryingTunnel held, @Nullable ProtectionTunnel idle) {
        if (held != null) {
            return new ProtectionState.FailedHolding(held.route(), held.tunnel(), true);
        }
        return idle == null ? new ProtectionState.Failed(true) : new ProtectionState.FailedHolding(null, idle, true);
    }

    /** Removes what is left; closes when nothing is, and escalates again when something cannot be removed. */
    static void advance(IncidentWorkUnit work, OperatorState.CloseRequest closing) {
        boolean pending = false;
        boolean stays = false;
        for (Protection protection : work.protections()) {
            if (protection.state() instanceof ProtectionState.FailedHolding holding) {
                ProtectionWorkflow.next(work, protection);
                boolean cleanable = TunnelRemoval.possible(work, protection, holding);
                pending |= cleanable;
                stays |= !cleanable && holding.tunnel() != null;
            }
        }
        if (pending) {
            return;
        }
        if (!stays) {
            IncidentClosure.manual(work, closing.actor());
            return;
        }
        work.update(work.incident().with(work.incident().operatorState().closing(null)));
        String message = "A tunnel could not be removed, the incident stays open";
        Map<String, Object> evidence = Map.of("asked_by", closing.actor());
        IncidentEscalation.error(work, EscalationReason.CLEANUP_FAILED, message, true, evidence);
        IncidentEscalation.stop(work, EscalationReason.CLEANUP_FAILED, message, evidence);
    }
}
