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
 * @param sourceKey identity of the alarm at its source, the same from raise to clear
 * @param linkId the link that is degraded, absent where the source names none
 * @param candidateLinks where the alert may come from when it names no link
 * @param nodes both ends of the link, or the ends of the session
 * @param policies policies whose present path crosses the link
 * @param value in the metric's unit, as is the threshold
 * @param receivedAt when this agent got it: the time that windows are measured in
 * @param suppressedBy the silence or maintenance window that covers it
 * @param evidence the alerts that this record restates
 * @param control what a control record asks for
 * @param raw as the source wrote it
 */
public record AlertRecord(
        String alertId,
        String domain,
        AlertSource source,
        String sourceKey,
        AlertOrigin origin,
        AlertKind kind,
        @Nullable String linkId,
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
        List<AlertRef> evidence,
        @Nullable Control control,
        @Nullable JsonNode raw) {

    public static final String UNRESOLVED = "unresolved";

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

    /** The alarm's identity among all sources. */
    public String identity() {
        return source.wire() + '|' + sourceKey;
    }

    public AlertRecordBuilder toBuilder() {
        return new AlertRecordBuilder(this);
    }
}
