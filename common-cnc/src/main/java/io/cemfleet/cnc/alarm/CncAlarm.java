package io.cemfleet.cnc.alarm;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A device alarm.
 *
 * @param id the alarm's uuid, the same from raise to clear
 * @param description free text of the vendor
 * @param resource what it is about, absent when it names no device
 * @param raisedAt when the device or the controller first saw it, absent when not told
 * @param updatedAt of this state, absent when not told
 */
public record CncAlarm(
        String id,
        AlarmSeverity severity,
        String description,
        String category,
        String probableCause,
        @Nullable AlarmResource resource,
        @Nullable Instant raisedAt,
        @Nullable Instant updatedAt) {

    /** An event that is no fault. */
    public boolean informational() {
        return severity == AlarmSeverity.INFORMATION;
    }

    public boolean cleared() {
        return severity == AlarmSeverity.CLEARED;
    }
}
