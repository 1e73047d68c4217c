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

    static void all(IncidentWorkUnit scene, IncidentFact.CloseRequested asked) {
        scene.become(scene.incident()
                .with(scene.incident().care().closing(new OperatorState.CloseRequest(asked.actor(), asked.reason()))));
        OperatorCommands.cancelWatch(scene);
        for (Protection protection : scene.protections()) {
            scene.put(protection.in(
                    discarded(protection.state()), protection.effort().afresh()));
        }
    }

    private static ProtectionState discarded(ProtectionState state) {
        return switch (state) {
            case ProtectionState.Wanted(CarryingTunnel held, ProtectionTunnel idle) -> left(held, idle);
            case ProtectionState.Proposed proposed -> left(proposed.held(), proposed.idle());
            case ProtectionState.Planned(var route, CarryingTunnel held, ProtectionTunnel idle) -> left(held, idle);
            case ProtectionState.Provisioned provisioned -> provisioned.discarded();
            case ProtectionState.Steered steered -> steered.discarded();
            case ProtectionState.Returning returning -> returning.discarded();
            case ProtectionState.Covered covered -> new ProtectionState.Failed(true);
            default -> state;
        };
    }

    private static ProtectionState left(@Nullable CarryingTunnel held, @Nullable ProtectionTunnel idle) {
        if (held != null) {
            return new ProtectionState.FailedHolding(held.route(), held.tunnel(), true);
        }
        return idle == null ? new ProtectionState.Failed(true) : new ProtectionState.FailedHolding(null, idle, true);
    }

    /** Removes what is left; closes when nothing is, and escalates again when something cannot be removed. */
    static void advance(IncidentWorkUnit scene, OperatorState.CloseRequest closing) {
        boolean pending = false;
        boolean stays = false;
        for (Protection protection : scene.protections()) {
            if (protection.state() instanceof ProtectionState.FailedHolding holding) {
                ProtectionWorkflow.next(scene, protection);
                boolean cleanable = TunnelRemoval.possible(scene, protection, holding);
                pending |= cleanable;
                stays |= !cleanable && holding.tunnel() != null;
            }
        }
        if (pending) {
            return;
        }
        if (!stays) {
            IncidentClosure.manual(scene, closing.actor());
            return;
        }
        scene.become(scene.incident().with(scene.incident().care().closing(null)));
        String message = "A tunnel could not be removed, the incident stays open";
        Map<String, Object> evidence = Map.of("asked_by", closing.actor());
        IncidentEscalation.error(scene, EscalationReason.CLEANUP_FAILED, message, true, evidence);
        IncidentEscalation.stop(scene, EscalationReason.CLEANUP_FAILED, message, evidence);
    }
}
