/** The only writer to the network: protection tunnels, steering, weights. */
@NullMarked
package io.cemfleet.tunnel;

import org.jspecify.annotations.NullMarked;
