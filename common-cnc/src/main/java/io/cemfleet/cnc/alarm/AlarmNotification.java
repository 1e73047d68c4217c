package io.cemfleet.cnc.alarm;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** A notification as posted to the webhook: {@code create}, {@code modify} or {@code delete} of an alarm. */
public record AlarmNotification(Operation operation, CncAlarm alarm) {

    /** What happened to the alarm. */
    public enum Operation {
        CREATE,
        MODIFY,
        DELETE
    }

    /** Whether it ends the alarm: a cleared severity, or its deletion. */
    public boolean clears() {
        return operation == Operation.DELETE || alarm.cleared();
    }

    /** Reads the envelope; empty when it is none of an alarm, or the alarm has no identity. */
    public static Optional<AlarmNotification> parse(JsonNode body) {
        return AlarmReader.notification(body);
    }
}
