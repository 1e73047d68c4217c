/**
 * The demand matrix, and the share of the measured load that it explains. Pure functions of one reading of the
 * network.
 */
@NullMarked
package io.cemfleet.traffic.demand;

import org.jspecify.annotations.NullMarked;
