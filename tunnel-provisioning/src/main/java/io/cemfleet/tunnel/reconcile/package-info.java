/** The fleet's tunnels compared with the network: remains are removed, differences reported. */
@NullMarked
package io.cemfleet.tunnel.reconcile;

import org.jspecify.annotations.NullMarked;
