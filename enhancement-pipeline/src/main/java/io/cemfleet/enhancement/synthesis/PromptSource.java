package io.cemfleet.enhancement.synthesis;

import io.cemfleet.enhancement.privacy.PlainText;
import io.cemfleet.enhancement.stage.InventorySystem;
import io.cemfleet.enhancement.stage.KnowledgeArticle;
import io.cemfleet.enhancement.stage.NetworkIncident;
import io.cemfleet.enhancement.stage.PipelineTicket;
import io.cemfleet.enhancement.stage.SimilarTicket;
import io.cemfleet.enhancement.stage.TicketContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A source as the model sees it.
 *
 * @param label what it is cited by: R1 for the ticket itself, T1, K1, S1, N1
 * @param name the name that users know, which the note shows
 * @param text its content
 */
record PromptSource(String label, String name, String text) {
    private static final String TICKET = "R1";

    /** The ticket, then its context. */
    static List<PromptSource> of(PipelineTicket ticket, TicketContext context) {
        List<PromptSource> sources = new ArrayList<>();
        sources.add(new PromptSource(TICKET, ticket.ticketId(), PlainText.of(ticket.description())));
        int number = 1;
        for (NetworkIncident incident : context.incidents()) {
            sources.add(new PromptSource("N" + number++, incident.incidentId(), text(incident)));
        }
        number = 1;
        for (SimilarTicket similar : context.similarTickets()) {
            sources.add(new PromptSource("T" + number++, similar.ticketId(), text(similar)));
        }
        number = 1;
        for (KnowledgeArticle article : context.articles()) {
            sources.add(new PromptSource("K" + number++, "KB " + article.id(), text(article)));
        }
        number = 1;
        for (InventorySystem system : context.systems()) {
            sources.add(new PromptSource("S" + number++, system.hostname(), text(system)));
        }
        return sources;
    }

    boolean isTicket() {
        return label.equals(TICKET);
    }

    private static String text(NetworkIncident incident) {
        return lines(
                "network incident, " + incident.status() + ", severity " + incident.severity(),
                "summary: " + incident.summary(),
                "being done: " + incident.doing(),
                incident.services().isEmpty() ? "" : "services: " + String.join(", ", incident.services()));
    }

    private static String text(SimilarTicket ticket) {
        return lines(
                "similar ticket, solved before",
                "title: " + ticket.title(),
                "text: " + ticket.excerpt(),
                ticket.resolution() == null ? "" : "resolution: " + ticket.resolution());
    }

    private static String text(KnowledgeArticle article) {
        return lines("knowledge base article", "title: " + article.title(), "text: " + article.excerpt());
    }

    private static String text(InventorySystem system) {
        return lines(
                "system: " + system.hostname(),
                system.ipAddress() == null ? "" : "address: " + system.ipAddress(),
                system.role() == null ? "" : "role: " + system.role(),
                system.lastSeen() == null ? "" : "last seen: " + system.lastSeen());
    }

    private static String lines(String... lines) {
        return Stream.of(lines)
                .filter(Objects::nonNull)
                .filter(line -> !line.isEmpty())
                .collect(Collectors.joining("\n"));
    }
}
