package io.cemfleet.tunnel.provision;

import java.time.Instant;
import java.util.UUID;

/**
 * One attempt at a task.
 *
 * @param taskId the key of its effects
 * @param deadline when the answer must be there
 */
public record TaskAttempt(UUID taskId, Instant deadline) {}
