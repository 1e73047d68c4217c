package io.cemfleet.cnc.alarm;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Optional;

/** A notification as posted to the webhook: {@code create}, {@code modify} or {@code delete} of an alarm. */
public record AlarmNotification(Operation operation, CncAlarm alarm) {

    /** What happened to the alarm. */
    public enum Operation {
        CREATE,
        MODIFY,
        DELETE;

        /** The operation of this name, in any case; empty for any other word. */
        public static Optional<Operation> of(String word) {
            return switch (word.toLowerCase(Locale.ROOT)) {
                case "create" -> Optional.of(CREATE);
                case "modify" -> Optional.of(MODIFY);
                case "delete" -> Optional.of(DELETE);
                default -> Optional.empty();
            };
        }
    }

    /** Whether the alarm ends: it has a cleared severity or is deleted. */
    public boolean clears() {
        return operation == Operation.DELETE || alarm.cleared();
    }

    /**
     * Reads the envelope of one alarm; without an operation it is a {@code create}. Empty when the envelope has no
     * alarm or several, when the alarm has no identity, or when its severity is unknown. A deletion needs no severity.
     */
    public static Optional<AlarmNotification> parse(JsonNode body) {
        return AlarmReader.notification(body);
    }
}
