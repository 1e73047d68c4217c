package io.cemfleet.cnc.alarm;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A device alarm.
 *
 * @param id the alarm's UUID, the same from raise to clear
 * @param description free text of the vendor
 * @param resource the resource, absent when the alarm names no device
 * @param raisedAt when the device or the controller first saw it, absent when not reported
 * @param updatedAt the time of this state, absent when not reported
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

    /** Whether the alarm is an event and not a fault. */
    public boolean informational() {
        return severity == AlarmSeverity.INFORMATION;
    }

    public boolean cleared() {
        return severity == AlarmSeverity.CLEARED;
    }
}
