/** How long each row is kept: each agent declares a lifetime for each of its tables, one recurring task removes the rest. */
@NullMarked
package io.cemfleet.a2a.retention;

import org.jspecify.annotations.NullMarked;
