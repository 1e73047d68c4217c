package io.cemfleet.a2a.inbox;

import io.cemfleet.a2a.message.TaskAnswer;

/** What the memory says to a task that comes in. */
public sealed interface TaskClaim {
    /** New, or left behind by a crash: do it. */
    record Claimed(TaskAnswer begun) implements TaskClaim {}

    /** Done before, or under way: this is the answer. */
    record Remembered(TaskAnswer answer) implements TaskClaim {}

    /** The id belongs to another agent, type or payload. */
    record IdConflict() implements TaskClaim {}
}
