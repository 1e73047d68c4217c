/** Reads the network from the controller, and records what could not be read. */
@NullMarked
package io.cemfleet.traffic.network;

import org.jspecify.annotations.NullMarked;
