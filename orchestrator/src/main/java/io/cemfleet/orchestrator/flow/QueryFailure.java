package io.cemfleet.orchestrator.flow;

import io.cemfleet.a2a.contract.EscalationReason;
import io.cemfleet.orchestrator.incident.CallOutcome;
import io.cemfleet.orchestrator.incident.ProtectionState;
import io.cemfleet.orchestrator.incident.QueryRetryState;
import java.util.Map;

/** A failed query of the incident's own: it is retried, then the incident is escalated. */
final class QueryFailure {
    private QueryFailure() {}

    static void of(IncidentWorkUnit scene, CallOutcome answer, EscalationReason code, String what) {
        int failures = scene.progress().retry().failures() + 1;
        boolean worthIt = answer instanceof CallOutcome.Failed failed && failed.retryable();
        if (worthIt && failures < scene.rules().attempts()) {
            QueryRetryState later = scene.progress()
                    .retry()
                    .failed(scene.now().plus(scene.rules().pause(failures)));
            scene.become(scene.progress().with(later));
            return;
        }
        if (scene.progress().again() && scene.carries()) {
            PlanRound.unanswered(scene, scene.stage());
            return;
        }
        HeldTunnels.takeBack(
                scene,
                scene.protections().stream()
                        .filter(protection -> protection.state() instanceof ProtectionState.Wanted)
                        .toList());
        Map<String, Object> details = Map.of("attempts", failures, "cause", cause(answer));
        IncidentEscalation.error(scene, code, what, true, details);
        IncidentEscalation.stop(scene, code, what + ", an operator has to decide", details);
    }

    static String cause(CallOutcome answer) {
        return switch (answer) {
            case CallOutcome.Failed failed -> failed.code() + ": " + failed.message();
            case CallOutcome.Unknown unknown -> unknown.reason();
            case CallOutcome.Done done -> "an answer that cannot be used";
        };
    }
}
