/** The enhancement pipeline: takes tickets of a service desk, finds what is known, and writes it into the ticket. */
@NullMarked
package io.cemfleet.enhancement;

import org.jspecify.annotations.NullMarked;
