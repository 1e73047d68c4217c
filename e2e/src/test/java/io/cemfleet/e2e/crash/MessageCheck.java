package io.cemfleet.e2e.crash;

import static io.cemfleet.e2e.crash.CustomerConfiguration.stream;

import com.fasterxml.jackson.databind.JsonNode;
import io.cemfleet.e2e.fleet.ConsoleTickets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The messages to the console about an incident. */
record MessageCheck(String incident) {
    private static final List<String> PHASES = List.of("1", "2", "3", "4", "5", "6", "7");

    String lanes() {
        JsonNode ticket = ConsoleTickets.get(incident);
        List<JsonNode> updates = stream(ticket.path("updates"))
                .sorted(Comparator.comparing(update -> update.path("sequence").asInt()))
                .toList();
        List<String> troubles = new ArrayList<>();
        Set<String> tasks = new HashSet<>();
        Set<String> contents = new HashSet<>();
        for (JsonNode update : updates) {
            if (!tasks.add(update.path("task_id").asText())) {
                troubles.add("task " + update.path("task_id").asText() + " twice");
            }
            if (!contents.add(update.path("task_type").asText() + update.path("payload"))) {
                troubles.add("twice: " + update.path("payload"));
            }
        }
        once(updates, "new_ticket", troubles);
        once(updates, "ticket_closed", troubles);
        inOrder(ConsoleTickets.payloads(ticket, "status_update"), troubles);
        return troubles.isEmpty() ? "" : troubles.toString();
    }

    private static void once(List<JsonNode> updates, String type, List<String> troubles) {
        long count = updates.stream()
                .filter(update -> update.path("task_type").asText().equals(type))
                .count();
        if (count != 1) {
            troubles.add(count + " times " + type);
        }
    }

    private static void inOrder(List<JsonNode> updates, List<String> troubles) {
        List<String> phases = updates.stream()
                .map(update -> update.path("phase").asText())
                .distinct()
                .toList();
        if (!phases.equals(PHASES)) {
            troubles.add("phases " + phases);
        }
        List<Instant> times = updates.stream()
                .map(update -> Instant.parse(update.path("updated_at").asText()))
                .toList();
        if (!times.equals(times.stream().sorted().toList())) {
            troubles.add("status updates out of order: " + times);
        }
    }
}
