package io.cemfleet.enhancement.job;

import java.util.List;

/**
 * How the pipeline came to know a ticket.
 *
 * @param occasion the occasion on which the ticket was discovered
 * @param texts fingerprints of that text, one for each form in which an interface may send it; none: the text is not
 *     known
 * @param otherName the name that the ticket goes by beside its id; empty when there is none
 */
public record TicketDiscovery(DiscoveryReason occasion, List<String> texts, String otherName) {

    public TicketDiscovery {
        texts = List.copyOf(texts);
    }

    /** Why a ticket is considered. */
    public enum DiscoveryReason {
        /** Its own text arrived: a changed text is a reason to enhance it again. */
        TEXT,
        /** It is only named, or found at the service desk: a reason as long as it is unknown. */
        MENTION,
        /** Someone requests the enhancement, regardless of earlier ones. */
        FORCED
    }
}
