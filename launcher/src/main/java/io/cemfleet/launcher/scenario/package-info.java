/**
 * The scenarios: the lab lets something happen in the network, this side does what operators do, through the agents'
 * public APIs, and checks how it ends.
 */
@NullMarked
package io.cemfleet.launcher.scenario;

import org.jspecify.annotations.NullMarked;
