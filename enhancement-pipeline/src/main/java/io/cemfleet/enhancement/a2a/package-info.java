/** The task that others send: enhance this ticket. */
@NullMarked
package io.cemfleet.enhancement.a2a;

import org.jspecify.annotations.NullMarked;
