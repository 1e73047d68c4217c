/** The port to the controller: what a tunnel needs of the network, in the tunnel's own words. */
@NullMarked
package io.cemfleet.tunnel.southbound;

import org.jspecify.annotations.NullMarked;
