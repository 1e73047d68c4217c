package io.cemfleet.correlator.stream;

import io.cemfleet.a2a.contract.Severity;
import io.cemfleet.correlator.alert.AlertRecord;
import io.cemfleet.correlator.alert.OwnTunnelLoad;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The state of a source's alarm.
 *
 * @param linkId the link that it counts for, absent for alarms that name no link
 * @param passedAt when a raise of each severity last passed; empty makes the next repeat pass
 * @param alertId of the raise that passed last, or of the clear that came before any raise
 * @param repeats since then
 * @param clearedAt when its clear arrived
 * @param lastRaise the source's time of its newest raise, absent where the source does not tell
 * @param lastClear the source's time of its newest clear, absent where the source does not tell
 * @param own the fleet's tunnels that it is attributed to while it is active, absent for a fault of the network
 */
record AlarmState(
        boolean active,
        @Nullable String linkId,
        Severity severity,
        Map<Severity, Instant> passedAt,
        String alertId,
        long repeats,
        @Nullable Instant clearedAt,
        @Nullable Instant lastRaise,
        @Nullable Instant lastClear,
        @Nullable OwnTunnelLoad own) {

    /** The clear arrived before any raise. */
    static AlarmState clearedFirst(AlertRecord clear) {
        return new AlarmState(
                false,
                null,
                clear.severity(),
                Map.of(),
                clear.alertId(),
                0,
                clear.receivedAt(),
                null,
                clear.sourceTime(),
                null);
    }

    AlarmState repeated(@Nullable Instant raisedAgain) {
        return new AlarmState(
                active, linkId, severity, passedAt, alertId, repeats + 1, clearedAt, raisedAgain, lastClear, own);
    }

    /** Without the source's time, the next message about it is news. */
    AlarmState cleared(Instant at, @Nullable Instant sourceTime) {
        return new AlarmState(
                false,
                linkId,
                severity,
                Map.of(),
                alertId,
                0,
                at,
                sourceTime == null ? null : lastRaise,
                sourceTime,
                null);
    }

    /** Lets its next repeat pass. */
    AlarmState forgotten() {
        return new AlarmState(
                active, linkId, severity, Map.of(), alertId, repeats, clearedAt, lastRaise, lastClear, own);
    }
}
