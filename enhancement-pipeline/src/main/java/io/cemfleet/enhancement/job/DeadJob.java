package io.cemfleet.enhancement.job;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A job that was given up, as operators see it.
 *
 * @param position its place in the list of dead jobs
 */
record DeadJob(
        long position,
        UUID jobId,
        String tenantId,
        String ticketId,
        UUID correlationId,
        int attempts,
        @Nullable String reason,
        Instant queuedAt,
        Instant settledAt) {}
