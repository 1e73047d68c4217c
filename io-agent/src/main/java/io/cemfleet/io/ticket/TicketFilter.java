package io.cemfleet.io.ticket;

import org.jspecify.annotations.Nullable;

/**
 * The conditions of a list of tickets; null means any.
 *
 * @param status a status, {@code open} for all that are not closed, or {@code waiting} for those that need an operator
 * @param q words to be found in id, summary, links or tunnels
 * @param below only tickets older than this number
 */
record TicketFilter(
        @Nullable String status, @Nullable String severity, @Nullable String tier, @Nullable String q, long below) {}
