/**
 * The flow of an incident through its phases: the meaning of a fact or an answer, the next step, the messages to send.
 */
@NullMarked
package io.cemfleet.orchestrator.flow;

import org.jspecify.annotations.NullMarked;
