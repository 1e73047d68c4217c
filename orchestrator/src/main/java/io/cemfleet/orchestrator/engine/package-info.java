/** Drives incidents: intent, call, outcome, each with its own commit; facts in between; every wait is a row. */
@NullMarked
package io.cemfleet.orchestrator.engine;

import org.jspecify.annotations.NullMarked;
