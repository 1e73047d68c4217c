/** The flow of an incident through its phases: what a fact or an answer means, what is done next, what is said. */
@NullMarked
package io.cemfleet.orchestrator.flow;

import org.jspecify.annotations.NullMarked;
