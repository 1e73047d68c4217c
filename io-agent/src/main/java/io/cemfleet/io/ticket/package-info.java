/** Tickets as the console shows them, built from incoming messages in any order. */
@NullMarked
package io.cemfleet.io.ticket;

import org.jspecify.annotations.NullMarked;
