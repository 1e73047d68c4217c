package io.cemfleet.launcher.tickets;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The result of a ticket's enhancement.
 *
 * @param entry of the pipeline's history, with text and sources; empty when there is none
 * @param notes that the ticket carries, as HTML
 */
record EnhancedTicketResult(LabServiceDesk.OpenedTicket ticket, JsonNode entry, List<String> notes) {
    EnhancedTicketResult {
        notes = List.copyOf(notes);
    }

    boolean byAi() {
        return entry.path("by_ai").asBoolean(false);
    }

    /** The only note as the text that a technician sees; empty when there is not exactly one. */
    String note() {
        return notes.size() == 1 ? text(notes.getFirst()) : "";
    }

    boolean cites(String source) {
        return note().contains("[" + source) || note().contains(", " + source + "]");
    }

    /**
     * The problems, as text; empty when the ticket has exactly one note, that of the fleet, and the history says
     * completed.
     */
    List<String> complaints() {
        var complaints = new ArrayList<String>();
        String status = entry.path("status").asText("unknown");
        if (!ticket.taken()) {
            complaints.add(ticket.number() + ": the webhook was answered " + ticket.answer());
        }
        if (!status.equals("completed")) {
            complaints.add(ticket.number() + " is " + status + ": "
                    + entry.path("error_message").asText("no reason given"));
        }
        if (notes.size() != 1) {
            complaints.add(ticket.number() + " carries " + notes.size() + " notes");
        } else if (!note().contains(
                        "Correlation ID: " + entry.path("correlation_id").asText("none"))) {
            complaints.add(ticket.number() + " carries a note of another enhancement");
        }
        return complaints;
    }

    static String heading() {
        return String.format(
                Locale.ROOT,
                "   %-8s %-17s %-9s %-10s %8s  %-34s %-24s %s",
                "ticket",
                "kind",
                "priority",
                "status",
                "took",
                "similar, articles, systems, incidents",
                "text by",
                "note");
    }

    String line() {
        return String.format(
                Locale.ROOT,
                "   %-8s %-17s %-9s %-10s %6.2f s  %7d  %8d  %7d  %9d  %-24s %d characters",
                ticket.number(),
                ticket.sample().kind(),
                ticket.sample().priority(),
                entry.path("status").asText("unknown"),
                took().toMillis() / 1000.0,
                found("similar_tickets"),
                found("articles"),
                found("systems"),
                found("incidents"),
                byAi() ? entry.path("llm_model").asText() : "without AI",
                note().length());
    }

    private int found(String source) {
        return entry.path("sources").path(source).size();
    }

    /** The time from the webhook to the end in the history, else until now. */
    private Duration took() {
        return Duration.between(
                ticket.announcedAt(),
                entry.hasNonNull("completed_at")
                        ? Instant.parse(entry.path("completed_at").asText())
                        : Instant.now());
    }

    private static String text(String html) {
        return html.replaceAll("<br ?/?>\\s*", "\n")
                .replaceAll("<[^>]*>", "")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&#39;", "'")
                .replace("&amp;", "&");
    }
}
