/** Incidents over HTTP for people: the list, one incident, and commands. */
@NullMarked
package io.cemfleet.orchestrator.api;

import org.jspecify.annotations.NullMarked;
