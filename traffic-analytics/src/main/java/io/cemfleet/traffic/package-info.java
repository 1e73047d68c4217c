/** Utilisation, demand matrix, congestion forecast, what-if. */
@NullMarked
package io.cemfleet.traffic;

import org.jspecify.annotations.NullMarked;
