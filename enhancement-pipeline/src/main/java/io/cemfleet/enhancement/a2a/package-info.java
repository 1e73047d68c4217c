/** The task {@code enhance_ticket}. */
@NullMarked
package io.cemfleet.enhancement.a2a;

import org.jspecify.annotations.NullMarked;
