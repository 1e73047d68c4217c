package io.cemfleet.enhancement.pipeline;

import java.time.Instant;

/** The history of solved tickets, which later tickets are compared with. */
public interface ResolvedTicketHistory {

    /** Takes a solved ticket in; the same ticket again replaces what was known of it. */
    void learned(String tenantId, String ticketId, String title, String text, String resolution, Instant resolvedAt);
}
