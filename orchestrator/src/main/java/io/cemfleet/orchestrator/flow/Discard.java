package io.cemfleet.orchestrator.flow;

import io.cemfleet.orchestrator.incident.Care;
import io.cemfleet.orchestrator.incident.Fact;
import io.cemfleet.orchestrator.incident.Held;
import io.cemfleet.orchestrator.incident.Protection;
import io.cemfleet.orchestrator.incident.ProtectionState;
import io.cemfleet.orchestrator.incident.Tunnel;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Closing by a person: what stands in the network is removed first, then the incident closes. */
final class Discard {
    private Discard() {}

    static void all(Scene scene, Fact.CloseAsked asked) {
        scene.become(scene.incident()
                .with(scene.incident().care().closing(new Care.Closing(asked.actor(), asked.reason()))));
        People.cancelWatch(scene);
        for (Protection protection : scene.protections()) {
            scene.put(protection.in(
                    discarded(protection.state()), protection.effort().afresh()));
        }
    }

    private static ProtectionState discarded(ProtectionState state) {
        return switch (state) {
            case ProtectionState.Wanted(Held held, Tunnel idle) -> left(held, idle);
            case ProtectionState.Proposed proposed -> left(proposed.held(), proposed.idle());
            case ProtectionState.Planned(var route, Held held, Tunnel idle) -> left(held, idle);
            case ProtectionState.Provisioned provisioned -> provisioned.discarded();
            case ProtectionState.Steered steered -> steered.discarded();
            case ProtectionState.Returning returning -> returning.discarded();
            case ProtectionState.Covered covered -> new ProtectionState.Failed(true);
            default -> state;
        };
    }

    private static ProtectionState left(@Nullable Held held, @Nullable Tunnel idle) {
        if (held != null) {
            return new ProtectionState.FailedHolding(held.route(), held.tunnel(), true);
        }
        return idle == null ? new ProtectionState.Failed(true) : new ProtectionState.FailedHolding(null, idle, true);
    }

    /** Removes what is left; closes when nothing is, and calls people again when something stays. */
    static void advance(Scene scene, Care.Closing closing) {
        boolean pending = false;
        boolean stays = false;
        for (Protection protection : scene.protections()) {
            if (protection.state() instanceof ProtectionState.FailedHolding holding) {
                Tunnels.next(scene, protection);
                boolean cleanable = Removal.possible(scene, protection, holding);
                pending |= cleanable;
                stays |= !cleanable && holding.tunnel() != null;
            }
        }
        if (pending) {
            return;
        }
        if (!stays) {
            Close.manual(scene, closing.actor());
            return;
        }
        scene.become(scene.incident().with(scene.incident().care().closing(null)));
        String message = "A tunnel could not be removed, the incident stays open";
        Map<String, Object> evidence = Map.of("asked_by", closing.actor());
        Escalate.error(scene, "cleanup_failed", message, true, evidence);
        Escalate.stop(scene, "cleanup_failed", message, evidence);
    }
}
