/** Own tunnels held against the network: what was left behind is cleaned, what should not be is told. */
@NullMarked
package io.cemfleet.tunnel.reconcile;

import org.jspecify.annotations.NullMarked;
