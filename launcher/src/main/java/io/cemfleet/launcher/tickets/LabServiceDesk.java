package io.cemfleet.launcher.tickets;

import com.fasterxml.jackson.databind.JsonNode;
import io.cemfleet.launcher.client.JsonHttpClient;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The lab's service desk, and how the models at its OpenRouter face behave. */
final class LabServiceDesk {
    private static final Duration HISTORY = Duration.ofMinutes(2);

    private final JsonHttpClient http;
    private final String lab;

    LabServiceDesk(JsonHttpClient http, String lab) {
        this.http = http;
        this.lab = lab;
    }

    /**
     * A ticket that was opened and sent by webhook.
     *
     * @param number as people and webhooks call it
     * @param id as calls of the API want it
     * @param announcedAt when the webhook was sent
     * @param answer HTTP status of the webhook, 0 without an answer
     */
    record OpenedTicket(SampleTicket sample, String number, String id, Instant announcedAt, int answer) {
        boolean taken() {
            return answer / 100 == 2;
        }
    }

    OpenedTicket open(SampleTicket sample) {
        Instant announcedAt = Instant.now();
        JsonNode made = http.post(
                lab + "/lab/tickets",
                Map.of(
                        "subject",
                        sample.subject(),
                        "description",
                        sample.description(),
                        "priority",
                        sample.priority(),
                        "fire",
                        true));
        return new OpenedTicket(
                sample,
                made.path("ticket_id").asText(),
                made.path("id").asText(),
                announcedAt,
                made.path("webhook").path("status").asInt());
    }

    /** The texts of a ticket's notes, as HTML. */
    List<String> notes(String id) {
        var notes = new ArrayList<String>();
        http.get(lab + "/servicedesk/api/v3/requests/" + id + "/notes")
                .path("notes")
                .forEach(note -> notes.add(note.path("description").asText()));
        return notes;
    }

    /**
     * Tells the pipeline of every resolved request.
     *
     * @return how many it took
     */
    int tellHistory() {
        return http.post(lab + "/lab/tickets/history", Map.of(), HISTORY)
                .path("taken")
                .asInt();
    }

    /** How many articles of its knowledge base are approved. */
    int articles() {
        String approved = "{\"list_info\":{\"row_count\":100,\"search_criteria\":"
                + "{\"field\":\"approval_status.name\",\"condition\":\"is\",\"value\":\"Approved\"}}}";
        return http.get(lab + "/servicedesk/api/v3/solutions?input_data=" + JsonHttpClient.encoded(approved))
                .path("solutions")
                .size();
    }

    /** @param count answers that it is for; 0: all until it is set again */
    void models(String mode, int count) {
        var order = new LinkedHashMap<String, Object>();
        order.put("mode", mode);
        if (count > 0) {
            order.put("count", count);
        }
        http.post(lab + "/lab/openrouter/behaviour", order);
    }

    /** Everything that models were asked since then, as recorded. */
    String asked(Instant since) {
        var asked = new StringBuilder();
        for (JsonNode request : http.get(lab + "/lab/faces/openrouter/requests").path("items")) {
            if (!Instant.parse(request.path("at").asText()).isBefore(since)) {
                asked.append(request.path("body")).append('\n');
            }
        }
        return asked.toString();
    }
}
