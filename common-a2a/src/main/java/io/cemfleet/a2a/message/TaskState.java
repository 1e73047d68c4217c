package io.cemfleet.a2a.message;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** The state of a task (A2A). */
public enum TaskState {
    SUBMITTED,
    WORKING,
    COMPLETED,
    FAILED,
    CANCELED,
    REJECTED;

    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether nothing more will happen to the task. */
    public boolean terminal() {
        return this != SUBMITTED && this != WORKING;
    }
}
