/** A link's trend and how sure it is. Pure functions of samples. */
@NullMarked
package io.cemfleet.traffic.forecast;

import org.jspecify.annotations.NullMarked;
