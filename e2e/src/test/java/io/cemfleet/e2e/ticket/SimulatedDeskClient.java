package io.cemfleet.e2e.ticket;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.cemfleet.e2e.fleet.OperatorHttp;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/** The lab's service desk. */
public final class SimulatedDeskClient {
    private static final int LAB = 8090;

    private SimulatedDeskClient() {}

    /** A name that no ticket had in any run: histories outlive the lab's tickets. */
    public static String freshName() {
        return "E2E-" + UUID.randomUUID().toString().substring(0, 8).toUpperCase(Locale.ROOT);
    }

    /**
     * Opens a ticket, and lets the desk's webhook tell of it.
     *
     * @return the webhook's answer
     */
    public static JsonNode tell(String ticket, String subject, String description) {
        JsonNode webhook = open(ticket, subject, description, true).path("webhook");
        if (webhook.path("status").asInt() != 202) {
            throw new IllegalStateException("the webhook was not taken: " + webhook);
        }
        return webhook;
    }

    /** Opens a ticket without a webhook. */
    static void openQuietly(String ticket, String subject, String description) {
        open(ticket, subject, description, false);
    }

    private static JsonNode open(String ticket, String subject, String description, boolean fire) {
        String order = JsonNodeFactory.instance
                .objectNode()
                .put("ticket_id", ticket)
                .put("subject", subject)
                .put("description", description)
                .put("priority", "high")
                .put("fire", fire)
                .toString();
        OperatorHttp.HttpReply answer = post("/lab/tickets", order);
        return answer.json();
    }

    /** Reports all earlier solved tickets to the pipeline. */
    static void tellHistory() {
        post("/lab/tickets/history", "{}");
    }

    /** How models behave, for so many answers. */
    static void models(String mode, int answers) {
        post("/lab/openrouter/behaviour", "{\"mode\": \"" + mode + "\", \"count\": " + answers + "}");
    }

    /** The texts of a ticket's notes. */
    public static List<String> notes(String ticket) {
        List<String> notes = new ArrayList<>();
        OperatorHttp.get(LAB, "/servicedesk/api/v3/requests/" + ticket + "/notes")
                .path("notes")
                .forEach(note -> notes.add(note.path("description").asText()));
        return notes;
    }

    private static OperatorHttp.HttpReply post(String path, String json) {
        OperatorHttp.HttpReply answer = OperatorHttp.post(LAB, path, json.getBytes(StandardCharsets.UTF_8), Map.of());
        if (answer.status() / 100 != 2) {
            throw new IllegalStateException("the lab answered " + answer.status() + ": " + answer.text());
        }
        return answer;
    }
}
