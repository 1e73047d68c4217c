package io.cemfleet.correlator.alert;

import com.fasterxml.jackson.databind.JsonNode;
import io.cemfleet.a2a.contract.Severity;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An alert record as it is written: flat, its fields in this order. */
record AlertRecordJson(
        String alertId,
        String domain,
        AlertSourceId source,
        String sourceKey,
        @Nullable String resource,
        AlertOrigin origin,
        AlertKind kind,
        @Nullable String linkId,
        @Nullable String from,
        List<String> candidateLinks,
        List<String> nodes,
        List<Integer> srlgs,
        List<String> policies,
        @Nullable AlertMetric metric,
        @Nullable Double value,
        @Nullable Double threshold,
        @Nullable String unit,
        Severity severity,
        Instant occurredAt,
        Instant receivedAt,
        @Nullable String topologyVersion,
        @Nullable Long networkVersion,
        @Nullable String suppressedBy,
        @Nullable OwnTunnelLoad ownLoad,
        List<AlertRef> evidence,
        AlertRecord.@Nullable ClosureControl control,
        @Nullable JsonNode raw) {

    static AlertRecordJson of(AlertRecord alert) {
        AlertLocation location = alert.location();
        MetricReading reading = alert.reading();
        return new AlertRecordJson(
                alert.alertId(),
                location.domain(),
                alert.alarm().source(),
                alert.alarm().key(),
                alert.alarm().resource(),
                alert.origin(),
                alert.kind(),
                location.linkId(),
                location.from(),
                location.candidateLinks(),
                location.nodes(),
                location.srlgs(),
                location.policies(),
                reading == null ? null : reading.metric(),
                reading == null ? null : reading.value(),
                reading == null ? null : reading.threshold(),
                reading == null ? null : reading.metric().unit(),
                alert.severity(),
                alert.occurredAt(),
                alert.receivedAt(),
                location.topologyVersion(),
                location.networkVersion(),
                alert.suppressedBy(),
                alert.ownLoad(),
                alert.evidence(),
                alert.control(),
                alert.raw());
    }

    AlertRecord record() {
        return new AlertRecord(
                alertId,
                new AlarmIdentity(source, sourceKey, resource),
                origin,
                kind,
                new AlertLocation(
                        domain, linkId, from, candidateLinks, nodes, srlgs, policies, topologyVersion, networkVersion),
                metric == null ? null : new MetricReading(metric, value, threshold),
                severity,
                occurredAt,
                receivedAt,
                suppressedBy,
                ownLoad,
                evidence,
                control,
                raw);
    }
}
