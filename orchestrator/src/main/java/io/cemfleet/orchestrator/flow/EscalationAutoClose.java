package io.cemfleet.orchestrator.flow;

import io.cemfleet.a2a.contract.CloseReason;
import io.cemfleet.a2a.contract.EscalationReason;
import io.cemfleet.orchestrator.incident.IncidentStage;
import io.cemfleet.orchestrator.incident.ProtectionState;

/** Closes an escalated incident when nothing of it is left, neither in the network nor on its links. */
final class EscalationAutoClose {
    private EscalationAutoClose() {}

    static void advance(IncidentWorkUnit work, IncidentStage.Escalated escalated) {
        if (work.carriesTraffic() || work.hasLeftovers()) {
            return;
        }
        boolean cleared = work.context().links().allClear();
        boolean cleanedUp = escalated.reason() == EscalationReason.CLEANUP_FAILED;
        if (cleanedUp && work.any(ProtectionState.Restored.class::isInstance)) {
            IncidentClosure.resolved(work);
        } else if (cleared) {
            close(work, escalated);
        } else if (cleanedUp) {
            work.moveReplanned(escalated.reassess(), "what was left is removed");
        }
    }

    private static void close(IncidentWorkUnit work, IncidentStage.Escalated escalated) {
        if (escalated.reason() == EscalationReason.NO_ALTERNATE_PATH) {
            IncidentClosure.noPath(work);
        } else if (work.context().services().isEmpty()) {
            IncidentClosure.noImpact(work, CloseReason.CLEARED_BEFORE_ACTION);
        } else {
            IncidentClosure.resolved(work);
        }
    }
}
