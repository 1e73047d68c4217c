/** How full links would be after a failure or a shift. Pure functions of one picture and its matrix. */
@NullMarked
package io.cemfleet.traffic.whatif;

import org.jspecify.annotations.NullMarked;
