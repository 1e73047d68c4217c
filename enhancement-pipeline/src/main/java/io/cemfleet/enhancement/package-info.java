/** The enhancement pipeline: receives service desk tickets, gathers what is known, and writes it into the ticket. */
@NullMarked
package io.cemfleet.enhancement;

import org.jspecify.annotations.NullMarked;
