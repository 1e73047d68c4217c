/** The operators' controls, and the gate that every write passes in the transaction that reserves it. */
@NullMarked
package io.cemfleet.tunnel.control;

import org.jspecify.annotations.NullMarked;
