/** The demand matrix: who sends how much to whom, and how much of the measured load that explains. Pure functions of one picture. */
@NullMarked
package io.cemfleet.traffic.demand;

import org.jspecify.annotations.NullMarked;
