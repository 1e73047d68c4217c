package io.cemfleet.correlator.source;

import com.fasterxml.jackson.databind.JsonNode;
import io.cemfleet.a2a.contract.Severity;
import io.cemfleet.correlator.alert.AlarmIdentity;
import io.cemfleet.correlator.alert.AlertKind;
import io.cemfleet.correlator.alert.AlertOrigin;
import io.cemfleet.correlator.alert.AlertSourceId;
import io.cemfleet.correlator.alert.MetricReading;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An alert as parsed, not yet located in the network.
 *
 * @param alarm without a resource too if a clear names nothing else than the source's alarm id
 * @param reading what was measured, absent if the source gives no figures
 * @param occurredAt absent if the source gives no time
 * @param raw as the source wrote it
 */
public record SourceAlert(
        AlarmIdentity alarm,
        AlertOrigin origin,
        AlertKind kind,
        AlertSubject subject,
        @Nullable MetricReading reading,
        Severity severity,
        @Nullable Instant occurredAt,
        JsonNode raw) {

    public AlertSourceId source() {
        return alarm.source();
    }

    /** The same, as of now: its source's list confirms it, so the time of an earlier message does not count. */
    public SourceAlert asOfNow() {
        return new SourceAlert(alarm, origin, kind, subject, reading, severity, null, raw);
    }
}
