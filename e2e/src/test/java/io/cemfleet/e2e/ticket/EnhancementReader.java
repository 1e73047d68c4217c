package io.cemfleet.e2e.ticket;

import com.fasterxml.jackson.databind.JsonNode;
import io.cemfleet.e2e.fleet.FleetProcess;
import io.cemfleet.e2e.fleet.FleetUnderTest;
import io.cemfleet.e2e.fleet.OperatorHttp;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.StreamSupport;

/** The pipeline's history, as an operator reads it. */
public final class EnhancementReader {
    private static final int PORT = FleetProcess.ENHANCEMENT_PIPELINE.port();

    private EnhancementReader() {}

    /** The fleet's own tenant, whose service desk is the lab's. */
    static String tenant() {
        return Objects.requireNonNull(FleetUnderTest.credentials().get("SERVICEDESK_TENANT"));
    }

    static List<JsonNode> of(String ticket) {
        JsonNode items = OperatorHttp.get(PORT, "/api/enhancements?tenant_id=" + tenant() + "&ticket_id=" + ticket)
                .path("items");
        return StreamSupport.stream(items.spliterator(), false).toList();
    }

    /** The one entry of a ticket with its text and sources, once it has this status. */
    public static JsonNode await(String ticket, String status, Duration limit) {
        org.awaitility.Awaitility.await(ticket + " is " + status)
                .atMost(limit)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> of(ticket).stream()
                        .anyMatch(entry -> entry.path("status").asText().equals(status)));
        return whole(of(ticket).getFirst());
    }

    static JsonNode whole(JsonNode entry) {
        return OperatorHttp.get(
                PORT, "/api/enhancements/" + entry.path("job_id").asText());
    }
}
