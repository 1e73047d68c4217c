/** A link's trend and season, and their uncertainty. Pure functions of samples. */
@NullMarked
package io.cemfleet.traffic.forecast;

import org.jspecify.annotations.NullMarked;
