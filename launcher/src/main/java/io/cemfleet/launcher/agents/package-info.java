/**
 * The roster of the fleet's processes, the environment of each, and their start and stop. The decision behind it:
 * docs/adr/0007-aot-cache-by-rehearsal.md.
 */
@NullMarked
package io.cemfleet.launcher.agents;

import org.jspecify.annotations.NullMarked;
