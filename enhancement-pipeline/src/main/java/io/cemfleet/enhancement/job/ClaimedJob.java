package io.cemfleet.enhancement.job;

import io.cemfleet.enhancement.pipeline.TicketPriority;
import java.util.UUID;

/** A job that this worker has claimed. @param attempt 1 for the first */
record ClaimedJob(
        UUID jobId,
        String tenantId,
        String ticketId,
        UUID correlationId,
        String traceId,
        TicketPriority priority,
        int attempt) {}
