/** Tickets as people see them, made from the messages that come in; in whatever order they come. */
@NullMarked
package io.cemfleet.io.ticket;

import org.jspecify.annotations.NullMarked;
