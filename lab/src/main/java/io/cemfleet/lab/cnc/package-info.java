/**
 * The CNC simulator: Crosswork's sessions, topology, SR policies, NSO service models, service inventory, measurements
 * and alarms over the simulated network, with the peculiarities of a live system. It is a separate servlet beside
 * Spring MVC, because keys in its addresses hold encoded slashes, colons and commas.
 */
@NullMarked
package io.cemfleet.lab.cnc;

import org.jspecify.annotations.NullMarked;
