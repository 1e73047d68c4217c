package io.cemfleet.orchestrator.flow;

import io.cemfleet.a2a.contract.CloseReason;
import io.cemfleet.orchestrator.incident.ProtectionState;
import io.cemfleet.orchestrator.incident.Stage;

/** An escalated incident ends by itself when nothing of it is left: not in the network, and not on its links. */
final class Heal {
    private Heal() {}

    static void advance(Scene scene, Stage.Escalated escalated) {
        if (scene.carries() || scene.leaves()) {
            return;
        }
        boolean cleared = scene.picture().links().allClear();
        boolean cleanedUp = escalated.reason().equals("cleanup_failed");
        if (cleanedUp && scene.any(ProtectionState.Restored.class::isInstance)) {
            Close.resolved(scene);
        } else if (cleared) {
            close(scene, escalated);
        } else if (cleanedUp) {
            scene.moveReplanned(escalated.reassess(), "what was left is removed");
        }
    }

    private static void close(Scene scene, Stage.Escalated escalated) {
        if (escalated.reason().equals("no_alternate_path")) {
            Close.noPath(scene);
        } else if (scene.picture().services().isEmpty()) {
            Close.noImpact(scene, CloseReason.CLEARED_BEFORE_ACTION);
        } else {
            Close.resolved(scene);
        }
    }
}
