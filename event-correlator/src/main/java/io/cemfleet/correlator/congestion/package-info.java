/** Tells congestion that the fleet's own tunnels cause from faults of the network. */
@NullMarked
package io.cemfleet.correlator.congestion;

import org.jspecify.annotations.NullMarked;
