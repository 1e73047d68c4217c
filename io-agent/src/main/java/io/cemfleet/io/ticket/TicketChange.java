package io.cemfleet.io.ticket;

import java.time.Instant;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What a message changes.
 *
 * @param incidentId null where the message belongs to no incident
 * @param fold applied to the ticket before the message
 */
public record TicketChange(@Nullable String incidentId, Instant at, UnaryOperator<IncidentTicket> fold) {}
