/**
 * Background work. Waits are rows of db-scheduler, which is woken right after the commit that made the row; other work is
 * claimed and dispatched in a loop; threads end without breaking their database connections.
 */
@NullMarked
package io.cemfleet.runtime.schedule;

import org.jspecify.annotations.NullMarked;
