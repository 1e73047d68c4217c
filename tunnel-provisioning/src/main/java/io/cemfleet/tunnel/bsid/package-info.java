/** Allocation of unique numbers: binding SIDs of a head-end, and the fleet's colours. */
@NullMarked
package io.cemfleet.tunnel.bsid;

import org.jspecify.annotations.NullMarked;
