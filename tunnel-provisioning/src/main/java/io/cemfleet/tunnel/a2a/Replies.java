package io.cemfleet.tunnel.a2a;

import io.cemfleet.a2a.server.TaskContext;
import io.cemfleet.a2a.server.TaskReply;
import io.cemfleet.tunnel.policy.Outcome;
import io.cemfleet.tunnel.provision.Attempt;
import java.time.Duration;

/** Outcomes as answers. */
final class Replies {
    /** What is left of the caller's patience for the answer to travel. */
    private static final Duration MARGIN = Duration.ofMillis(500);

    private Replies() {}

    static <T> TaskReply<T> of(Outcome<T> outcome) {
        return switch (outcome) {
            case Outcome.Done<T>(T value) -> TaskReply.completed(value);
            case Outcome.Failed<T>(var failure) ->
                TaskReply.failed(failure.code().wire(), failure.message(), failure.retryable());
        };
    }

    static Attempt attempt(TaskContext context) {
        return new Attempt(context.taskId(), context.deadline().minus(MARGIN));
    }
}
