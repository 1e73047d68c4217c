package io.cemfleet.a2a.client;

import io.cemfleet.a2a.message.TaskFailure;
import java.util.UUID;

/** The outcome of a call to another agent. */
public sealed interface TaskOutcome<O> {

    record Done<O>(O result) implements TaskOutcome<O> {}

    /** The task goes on there; its end arrives by callback, or can be queried. */
    record Accepted<O>(UUID taskId) implements TaskOutcome<O> {}

    /** The task failed, with the agent's reason. */
    record Failed<O>(TaskFailure error) implements TaskOutcome<O> {}

    /** The agent refuses this message, now and later: it is malformed, forbidden or in conflict. */
    record Refused<O>(int status, String detail) implements TaskOutcome<O> {}

    /**
     * The agent did not answer in time, or answered only "later". The effect of the task is not known: send the same
     * task id again.
     *
     * @param answered whether the agent is there and answered with a failure, which may be for the task's own reason
     */
    record Unreachable<O>(String reason, boolean answered) implements TaskOutcome<O> {
        /** No answer came. */
        public Unreachable(String reason) {
            this(reason, false);
        }
    }
}
