/** The port to the controller: what a tunnel needs from the network, in the tunnel's own terms. */
@NullMarked
package io.cemfleet.tunnel.southbound;

import org.jspecify.annotations.NullMarked;
