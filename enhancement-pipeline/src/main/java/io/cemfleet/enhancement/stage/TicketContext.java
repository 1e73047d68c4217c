package io.cemfleet.enhancement.stage;

import java.util.List;

/**
 * The context of a ticket, as far as the sources answered.
 *
 * @param nodesSuccess sources that answered, also with nothing
 * @param nodesFailed sources that did not
 */
public record TicketContext(
        List<SimilarTicket> similarTickets,
        List<KnowledgeArticle> articles,
        List<InventorySystem> systems,
        List<NetworkIncident> incidents,
        List<SourceError> errors,
        int nodesSuccess,
        int nodesFailed) {

    public TicketContext {
        similarTickets = List.copyOf(similarTickets);
        articles = List.copyOf(articles);
        systems = List.copyOf(systems);
        incidents = List.copyOf(incidents);
        errors = List.copyOf(errors);
    }

    /** An empty context, because of this error. */
    public static TicketContext failed(SourceError error) {
        return new TicketContext(List.of(), List.of(), List.of(), List.of(), List.of(error), 0, 1);
    }
}
