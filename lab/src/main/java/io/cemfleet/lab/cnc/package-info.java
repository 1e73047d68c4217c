/**
 * The CNC face: Crosswork's sessions, topology, SR policies, NSO service models, service inventory, measurements and
 * alarms over the simulated network, with the quirks that a live system has. It stands beside Spring MVC as a servlet
 * of its own, because keys in its addresses hold encoded slashes, colons and commas.
 */
@NullMarked
package io.cemfleet.lab.cnc;

import org.jspecify.annotations.NullMarked;
