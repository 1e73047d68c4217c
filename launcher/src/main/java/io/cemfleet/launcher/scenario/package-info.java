/**
 * The scenarios: the lab disturbs the network; the script does what operators do, through the agents' public APIs, and
 * checks the end.
 */
@NullMarked
package io.cemfleet.launcher.scenario;

import org.jspecify.annotations.NullMarked;
