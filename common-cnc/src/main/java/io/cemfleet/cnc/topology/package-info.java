/**
 * The network as the controller reports it: an immutable snapshot of routers and links under the fleet's names, and
 * the holder that keeps the newest one. A proposed change: docs/adr/0014-one-reader-and-waves.md.
 */
@NullMarked
package io.cemfleet.cnc.topology;

import org.jspecify.annotations.NullMarked;
