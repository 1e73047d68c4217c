/** Task handlers: JSON to commands, nothing else. */
@NullMarked
package io.cemfleet.orchestrator.a2a;

import org.jspecify.annotations.NullMarked;
