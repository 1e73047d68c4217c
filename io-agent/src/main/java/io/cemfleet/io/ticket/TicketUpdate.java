package io.cemfleet.io.ticket;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.UUID;

/**
 * A message about a ticket, verbatim.
 *
 * @param position among all updates of all tickets; the id of its server-sent event
 * @param sequence among the updates of its ticket, by arrival
 */
public record TicketUpdate(
        @JsonIgnore long position,
        @JsonIgnore String incidentId,
        int sequence,
        UUID taskId,
        String taskType,
        JsonNode payload,
        Instant receivedAt) {}
