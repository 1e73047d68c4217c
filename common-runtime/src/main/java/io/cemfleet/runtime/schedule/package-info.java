/**
 * Waits as rows: db-scheduler, woken right after the commit that made the row; and the end of threads that work beside
 * requests.
 */
@NullMarked
package io.cemfleet.runtime.schedule;

import org.jspecify.annotations.NullMarked;
