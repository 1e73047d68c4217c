package io.cemfleet.a2a.inbox;

import io.cemfleet.a2a.message.AgentName;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What came with a task beside its payload.
 *
 * @param deadline when the caller stops waiting
 * @param person on whose behalf, as the token says; null for an agent's own doing
 * @param role viewer, operator or admin, as the token says; null for an agent's own doing
 */
public record TaskContext(
        UUID taskId,
        AgentName caller,
        UUID correlationId,
        @Nullable String incidentId,
        @Nullable UUID parentTaskId,
        @Nullable String callbackUrl,
        int priority,
        Instant deadline,
        @Nullable String person,
        @Nullable String role) {}
