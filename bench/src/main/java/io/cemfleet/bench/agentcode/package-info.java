/** Runs a program of the bench on the class path of an agent, in a process of its own. */
@NullMarked
package io.cemfleet.bench.agentcode;

import org.jspecify.annotations.NullMarked;
