package io.cemfleet.e2e.fleet;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;

/** The console's tickets, as an operator reads them. */
public final class ConsoleTickets {
    private static final int PORT = 8009;
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    private ConsoleTickets() {}

    /** The newest open ticket over a link, when it has come. */
    public static String awaitOpen(String link) {
        return org.awaitility.Awaitility.await("a ticket over " + link)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(300))
                .until(() -> open(link), Optional::isPresent)
                .orElseThrow();
    }

    private static Optional<String> open(String link) {
        JsonNode items =
                OperatorHttp.get(PORT, "/api/tickets?status=open&q=" + link).path("items");
        return StreamSupport.stream(items.spliterator(), false)
                .map(ticket -> ticket.path("incident_id").asText())
                .findFirst();
    }

    /** Links of incidents that were opened since then, closed ones too. */
    public static Set<String> linksSince(Instant moment) {
        Set<String> links = new HashSet<>();
        for (JsonNode ticket : OperatorHttp.get(PORT, "/api/tickets").path("items")) {
            if (!Instant.parse(ticket.path("created_at").asText()).isBefore(moment)) {
                get(ticket.path("incident_id").asText())
                        .path("degraded_links")
                        .forEach(link -> links.add(link.asText()));
            }
        }
        return links;
    }

    public static JsonNode get(String incident) {
        return OperatorHttp.get(PORT, "/api/tickets/" + incident);
    }

    public static JsonNode await(String incident, String what, Predicate<JsonNode> condition) {
        return org.awaitility.Awaitility.await(what + " of " + incident)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(300))
                .until(() -> get(incident), condition);
    }

    public static JsonNode awaitStatus(String incident, String status) {
        return await(incident, status, ticket -> ticket.path("status").asText().equals(status));
    }

    /** The payloads of one type, in the order in which they are shown. */
    public static List<JsonNode> payloads(JsonNode ticket, String taskType) {
        return StreamSupport.stream(ticket.path("updates").spliterator(), false)
                .filter(update -> update.path("task_type").asText().equals(taskType))
                .map(update -> update.path("payload"))
                .toList();
    }
}
