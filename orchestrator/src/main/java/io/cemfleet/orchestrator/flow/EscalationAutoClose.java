package io.cemfleet.orchestrator.flow;

import io.cemfleet.a2a.contract.CloseReason;
import io.cemfleet.a2a.contract.EscalationReason;
import io.cemfleet.orchestrator.incident.IncidentStage;
import io.cemfleet.orchestrator.incident.ProtectionState;

/** Closes an escalated incident when nothing of it is left, neither in the network nor on its links. */
final class EscalationAutoClose {
    private EscalationAutoClose() {}

    static void advance(IncidentWorkUnit scene, IncidentStage.Escalated escalated) {
        if (scene.carries() || scene.leaves()) {
            return;
        }
        boolean cleared = scene.picture().links().allClear();
        boolean cleanedUp = escalated.reason() == EscalationReason.CLEANUP_FAILED;
        if (cleanedUp && scene.any(ProtectionState.Restored.class::isInstance)) {
            IncidentClosure.resolved(scene);
        } else if (cleared) {
            close(scene, escalated);
        } else if (cleanedUp) {
            scene.moveReplanned(escalated.reassess(), "what was left is removed");
        }
    }

    private static void close(IncidentWorkUnit scene, IncidentStage.Escalated escalated) {
        if (escalated.reason() == EscalationReason.NO_ALTERNATE_PATH) {
            IncidentClosure.noPath(scene);
        } else if (scene.picture().services().isEmpty()) {
            IncidentClosure.noImpact(scene, CloseReason.CLEARED_BEFORE_ACTION);
        } else {
            IncidentClosure.resolved(scene);
        }
    }
}
