/** Cisco CNC behind the port: NSO for configuration, COE for the state of the network and the dry run. */
@NullMarked
package io.cemfleet.tunnel.southbound.cnc;

import org.jspecify.annotations.NullMarked;
