package io.cemfleet.enhancement.similarity;

import java.time.Instant;

/** A solved ticket, its texts without markup. */
record ResolvedTicket(
        String ticketId, String title, String body, String resolution, Instant resolvedAt, Instant learnedAt) {

    String searched() {
        return title + "\n" + body;
    }
}
