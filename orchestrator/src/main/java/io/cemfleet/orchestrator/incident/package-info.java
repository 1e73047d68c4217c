/** Incidents and their protections: states, legal transitions, facts and intents. No framework code. */
@NullMarked
package io.cemfleet.orchestrator.incident;

import org.jspecify.annotations.NullMarked;
