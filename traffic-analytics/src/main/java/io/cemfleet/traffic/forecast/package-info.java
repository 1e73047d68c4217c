/** A link's trend and season, and how sure they are. Pure functions of samples. */
@NullMarked
package io.cemfleet.traffic.forecast;

import org.jspecify.annotations.NullMarked;
