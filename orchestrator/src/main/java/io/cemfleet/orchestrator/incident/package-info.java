/** Incidents and their protections: states, legal transitions, facts and intents. Knows no framework. */
@NullMarked
package io.cemfleet.orchestrator.incident;

import org.jspecify.annotations.NullMarked;
