package io.cemfleet.enhancement.job;

import io.cemfleet.enhancement.stage.TicketPriority;
import java.util.UUID;

/**
 * A job that a worker has claimed.
 *
 * @param attempt 1 for the first
 * @param worker whose job it is, until its lease ends
 */
record ClaimedJob(
        UUID jobId,
        String tenantId,
        String ticketId,
        UUID correlationId,
        String traceId,
        TicketPriority priority,
        int attempt,
        String worker) {}
