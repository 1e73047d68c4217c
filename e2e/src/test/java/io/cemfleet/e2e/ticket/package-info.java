/** The enhancement pipeline in the whole fleet: from the service desk's webhook to the note in its ticket. */
@NullMarked
package io.cemfleet.e2e.ticket;

import org.jspecify.annotations.NullMarked;
