package io.cemfleet.tunnel.a2a;

import io.cemfleet.a2a.inbox.TaskContext;
import io.cemfleet.a2a.server.TaskReply;
import io.cemfleet.tunnel.policy.StepOutcome;
import io.cemfleet.tunnel.provision.TaskAttempt;
import java.time.Duration;

/** Maps step outcomes to task answers. */
final class OutcomeReplies {
    /** The part of the caller's deadline that is left for the answer to travel. */
    private static final Duration MARGIN = Duration.ofMillis(500);

    private OutcomeReplies() {}

    static <T> TaskReply<T> of(StepOutcome<T> outcome) {
        return switch (outcome) {
            case StepOutcome.Done<T>(T value) -> TaskReply.completed(value);
            case StepOutcome.Failed<T>(var failure) ->
                TaskReply.failed(failure.code().wire(), failure.message(), failure.retryable());
        };
    }

    static TaskAttempt attempt(TaskContext context) {
        return new TaskAttempt(context.taskId(), context.deadline().minus(MARGIN));
    }
}
