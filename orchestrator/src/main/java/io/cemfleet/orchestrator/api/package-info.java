/** Incidents over HTTP for people: the list, one of them, and what may be done to it. */
@NullMarked
package io.cemfleet.orchestrator.api;

import org.jspecify.annotations.NullMarked;
