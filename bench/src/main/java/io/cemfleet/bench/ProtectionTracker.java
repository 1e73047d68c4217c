package io.cemfleet.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.cemfleet.launcher.client.JsonHttpClient;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the orchestrator's incidents and the audit trail. */
final class ProtectionTracker {
    private static final String ORCHESTRATOR = "http://127.0.0.1:8000";
    private static final String AUDIT = "http://127.0.0.1:8008";
    private static final Set<String> PROTECTED = Set.of("monitoring", "restoring", "closed");

    private final JsonHttpClient http;

    ProtectionTracker(JsonHttpClient http) {
        this.http = http;
    }

    /** @param status as on the wire */
    record SeenIncident(String incidentId, String status) {
        boolean isProtected() {
            return PROTECTED.contains(status);
        }
    }

    /** The newest incidents, open and closed: as many as one page has, more than {@link #about} looks at. */
    Set<String> seen() {
        return ids("/api/incidents?limit=100");
    }

    Set<String> open() {
        return ids("/api/incidents?open_only=true");
    }

    private Set<String> ids(String listing) {
        var ids = new HashSet<String>();
        http.get(ORCHESTRATOR + listing)
                .path("items")
                .forEach(item -> ids.add(item.path("incident_id").asText()));
        return ids;
    }

    /** The newest incident about a link that is not among the given ones. */
    Optional<SeenIncident> about(String link, Set<String> before) {
        for (JsonNode item : http.get(ORCHESTRATOR + "/api/incidents?limit=20").path("items")) {
            String id = item.path("incident_id").asText();
            for (JsonNode each : item.path("degraded_links")) {
                if (each.asText().equals(link) && !before.contains(id)) {
                    return Optional.of(new SeenIncident(id, item.path("status").asText()));
                }
            }
        }
        return Optional.empty();
    }

    SeenIncident now(String incidentId) {
        return new SeenIncident(
                incidentId,
                http.get(ORCHESTRATOR + "/api/incidents/" + incidentId)
                        .path("status")
                        .asText());
    }

    /** The protections with a tunnel that carries traffic, or did. */
    int steered(String incidentId) {
        int count = 0;
        for (JsonNode protection :
                http.get(ORCHESTRATOR + "/api/incidents/" + incidentId).path("protections")) {
            count += Set.of("steered", "returning", "restored")
                            .contains(protection.path("state").asText())
                    ? 1
                    : 0;
        }
        return count;
    }

    /** The moments at which the trail records events of a type, earliest first; 200 at most. */
    List<Instant> moments(String incidentId, String eventType) {
        var times = new ArrayList<Instant>();
        http.get(AUDIT + "/api/events?limit=200&event_type=" + eventType + "&incident_id=" + incidentId)
                .path("items")
                .forEach(event ->
                        times.add(Instant.parse(event.path("occurred_at").asText())));
        times.sort(null);
        return times;
    }
}
