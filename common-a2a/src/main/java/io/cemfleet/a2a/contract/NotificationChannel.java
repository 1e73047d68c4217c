package io.cemfleet.a2a.contract;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * The name of a channel that notifies people, such as {@code webex}. The notification agent has one class for each; its
 * callers know none.
 *
 * @param wire 1 to 32 lower-case letters, digits, underscores and hyphens
 */
public record NotificationChannel(@JsonValue String wire) {
    private static final int LONGEST = 32;

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public NotificationChannel {
        if (wire.isEmpty() || wire.length() > LONGEST || !wire.chars().allMatch(NotificationChannel::mayContain)) {
            throw new IllegalArgumentException("not the name of a channel");
        }
    }

    private static boolean mayContain(int c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
    }
}
