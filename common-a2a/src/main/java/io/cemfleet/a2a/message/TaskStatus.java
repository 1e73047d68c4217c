package io.cemfleet.a2a.message;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A task's state with progress and message for people.
 *
 * @param progress 0 to 1, or null where the agent does not know it
 */
public record TaskStatus(TaskState state, @Nullable Double progress, @Nullable String message, Instant updatedAt) {}
