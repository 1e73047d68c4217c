package io.cemfleet.enhancement.stage;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How urgent a ticket is, as its service desk says. */
public enum TicketPriority {
    LOW,
    MEDIUM,
    HIGH,
    CRITICAL;

    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Reads the lower-case name.
     *
     * @throws IllegalArgumentException when it is none of the four
     */
    @JsonCreator
    public static TicketPriority of(String wire) {
        for (TicketPriority priority : values()) {
            if (priority.wire().equals(wire)) {
                return priority;
            }
        }
        throw new IllegalArgumentException("must be one of low, medium, high, critical");
    }
}
