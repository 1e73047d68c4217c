package io.cemfleet.launcher.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Reads the io-agent's tickets as an operator. */
public final class TicketClient {
    private final JsonHttpClient http;
    private final String base;

    public TicketClient(JsonHttpClient http, String base) {
        this.http = http;
        this.base = base;
    }

    /** The tickets that are still open. */
    public Set<String> open() {
        var open = new TreeSet<String>();
        for (JsonNode ticket : newest()) {
            if (!ticket.path("status").asText().equals("closed")) {
                open.add(ticket.path("incident_id").asText());
            }
        }
        return open;
    }

    /** The links of tickets that are still open. */
    public Set<String> linksInTrouble() {
        var links = new HashSet<String>();
        for (JsonNode ticket : newest()) {
            if (!ticket.path("status").asText().equals("closed")) {
                ticket(ticket.path("incident_id").asText())
                        .path("degraded_links")
                        .forEach(link -> links.add(link.asText()));
            }
        }
        return links;
    }

    /** The ticket about a link that was opened after a moment; empty if there is none yet. */
    public Optional<String> openedSince(Instant moment, String link) {
        return allSince(moment, link).stream().findFirst();
    }

    /** The tickets about a link that were opened after a moment, newest first. */
    public List<String> allSince(Instant moment, String link) {
        var found = new ArrayList<String>();
        for (JsonNode item : newest()) {
            if (!Instant.parse(item.path("created_at").asText()).isBefore(moment)) {
                String id = item.path("incident_id").asText();
                JsonNode ticket = ticket(id);
                if (names(ticket.path("degraded_links"), link) || mentions(ticket, link)) {
                    found.add(id);
                }
            }
        }
        return found;
    }

    public JsonNode ticket(String id) {
        return http.get(base + "/api/tickets/" + id);
    }

    private List<JsonNode> newest() {
        var items = new ArrayList<JsonNode>();
        http.get(base + "/api/tickets").path("items").forEach(items::add);
        return items;
    }

    /** A ticket may open with candidates only, before the degraded link is confirmed. */
    private static boolean mentions(JsonNode ticket, String link) {
        for (JsonNode update : ticket.path("updates")) {
            if (names(update.path("payload").path("degraded_links"), link)
                    || names(update.path("payload").path("details").path("degraded_links"), link)
                    || names(update.path("payload").path("details").path("ambiguous_links"), link)) {
                return true;
            }
        }
        return false;
    }

    private static boolean names(JsonNode links, String link) {
        for (JsonNode one : links) {
            if (one.asText().equals(link)) {
                return true;
            }
        }
        return false;
    }
}
