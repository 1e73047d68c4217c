/** Incidents over HTTP for operators: the list, one incident, and commands. */
@NullMarked
package io.cemfleet.orchestrator.api;

import org.jspecify.annotations.NullMarked;
