package io.cemfleet.orchestrator.flow;

import io.cemfleet.orchestrator.incident.Answer;
import io.cemfleet.orchestrator.incident.ProtectionState;
import io.cemfleet.orchestrator.incident.Retry;
import java.util.Map;

/** A query of the incident's own that brought nothing: tried again, then people are called. */
final class Trouble {
    private Trouble() {}

    static void of(Scene scene, Answer answer, String code, String what) {
        int failures = scene.progress().retry().failures() + 1;
        boolean worthIt = answer instanceof Answer.Failed failed && failed.retryable();
        if (worthIt && failures < scene.rules().attempts()) {
            Retry later = scene.progress()
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
        Escalate.error(scene, code, what, true, details);
        Escalate.stop(scene, code, what + ", an operator has to decide", details);
    }

    static String cause(Answer answer) {
        return switch (answer) {
            case Answer.Failed failed -> failed.code() + ": " + failed.message();
            case Answer.Unknown unknown -> unknown.reason();
            case Answer.Done done -> "an answer that cannot be used";
        };
    }
}
