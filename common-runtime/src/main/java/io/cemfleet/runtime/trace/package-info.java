/** Correlation id and W3C trace context, from the first request to the last log line. */
@NullMarked
package io.cemfleet.runtime.trace;

import org.jspecify.annotations.NullMarked;
