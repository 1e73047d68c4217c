package io.cemfleet.a2a.inbox;

import io.cemfleet.a2a.message.AgentName;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The context of a task beside its payload.
 *
 * @param deadline when the caller stops waiting
 * @param person the person on whose behalf the caller acts, by the token; null for an agent on its own behalf
 * @param role viewer, operator or admin, by the token; null for an agent on its own behalf
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
