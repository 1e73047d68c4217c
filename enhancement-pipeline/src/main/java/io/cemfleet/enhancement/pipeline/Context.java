package io.cemfleet.enhancement.pipeline;

import java.util.List;

/**
 * What is known about a ticket, as far as the sources answered.
 *
 * @param nodesSuccess sources that answered, also with nothing
 * @param nodesFailed sources that did not
 */
public record Context(
        List<SimilarTicket> similarTickets,
        List<Article> articles,
        List<SystemInfo> systems,
        List<NetworkIncident> incidents,
        List<NodeError> errors,
        int nodesSuccess,
        int nodesFailed) {

    public Context {
        similarTickets = List.copyOf(similarTickets);
        articles = List.copyOf(articles);
        systems = List.copyOf(systems);
        incidents = List.copyOf(incidents);
        errors = List.copyOf(errors);
    }

    /** Nothing, because of this error. */
    public static Context failed(NodeError error) {
        return new Context(List.of(), List.of(), List.of(), List.of(), List.of(error), 0, 1);
    }
}
