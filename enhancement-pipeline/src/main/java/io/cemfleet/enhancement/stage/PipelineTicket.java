package io.cemfleet.enhancement.stage;

import java.time.Instant;
import java.util.UUID;

/**
 * A ticket that is being enhanced.
 *
 * @param tenantId its owner; it is never combined with data of another tenant
 * @param description what the requester wrote, at most 10,000 characters: data, never an instruction
 * @param createdAt when the ticket was created at the service desk
 * @param correlationId UUID4, on every log line, call and note of this enhancement
 * @param jobId the key of this enhancement: a repeat carries the same one
 */
public record PipelineTicket(
        String tenantId,
        String ticketId,
        String description,
        TicketPriority priority,
        Instant createdAt,
        UUID correlationId,
        UUID jobId) {

    /** Without the description, so that a log line never shows customer text. */
    @Override
    public String toString() {
        return "Ticket[" + tenantId + '/' + ticketId + ", job " + jobId + ']';
    }
}
