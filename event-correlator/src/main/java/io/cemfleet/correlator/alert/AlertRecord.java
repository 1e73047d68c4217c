package io.cemfleet.correlator.alert;

import com.fasterxml.jackson.databind.JsonNode;
import io.cemfleet.a2a.contract.Severity;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A record of {@code cem.alerts}: everything that correlation needs, so that a replay gives the same result.
 *
 * @param domain IGP domain, the record's key; {@link #UNRESOLVED} while the alert could not be placed
 * @param sourceKey the source's alarm id, the same from raise to clear
 * @param resource what the alarm is about, where an id is unique on its resource only; absent where the id says it all
 * @param linkId the link that is degraded, absent where the source names none
 * @param from the end that sends in the direction that is degraded, absent where the source names none
 * @param candidateLinks where the alert may come from when it names no link
 * @param nodes both ends of the link, or the ends of the session
 * @param policies policies whose present path crosses the link
 * @param value in the metric's unit, as is the threshold
 * @param occurredAt by the source's clock; the same as {@code receivedAt} where the source does not tell
 * @param receivedAt when this agent got it: the time that windows are measured in
 * @param suppressedBy the silence or maintenance window that covers it
 * @param ownLoad the fleet's tunnels that the alert is attributed to; absent where that was not judged, or it is not
 * @param evidence the alerts that this record restates
 * @param control what a control record asks for
 * @param raw as the source wrote it
 */
public record AlertRecord(
        String alertId,
        String domain,
        AlertSource source,
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
        @Nullable Metric metric,
        @Nullable Double value,
        @Nullable Double threshold,
        @Nullable String unit,
        Severity severity,
        Instant occurredAt,
        Instant receivedAt,
        @Nullable String topologyVersion,
        @Nullable String suppressedBy,
        @Nullable OwnLoad ownLoad,
        List<AlertRef> evidence,
        @Nullable Control control,
        @Nullable JsonNode raw) {

    public static final String UNRESOLVED = "unresolved";

    /** Between an alarm's id and its resource: no door accepts a control character, so neither holds it. */
    private static final char UNIT_SEPARATOR = '\u001f';

    /**
     * What a control record asks for.
     *
     * @param incidentKey the incident that was closed
     * @param stable whether its links were watched and found stable before it was closed
     * @param noImpact nobody suffered from it
     * @param reopen an update found it closed: what is still degraded of {@code links} needs a new incident
     */
    public record Control(
            @Nullable String incidentKey, boolean stable, boolean noImpact, boolean reopen, List<String> links) {
        public Control {
            links = links == null ? List.of() : List.copyOf(links);
        }
    }

    public AlertRecord {
        candidateLinks = candidateLinks == null ? List.of() : List.copyOf(candidateLinks);
        nodes = nodes == null ? List.of() : List.copyOf(nodes);
        srlgs = srlgs == null ? List.of() : List.copyOf(srlgs);
        policies = policies == null ? List.of() : List.copyOf(policies);
        evidence = evidence == null ? List.of() : List.copyOf(evidence);
    }

    public boolean resolved() {
        return !UNRESOLVED.equals(domain);
    }

    /** The link that it names, else those of which one must be degraded. */
    public List<String> suspectedLinks() {
        return linkId == null ? candidateLinks : List.of(linkId);
    }

    /** The alarm's identity among all sources: source, alarm id and resource. */
    public String identity() {
        return identity(source, sourceKey, resource);
    }

    /** The identity of an alarm among all sources; without a resource, its id says it all. */
    public static String identity(AlertSource source, String sourceKey, @Nullable String resource) {
        String id = source.wire() + '|' + sourceKey;
        return resource == null ? id : id + UNIT_SEPARATOR + resource;
    }

    /** When the source says that it happened; null where it does not, or where the fleet itself made the record. */
    public @Nullable Instant sourceTime() {
        boolean fromOutside = origin == AlertOrigin.VENDOR || origin == AlertOrigin.SHORT_FORM;
        return fromOutside && !occurredAt.equals(receivedAt) ? occurredAt : null;
    }

    public AlertRecordBuilder toBuilder() {
        return new AlertRecordBuilder(this);
    }
}
