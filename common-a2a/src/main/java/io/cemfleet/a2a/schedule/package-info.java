/** Waits as rows: db-scheduler, woken right after the commit that made the row. */
@NullMarked
package io.cemfleet.a2a.schedule;

import org.jspecify.annotations.NullMarked;
