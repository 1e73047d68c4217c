/** What an incident and its protections are: states, legal transitions, facts and intents. Knows no framework. */
@NullMarked
package io.cemfleet.orchestrator.incident;

import org.jspecify.annotations.NullMarked;
