/**
 * Reads the topology as the controller reports it, maps it to the fleet's own names, and holds the newest version. A
 * proposed change: docs/adr/0014-one-reader-and-waves.md.
 */
@NullMarked
package io.cemfleet.cnc.topology;

import org.jspecify.annotations.NullMarked;
