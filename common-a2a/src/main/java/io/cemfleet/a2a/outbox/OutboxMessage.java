package io.cemfleet.a2a.outbox;

import io.cemfleet.a2a.message.AgentName;
import io.cemfleet.a2a.message.TaskRequest;
import java.time.Instant;
import java.util.Optional;

/**
 * A message that waits in the table.
 *
 * @param followed whether others waited behind it in its lane when it was claimed as the first one
 * @param length of the payload's text
 * @param failingSince the first time that its destination answered it with a failure while others passed
 */
record OutboxMessage(
        long position,
        String lane,
        AgentName destination,
        TaskRequest request,
        String traceparent,
        int attempts,
        boolean followed,
        int length,
        Optional<Instant> failingSince) {}
