package io.cemfleet.correlator.alert;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import io.cemfleet.a2a.contract.Severity;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A record of {@code cem.alerts}, keyed by its domain: everything that correlation needs, so that a replay gives the
 * same result.
 *
 * @param reading what was measured, absent if the source gives no figures
 * @param occurredAt by the source's clock; the same as {@code receivedAt} if the source states no time
 * @param receivedAt when this agent received it: the time that windows use
 * @param suppressedBy the silence or maintenance window that covers it
 * @param ownLoad the fleet's tunnels that the alert is attributed to; absent if that was not evaluated, or it is
 *     attributed to none
 * @param evidence the alerts that this record restates
 * @param control the payload of a control record
 * @param raw as the source wrote it
 */
public record AlertRecord(
        String alertId,
        AlarmIdentity alarm,
        AlertOrigin origin,
        AlertKind kind,
        AlertLocation location,
        @Nullable MetricReading reading,
        Severity severity,
        Instant occurredAt,
        Instant receivedAt,
        @Nullable String suppressedBy,
        @Nullable OwnTunnelLoad ownLoad,
        List<AlertRef> evidence,
        @Nullable ClosureControl control,
        @Nullable JsonNode raw) {

    /**
     * The payload of a control record.
     *
     * @param incidentKey the incident that was closed
     * @param stable whether its links were monitored and stable before it was closed
     * @param noImpact no service was affected
     * @param reopen an update found it closed: what is still degraded of {@code links} needs a new incident
     */
    public record ClosureControl(
            @Nullable String incidentKey, boolean stable, boolean noImpact, boolean reopen, List<String> links) {
        public ClosureControl {
            links = links == null ? List.of() : List.copyOf(links);
        }
    }

    public AlertRecord {
        evidence = evidence == null ? List.of() : List.copyOf(evidence);
    }

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static AlertRecord of(AlertRecordJson json) {
        return json.record();
    }

    @JsonValue
    AlertRecordJson json() {
        return AlertRecordJson.of(this);
    }

    public AlertSourceId source() {
        return alarm.source();
    }

    public String domain() {
        return location.domain();
    }

    /** The link that is degraded; absent if none is named. */
    public @Nullable String linkId() {
        return location.linkId();
    }

    public @Nullable AlertMetric metric() {
        return reading == null ? null : reading.metric();
    }

    public boolean resolved() {
        return location.isResolved();
    }

    /** The alarm's identity among all sources, as text. */
    public String identity() {
        return alarm.text();
    }

    /** The source's time; null if it gives none, or if the fleet itself created the record. */
    public @Nullable Instant sourceTime() {
        boolean fromOutside = origin == AlertOrigin.VENDOR || origin == AlertOrigin.SHORT_FORM;
        return fromOutside && !occurredAt.equals(receivedAt) ? occurredAt : null;
    }

    public AlertRecordBuilder toBuilder() {
        return new AlertRecordBuilder(this);
    }
}
