package io.cemfleet.a2a.outbox;

import io.cemfleet.a2a.message.AgentName;
import io.cemfleet.a2a.message.TaskRequest;

/** A message that waits in the table. */
record OutboxMessage(
        long position, String lane, AgentName destination, TaskRequest request, String traceparent, int attempts) {}
