package io.cemfleet.enhancement.stage;

import java.time.Instant;

/** The history of resolved tickets, with which later tickets are compared. */
public interface ResolvedTicketHistory {

    /** Stores a resolved ticket; the same ticket again replaces the earlier one. */
    void learned(String tenantId, String ticketId, String title, String text, String resolution, Instant resolvedAt);
}
