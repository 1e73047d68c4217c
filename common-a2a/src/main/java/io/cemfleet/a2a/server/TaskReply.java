package io.cemfleet.a2a.server;

import io.cemfleet.a2a.message.TaskFailure;
import org.jspecify.annotations.Nullable;

/** A handler's reply. Errors are replies too. */
public sealed interface TaskReply<O> {

    record Completed<O>(O result) implements TaskReply<O> {}

    /** The task goes on; the code that completes it calls {@link RunningTasks#finish}. */
    record Working<O>(@Nullable String message) implements TaskReply<O> {}

    record Failed<O>(TaskFailure error) implements TaskReply<O> {}

    static <O> TaskReply<O> completed(O result) {
        return new Completed<>(result);
    }

    static <O> TaskReply<O> working(String message) {
        return new Working<>(message);
    }

    /** @param retryable whether a new attempt, under a new task id, may succeed */
    static <O> TaskReply<O> failed(String code, String message, boolean retryable) {
        return new Failed<>(new TaskFailure(code, message, retryable));
    }
}
