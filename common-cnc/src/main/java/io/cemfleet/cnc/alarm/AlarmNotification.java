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

        /** The operation that a word means, in any case; empty for a word that is none. */
        public static Optional<Operation> of(String word) {
            return switch (word.toLowerCase(Locale.ROOT)) {
                case "create" -> Optional.of(CREATE);
                case "modify" -> Optional.of(MODIFY);
                case "delete" -> Optional.of(DELETE);
                default -> Optional.empty();
            };
        }
    }

    /** Whether it ends the alarm: a cleared severity, or its deletion. */
    public boolean clears() {
        return operation == Operation.DELETE || alarm.cleared();
    }

    /**
     * Reads the envelope of one alarm, {@code create} where it names no operation. Empty when it is none of an alarm, or
     * of several; when the alarm has no identity, or a severity that is not known. A deletion needs no severity.
     */
    public static Optional<AlarmNotification> parse(JsonNode body) {
        return AlarmReader.notification(body);
    }
}
