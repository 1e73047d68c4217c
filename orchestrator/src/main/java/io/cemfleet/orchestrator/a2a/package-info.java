/** Task handlers: they turn tasks into commands, and do nothing else. */
@NullMarked
package io.cemfleet.orchestrator.a2a;

import org.jspecify.annotations.NullMarked;
