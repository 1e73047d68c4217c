/** Incidents as operators and other agents see them. */
@NullMarked
package io.cemfleet.orchestrator.view;

import org.jspecify.annotations.NullMarked;
