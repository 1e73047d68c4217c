package io.cemfleet.a2a.message;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import org.jspecify.annotations.Nullable;

/**
 * A task of a batch: on the wire a request as it would be sent alone, with its trace beside it.
 *
 * @param traceparent W3C Trace Context, since the header of the batch belongs to no task
 */
public record BatchedTask(@JsonUnwrapped TaskRequest request, @Nullable String traceparent) {}
