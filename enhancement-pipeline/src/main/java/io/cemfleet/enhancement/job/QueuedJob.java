package io.cemfleet.enhancement.job;

import io.cemfleet.enhancement.stage.TicketPriority;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/**
 * A job as it is stored in Kafka.
 *
 * @param timestamp when it was queued
 * @param createdAt when the ticket was created
 */
public record QueuedJob(
        UUID jobId,
        String ticketId,
        String tenantId,
        String description,
        TicketPriority priority,
        Instant timestamp,
        Instant createdAt,
        UUID correlationId) {

    public QueuedJob {
        Objects.requireNonNull(jobId, "job_id");
        Objects.requireNonNull(ticketId, "ticket_id");
        Objects.requireNonNull(tenantId, "tenant_id");
        Objects.requireNonNull(description, "description");
        Objects.requireNonNull(priority, "priority");
        Objects.requireNonNull(timestamp, "timestamp");
        Objects.requireNonNull(createdAt, "created_at");
        Objects.requireNonNull(correlationId, "correlation_id");
    }

    /** Records of one ticket stay in order. */
    public String key() {
        return tenantId + ':' + ticketId;
    }

    /** Without the description, so that a log line never shows customer text. */
    @Override
    public String toString() {
        return "QueuedJob[" + jobId + ", " + key() + ']';
    }
}
