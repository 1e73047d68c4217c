/**
 * The network's own vocabulary, which all agents share: immutable records without a framework, a wire or a clock. Who
 * reads them from a controller is in common-cnc.
 */
@NullMarked
package io.cemfleet.network;

import org.jspecify.annotations.NullMarked;
