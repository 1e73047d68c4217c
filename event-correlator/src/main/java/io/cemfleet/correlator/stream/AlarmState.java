package io.cemfleet.correlator.stream;

import io.cemfleet.a2a.contract.Severity;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A source's alarm.
 *
 * @param linkId where it counts, absent for alarms that name no link
 * @param passedAt when a raise of each severity last passed; empty makes the next repeat pass
 * @param alertId of the raise that passed last
 * @param repeats since then
 */
record AlarmState(
        boolean active,
        @Nullable String linkId,
        Severity severity,
        Map<Severity, Instant> passedAt,
        String alertId,
        long repeats,
        @Nullable Instant clearedAt) {

    AlarmState repeated() {
        return new AlarmState(active, linkId, severity, passedAt, alertId, repeats + 1, clearedAt);
    }

    AlarmState cleared(Instant at) {
        return new AlarmState(false, linkId, severity, Map.of(), alertId, 0, at);
    }

    /** So that its next repeat passes. */
    AlarmState forgotten() {
        return new AlarmState(active, linkId, severity, Map.of(), alertId, repeats, clearedAt);
    }
}
