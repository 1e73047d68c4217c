/**
 * The network's own vocabulary, which all agents share: immutable records without a framework, a wire or a clock. The
 * module common-cnc reads them from a controller.
 */
@NullMarked
package io.cemfleet.network;

import org.jspecify.annotations.NullMarked;
