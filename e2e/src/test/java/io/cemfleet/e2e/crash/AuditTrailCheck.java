package io.cemfleet.e2e.crash;

import static io.cemfleet.e2e.crash.CustomerConfiguration.stream;

import com.fasterxml.jackson.databind.JsonNode;
import io.cemfleet.e2e.fleet.FleetProcess;
import io.cemfleet.e2e.fleet.OperatorHttp;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The audit trail after an incident. */
record AuditTrailCheck(String incident) {
    private static final Set<String> WANTED = Set.of(
            "incident_created",
            "alert_correlated",
            "service_impact_assessed",
            "path_computed",
            "tunnel_provisioned",
            "traffic_steered",
            "sla_recovered",
            "restoration_complete",
            "notification_sent",
            "state_change",
            "traffic_shifted",
            "tunnel_deleted");

    String chain() {
        int port = FleetProcess.AUDIT.port();
        if (!OperatorHttp.get(port, "/api/verify").path("valid").asBoolean()) {
            return "the chain does not verify";
        }
        List<Long> sequences = all("").stream()
                .map(event -> event.path("sequence").asLong())
                .sorted()
                .toList();
        long span = sequences.getLast() - sequences.getFirst() + 1;
        return span == sequences.size() ? "" : span - sequences.size() + " sequence numbers are missing";
    }

    String events() {
        List<JsonNode> events = all("incident_id=" + incident);
        Set<String> missing = new TreeSet<>(WANTED);
        Set<String> ids = new HashSet<>();
        List<String> twice = new ArrayList<>();
        for (JsonNode event : events) {
            missing.remove(event.path("event_type").asText());
            if (!ids.add(event.path("event_id").asText())) {
                twice.add(event.path("event_type").asText());
            }
        }
        List<String> audited = events.stream()
                .filter(event -> event.path("event_type").asText().equals("state_change")
                        && event.path("source_agent").asText().equals("orchestrator")
                        && event.path("details").has("to"))
                .sorted(Comparator.comparing(event -> event.path("sequence").asLong()))
                .map(event -> step(event.path("details")))
                .toList();
        List<String> made = stream(OperatorHttp.get(FleetProcess.ORCHESTRATOR.port(), "/api/incidents/" + incident)
                        .path("transitions"))
                .map(AuditTrailCheck::step)
                .toList();
        String types = missing.isEmpty() ? "" : "missing " + missing + " ";
        String repeats = twice.isEmpty() ? "" : "twice " + twice + " ";
        return types + repeats + (audited.equals(made) ? "" : "states audited " + audited + ", entered " + made);
    }

    private static String step(JsonNode change) {
        return change.path("from").asText() + ">" + change.path("to").asText();
    }

    private static List<JsonNode> all(String filter) {
        List<JsonNode> events = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = OperatorHttp.get(FleetProcess.AUDIT.port(), "/api/events?" + filter + cursor);
            page.path("items").forEach(events::add);
            cursor = page.path("next").isTextual()
                    ? "&cursor=" + page.path("next").asText()
                    : "";
        } while (!cursor.isEmpty());
        return events;
    }
}
