package io.cemfleet.enhancement.job;

import java.util.List;

/**
 * How a ticket came to be known.
 *
 * @param occasion what this says about the ticket's own text
 * @param texts fingerprints of that text, each a way in which a door may write the same; none: it is not known
 * @param otherName the name that the ticket goes by beside its id; empty when there is none
 */
public record TicketDiscovery(DiscoveryReason occasion, List<String> texts, String otherName) {

    public TicketDiscovery {
        texts = List.copyOf(texts);
    }

    /** Why a ticket is looked at. */
    public enum DiscoveryReason {
        /** Its own text is told: new words are a reason to enhance it again. */
        TEXT,
        /** It is only named, or found at the service desk: a reason as long as it is unknown. */
        MENTION,
        /** Somebody wants it enhanced, whatever was done before. */
        FORCED
    }
}
