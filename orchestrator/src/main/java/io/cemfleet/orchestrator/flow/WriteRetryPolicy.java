package io.cemfleet.orchestrator.flow;

import io.cemfleet.a2a.contract.EscalationReason;
import io.cemfleet.a2a.contract.TunnelFailureCode;
import io.cemfleet.a2a.contract.WriteRefusal;
import io.cemfleet.orchestrator.incident.AttemptState;
import io.cemfleet.orchestrator.incident.CallOutcome;
import io.cemfleet.orchestrator.incident.OrchestrationRules;
import io.cemfleet.orchestrator.incident.Protection;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What a failed write means for the next attempt. */
final class WriteRetryPolicy {
    /** What a failure of tunnel-provisioning says about the next attempt. */
    private enum FailureMeaning {
        /** Nothing about the plan: the same call is repeated, and no attempt is counted. */
        NOT_COUNTED,
        /** The path itself is at fault: the same one is not tried again. */
        PATH_AT_FAULT,
        /** The attempt is spent. */
        SPENT
    }

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(15);

    private WriteRetryPolicy() {}

    /** The attempt state after this answer; when the time for waiting is over, no attempt is left. */
    static AttemptState afterAnswer(IncidentWorkUnit work, Protection protection, CallOutcome answer) {
        AttemptState before = protection.attempts();
        String cause = QueryFailure.cause(answer);
        Optional<WriteRefusal> refusal = tunnelFailure(answer).flatMap(TunnelFailureCode::refusedBy);
        if (refusal.isPresent()) {
            return before.refused(refusal.get(), cause);
        }
        if (isNotCounted(answer)) {
            return isWithinWaitingTime(work, before)
                    ? before.waiting(cause, work.now(), work.now().plus(pause(work, before)))
                    : before.exhausted(work.rules().attempts(), cause);
        }
        return before.failed(cause, work.now().plus(work.rules().pause(before.failures() + 1)));
    }

    /** Whether more of the present aim may be tried. */
    static boolean mayRetry(IncidentWorkUnit work, AttemptState attempts) {
        return attempts.refusal() == null && attempts.failures() < work.rules().attempts();
    }

    /** Whether the answer says nothing about the request. */
    static boolean isNotCounted(CallOutcome answer) {
        return meaning(answer) == FailureMeaning.NOT_COUNTED;
    }

    /** Whether the path cannot be built as it is. */
    static boolean pathAtFault(CallOutcome answer) {
        return meaning(answer) == FailureMeaning.PATH_AT_FAULT;
    }

    /** Whether tunnel-provisioning has another path than the orchestrator knows. */
    static boolean otherPathInForce(CallOutcome answer) {
        return tunnelFailure(answer)
                .filter(TunnelFailureCode.PATH_VERSION_MISMATCH::equals)
                .isPresent();
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
        WriteRefusal refusal = protection.attempts().refusal();
        if (refusal != null) {
            return WriteRefusals.reason(refusal);
        }
        String error = protection.attempts().lastError();
        return error != null && error.startsWith(TunnelFailureCode.HEAD_END_BUSY.wire())
                ? EscalationReason.HEAD_END_BUSY
                : EscalationReason.PROVISION_FAILED;
    }

    private static Optional<TunnelFailureCode> tunnelFailure(CallOutcome answer) {
        return answer instanceof CallOutcome.Failed failed ? TunnelFailureCode.of(failed.code()) : Optional.empty();
    }

    private static FailureMeaning meaning(CallOutcome answer) {
        return tunnelFailure(answer).map(WriteRetryPolicy::meaning).orElse(FailureMeaning.SPENT);
    }

    private static FailureMeaning meaning(TunnelFailureCode code) {
        return switch (code) {
            case HEAD_END_BUSY, STALE_PLAN, PATH_VERSION_MISMATCH -> FailureMeaning.NOT_COUNTED;
            case PATH_INVALID, DRY_RUN_FAILED, CNC_REFUSED, SID_DEPTH_EXCEEDED -> FailureMeaning.PATH_AT_FAULT;
            case AUTOMATION_STOPPED,
                    CHANGE_FREEZE,
                    PROTECTED_NODE,
                    CAP_EXCEEDED,
                    APPROVAL_MISSING,
                    TE_TYPE_UNSUPPORTED,
                    UNKNOWN_NODE,
                    UNKNOWN_TUNNEL,
                    PROTECTION_CHANGED,
                    BINDING_SID_EXHAUSTED,
                    FLEET_COLOR_EXHAUSTED,
                    NOT_OURS,
                    AUTOMATION_OWNED,
                    NO_PREFERENCE_LEFT,
                    CNC_UNAVAILABLE,
                    CNC_FORBIDDEN,
                    PLAN_FAILED,
                    PLAN_TIMEOUT,
                    VERIFY_FAILED,
                    NOT_ACTIVE,
                    NOT_STEERABLE,
                    NOT_PROVISIONED,
                    NOT_STEERED,
                    DELETE_NOT_CONFIRMED,
                    WEIGHTS_INVALID -> FailureMeaning.SPENT;
        };
    }

    private static boolean isWithinWaitingTime(IncidentWorkUnit work, AttemptState attempts) {
        OrchestrationRules rules = work.rules();
        Instant since = attempts.waitingSince();
        return since == null || work.now().isBefore(since.plus(rules.patience().multipliedBy(rules.attempts())));
    }

    /** Waits as long again as it has waited already. */
    private static Duration pause(IncidentWorkUnit work, AttemptState attempts) {
        Instant since = attempts.waitingSince();
        Duration first = work.rules().backOff();
        Duration waited = since == null ? first : Duration.between(since, work.now());
        Duration longer = waited.compareTo(first) < 0 ? first : waited;
        return longer.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : longer;
    }
}
