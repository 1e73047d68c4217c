/** Task handlers: they map JSON to commands, and do nothing else. */
@NullMarked
package io.cemfleet.correlator.tasks;

import org.jspecify.annotations.NullMarked;
