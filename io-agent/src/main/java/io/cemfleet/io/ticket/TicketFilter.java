package io.cemfleet.io.ticket;

import org.jspecify.annotations.Nullable;

/**
 * Which tickets; null means any.
 *
 * @param status a status, {@code open} for all that are not closed, or {@code waiting} for those that need a
 *     person
 * @param q words to be found in id, summary, links or tunnels
 * @param below only tickets older than this number
 */
record TicketFilter(
        @Nullable String status, @Nullable String severity, @Nullable String tier, @Nullable String q, long below) {}
