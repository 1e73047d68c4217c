/**
 * The one list of the fleet's processes, the environment each gets, and how they are started and stopped. The decision
 * behind it: docs/adr/0007-aot-cache-by-rehearsal.md.
 */
@NullMarked
package io.cemfleet.launcher.agents;

import org.jspecify.annotations.NullMarked;
