/** Calls to other agents: deadline, retry, circuit breaker, bulkhead; outcomes as values. */
@NullMarked
package io.cemfleet.a2a.client;

import org.jspecify.annotations.NullMarked;
