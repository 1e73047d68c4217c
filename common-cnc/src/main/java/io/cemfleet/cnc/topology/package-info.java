/**
 * The network as the controller reports it: an immutable snapshot of routers and links under the fleet's names, and
 * the holder that keeps the newest one.
 */
@NullMarked
package io.cemfleet.cnc.topology;

import org.jspecify.annotations.NullMarked;
