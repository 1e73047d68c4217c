/** The orchestrator's tables in Postgres: incidents, protections, facts, intents, history. */
@NullMarked
package io.cemfleet.orchestrator.store;

import org.jspecify.annotations.NullMarked;
