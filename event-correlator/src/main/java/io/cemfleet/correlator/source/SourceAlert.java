package io.cemfleet.correlator.source;

import com.fasterxml.jackson.databind.JsonNode;
import io.cemfleet.a2a.contract.Severity;
import io.cemfleet.correlator.alert.AlertKind;
import io.cemfleet.correlator.alert.AlertOrigin;
import io.cemfleet.correlator.alert.AlertRecord;
import io.cemfleet.correlator.alert.AlertSource;
import io.cemfleet.correlator.alert.Metric;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An alert as read, not yet placed in the network.
 *
 * @param key the alarm's id at its source, the same from raise to clear
 * @param resource what the alarm is about, where the id is unique on its resource only; absent where the id says it all,
 *     or where a clear names nothing else than the id
 * @param reading what was measured, absent where the source gives no figures
 * @param occurredAt absent where the source does not tell
 * @param raw as the source wrote it
 */
public record SourceAlert(
        AlertSource source,
        String key,
        @Nullable String resource,
        AlertOrigin origin,
        AlertKind kind,
        Subject subject,
        @Nullable Reading reading,
        Severity severity,
        @Nullable Instant occurredAt,
        JsonNode raw) {

    /** The alarm's identity among all sources. */
    public String identity() {
        return AlertRecord.identity(source, key, resource);
    }

    /** The same, as of now: its source's list says that it is so, whatever was heard of it before. */
    public SourceAlert asOfNow() {
        return new SourceAlert(source, key, resource, origin, kind, subject, reading, severity, null, raw);
    }

    /** Value and threshold in the metric's unit. */
    public record Reading(Metric metric, @Nullable Double value, @Nullable Double threshold) {}
}
