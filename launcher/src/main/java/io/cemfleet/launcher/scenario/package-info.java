/**
 * The scenarios: the lab disturbs the network; the script sends operator commands to the agents' public APIs and checks
 * the end.
 */
@NullMarked
package io.cemfleet.launcher.scenario;

import org.jspecify.annotations.NullMarked;
