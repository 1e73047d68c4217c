package io.cemfleet.io.ticket;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The present state of an incident's ticket.
 *
 * @param opened whether its {@code new_ticket} has come; updates may come before it
 * @param status new, then the incident's state, closed at the end
 * @param slaTier the highest tier affected, null until it is known
 * @param message the newest report as text
 * @param waitingFor {@code approval} while a plan waits for an operator's approval; an incident's page shows it for
 *     each protection
 */
public record IncidentTicket(
        @JsonIgnore long number,
        String incidentId,
        boolean opened,
        String status,
        String phase,
        @Nullable String severity,
        @Nullable String slaTier,
        String summary,
        String message,
        List<String> degradedLinks,
        Map<String, Integer> servicesByTier,
        @Nullable Integer totalAffected,
        List<String> tunnelIds,
        @Nullable String resolution,
        @Nullable Long durationSeconds,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Instant closedAt,
        @Nullable String waitingFor) {}
