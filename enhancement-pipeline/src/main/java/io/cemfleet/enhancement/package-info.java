/**
 * The enhancement pipeline: receives service desk tickets, gathers context about each, and writes it into the ticket.
 */
@NullMarked
package io.cemfleet.enhancement;

import org.jspecify.annotations.NullMarked;
