package io.cemfleet.orchestrator.flow;

import io.cemfleet.a2a.contract.EscalationReason;
import io.cemfleet.a2a.contract.WriteRefusal;
import io.cemfleet.orchestrator.incident.AttemptState;
import io.cemfleet.orchestrator.incident.CallOutcome;
import io.cemfleet.orchestrator.incident.OrchestrationRules;
import io.cemfleet.orchestrator.incident.Protection;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** What a failed write means for the next attempt. */
final class WriteRetryPolicy {
    /** A head-end that other writes keep busy: the call waits, and no attempt is counted. */
    static final String BUSY = "head_end_busy";

    /** Answers that say nothing about the plan: the same call is repeated, and no attempt is counted. */
    private static final Set<String> COUNT_FOR_NOTHING = Set.of(BUSY, "stale_plan", "path_version_mismatch");

    /** The path itself is at fault: the same one is not tried again. */
    private static final Set<String> FAULTS_OF_THE_PATH =
            Set.of("path_invalid", "dry_run_failed", "cnc_refused", "sid_depth_exceeded");

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(15);

    private WriteRetryPolicy() {}

    /** The attempt state after this answer; when the time for waiting is over, no attempt is left. */
    static AttemptState spent(IncidentWorkUnit scene, Protection protection, CallOutcome answer) {
        AttemptState before = protection.effort();
        String cause = QueryFailure.cause(answer);
        Optional<WriteRefusal> refusal =
                answer instanceof CallOutcome.Failed failed ? WriteRefusal.of(failed.code()) : Optional.empty();
        if (refusal.isPresent()) {
            return before.refused(refusal.get(), cause);
        }
        if (countsForNothing(answer)) {
            return patient(scene, before)
                    ? before.waiting(cause, scene.now(), scene.now().plus(pause(scene, before)))
                    : before.exhausted(scene.rules().attempts(), cause);
        }
        return before.failed(cause, scene.now().plus(scene.rules().pause(before.failures() + 1)));
    }

    /** Whether more of the present aim may be tried. */
    static boolean left(IncidentWorkUnit scene, AttemptState spent) {
        return spent.refusal() == null && spent.failures() < scene.rules().attempts();
    }

    /** Whether the answer says nothing about the request. */
    static boolean countsForNothing(CallOutcome answer) {
        return answer instanceof CallOutcome.Failed failed && COUNT_FOR_NOTHING.contains(failed.code());
    }

    /** Whether the path cannot be built as it is. */
    static boolean pathAtFault(CallOutcome answer) {
        return answer instanceof CallOutcome.Failed failed && FAULTS_OF_THE_PATH.contains(failed.code());
    }

    static boolean retryable(CallOutcome answer) {
        return switch (answer) {
            case CallOutcome.Failed failed -> failed.retryable();
            case CallOutcome.Done done -> true;
            case CallOutcome.Unknown unknown -> false;
        };
    }

    /** Why a protection was given up. */
    static EscalationReason reason(Protection protection) {
        WriteRefusal refusal = protection.effort().refusal();
        if (refusal != null) {
            return WriteRefusals.reason(refusal);
        }
        String error = protection.effort().lastError();
        return error != null && error.startsWith(BUSY)
                ? EscalationReason.HEAD_END_BUSY
                : EscalationReason.PROVISION_FAILED;
    }

    private static boolean patient(IncidentWorkUnit scene, AttemptState effort) {
        OrchestrationRules rules = scene.rules();
        Instant since = effort.waitingSince();
        return since == null || scene.now().isBefore(since.plus(rules.patience().multipliedBy(rules.attempts())));
    }

    /** Waits as long again as it has waited already. */
    private static Duration pause(IncidentWorkUnit scene, AttemptState effort) {
        Instant since = effort.waitingSince();
        Duration first = scene.rules().backOff();
        Duration waited = since == null ? first : Duration.between(since, scene.now());
        Duration longer = waited.compareTo(first) < 0 ? first : waited;
        return longer.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : longer;
    }
}
