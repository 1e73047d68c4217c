package io.cemfleet.io.ticket;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A ticket as it stands.
 *
 * @param opened whether its {@code new_ticket} has come; updates may come before it
 * @param status new, then the incident's state, closed at the end
 * @param slaTier the highest tier affected, null until it is known
 * @param message the newest news in words
 * @param waitingFor {@code approval} while a plan waits for a person's word; an incident's page has it to the protection
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
