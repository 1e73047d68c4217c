/** The closed loop, end to end, on real parts. */
@NullMarked
package io.cemfleet.e2e.loop;

import org.jspecify.annotations.NullMarked;
