/** The one list of the fleet's processes, the environment each gets, and how they are started and stopped. */
@NullMarked
package io.cemfleet.launcher.agents;

import org.jspecify.annotations.NullMarked;
