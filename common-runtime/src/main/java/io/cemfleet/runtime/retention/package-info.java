/** Retention: each agent declares a lifetime for each of its tables, and one recurring task removes expired rows. */
@NullMarked
package io.cemfleet.runtime.retention;

import org.jspecify.annotations.NullMarked;
