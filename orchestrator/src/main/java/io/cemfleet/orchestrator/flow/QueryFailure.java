package io.cemfleet.orchestrator.flow;

import io.cemfleet.a2a.contract.EscalationReason;
import io.cemfleet.orchestrator.incident.CallOutcome;
import io.cemfleet.orchestrator.incident.ProtectionState;
import io.cemfleet.orchestrator.incident.QueryRetryState;
import java.util.Map;

/** A failed query of the incident's own: it is retried, then the incident is escalated. */
final class QueryFailure {
    private QueryFailure() {}

    static void of(IncidentWorkUnit work, CallOutcome answer, EscalationReason code, String what) {
        int failures = work.progress().retry().failures() + 1;
        boolean worthIt = answer instanceof CallOutcome.Failed failed && failed.retryable();
        if (worthIt && failures < work.rules().attempts()) {
            QueryRetryState later =
                    work.progress().retry().failed(work.now().plus(work.rules().pause(failures)));
            work.update(work.progress().with(later));
            return;
        }
        if (work.progress().repeated() && work.carriesTraffic()) {
            PlanRound.unanswered(work, work.stage());
            return;
        }
        HeldTunnels.withdrawUseless(
                work,
                work.protections().stream()
                        .filter(protection -> protection.state() instanceof ProtectionState.Wanted)
                        .toList());
        Map<String, Object> details = Map.of("attempts", failures, "cause", cause(answer));
        IncidentEscalation.error(work, code, what, true, details);
        IncidentEscalation.stop(work, code, what + ", an operator has to decide", details);
    }

    static String cause(CallOutcome answer) {
        return switch (answer) {
            case CallOutcome.Failed failed -> failed.code() + ": " + failed.message();
            case CallOutcome.Unknown unknown -> unknown.reason();
            case CallOutcome.Done done -> "an answer that cannot be used";
        };
    }
}
