package io.cemfleet.io.ticket;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.cemfleet.a2a.contract.IncidentState;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The present state of an incident's ticket. In JSON the nested values are flat.
 *
 * @param number rises with each new ticket
 * @param waitingFor {@code approval} while a plan waits for an operator's approval; an incident's page shows it for
 *     each protection
 */
public record IncidentTicket(
        @JsonIgnore long number,
        String incidentId,
        @JsonUnwrapped Progress progress,
        @JsonUnwrapped Description description,
        @JsonUnwrapped Impact impact,
        @JsonUnwrapped Outcome outcome,
        @JsonUnwrapped Times times,
        @Nullable String waitingFor) {
    /**
     * How far the incident is.
     *
     * @param opened whether its {@code new_ticket} has come; updates may come before it
     * @param status new, then the incident's state, closed at the end
     */
    record Progress(boolean opened, String status, String phase) {
        Progress open(String initialStatus) {
            return new Progress(true, initialStatus, phase);
        }

        Progress at(String newStatus, String newPhase) {
            return new Progress(opened, newStatus, newPhase);
        }
    }

    /**
     * What the incident is, in words.
     *
     * @param slaTier the highest tier affected, null until it is known
     * @param message the newest report as text, empty before the first
     */
    record Description(@Nullable String severity, @Nullable String slaTier, String summary, String message) {
        Description saying(String newest) {
            return new Description(severity, slaTier, summary, newest);
        }
    }

    /** What the incident touches. */
    record Impact(
            List<String> degradedLinks,
            Map<String, Integer> servicesByTier,
            @Nullable Integer totalAffected,
            List<String> tunnelIds) {}

    /** How the incident ended; both null while it is open. */
    record Outcome(@Nullable String resolution, @Nullable Long durationSeconds) {
        static final Outcome OPEN = new Outcome(null, null);
    }

    record Times(Instant createdAt, Instant updatedAt, @Nullable Instant closedAt) {
        /** A late message does not set the time of the last update back. */
        Times updated(Instant at) {
            return new Times(createdAt, at.isAfter(updatedAt) ? at : updatedAt, closedAt);
        }
    }

    /** A ticket about which nothing is known yet. */
    static IncidentTicket blank(String incidentId, Instant at) {
        return new IncidentTicket(
                0,
                incidentId,
                new Progress(false, "new", "1"),
                new Description(null, null, incidentId, ""),
                new Impact(List.of(), Map.of(), null, List.of()),
                Outcome.OPEN,
                new Times(at, at, null),
                null);
    }

    boolean closed() {
        return progress.status().equals(IncidentState.CLOSED.wire());
    }
}
