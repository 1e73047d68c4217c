/**
 * Distinguishes congestion that the fleet's own tunnels cause from faults of the network. The decision behind it:
 * docs/adr/0008-own-congestion-is-stamped.md.
 */
@NullMarked
package io.cemfleet.correlator.congestion;

import org.jspecify.annotations.NullMarked;
