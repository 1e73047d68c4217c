/** The orchestrator: the durable state machines of incidents and their protections. */
@NullMarked
package io.cemfleet.orchestrator;

import org.jspecify.annotations.NullMarked;
