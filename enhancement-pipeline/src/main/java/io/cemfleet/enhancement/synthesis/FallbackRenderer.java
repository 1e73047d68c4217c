package io.cemfleet.enhancement.synthesis;

import io.cemfleet.enhancement.privacy.PersonalDataMasker;
import io.cemfleet.enhancement.privacy.PlainText;
import io.cemfleet.enhancement.stage.InventorySystem;
import io.cemfleet.enhancement.stage.KnowledgeArticle;
import io.cemfleet.enhancement.stage.NetworkIncident;
import io.cemfleet.enhancement.stage.SimilarTicket;
import io.cemfleet.enhancement.stage.SourceError;
import io.cemfleet.enhancement.stage.TicketContext;
import java.util.List;
import java.util.function.Function;

/**
 * Renders the text without AI: the same facts as a list, in a fixed form. Sections without an entry are left out. Texts
 * of others show no personal data that the ticket itself does not contain.
 */
final class FallbackRenderer {
    private static final String HEADING = "## Enhancement Context (Generated Without AI)";
    private static final int LINE = 400;

    private FallbackRenderer() {}

    /** @param masks those of the ticket */
    static String of(TicketContext context, PersonalDataMasker masks) {
        StringBuilder text = new StringBuilder(HEADING);
        section(text, "Similar Tickets", context.similarTickets(), ticket -> line(ticket, masks));
        section(text, "IP Cross-Reference", context.systems(), FallbackRenderer::line);
        section(text, "Knowledge Base Articles", context.articles(), article -> line(article, masks));
        section(text, "Network Incidents", context.incidents(), FallbackRenderer::line);
        if (text.length() == HEADING.length()) {
            text.append("\n\nNothing related was found.");
        }
        section(text, "Errors", context.errors(), FallbackRenderer::line);
        return text.toString();
    }

    private static <T> void section(StringBuilder text, String title, List<T> entries, Function<T, String> line) {
        if (entries.isEmpty()) {
            return;
        }
        text.append("\n\n### ")
                .append(title)
                .append(" (")
                .append(entries.size())
                .append(')');
        entries.forEach(entry -> text.append("\n- ").append(oneLine(line.apply(entry))));
    }

    private static String oneLine(String line) {
        String plain = PlainText.visible(line).replaceAll("\\s+", " ").strip();
        return plain.length() <= LINE ? plain : plain.substring(0, LINE - 1) + "…";
    }

    private static String line(SimilarTicket ticket, PersonalDataMasker masks) {
        return "**" + ticket.ticketId() + "**: " + masks.shown(ticket.title());
    }

    private static String line(InventorySystem system) {
        return system.hostname()
                + (system.ipAddress() == null ? "" : " (" + system.ipAddress() + ")")
                + (system.role() == null ? "" : " [" + system.role() + " role]")
                + (system.lastSeen() == null ? "" : " last seen " + system.lastSeen());
    }

    private static String line(KnowledgeArticle article, PersonalDataMasker masks) {
        return "**" + masks.shown(article.title()) + "** (KB " + article.id() + ")"
                + (article.url() == null ? "" : " " + article.url());
    }

    private static String line(NetworkIncident incident) {
        return "**" + incident.incidentId() + "** (" + incident.status() + ", " + incident.severity() + "): "
                + incident.summary() + " " + incident.doing();
    }

    private static String line(SourceError error) {
        return error.nodeName() + ": " + error.message();
    }
}
