package io.cemfleet.a2a.inbox;

import io.cemfleet.a2a.message.TaskAnswer;

/** The inbox's answer to an incoming task. */
public sealed interface TaskClaim {
    /** New, or interrupted by a crash: run it. */
    record Claimed(TaskAnswer begun) implements TaskClaim {}

    /** Done before, or running: this is the answer. */
    record Remembered(TaskAnswer answer) implements TaskClaim {}

    /** The id belongs to another agent, type or payload. */
    record IdConflict() implements TaskClaim {}
}
