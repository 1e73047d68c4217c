package io.cemfleet.a2a.message;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The present state of a task: the answer to {@code POST /a2a/tasks} and {@code GET /a2a/tasks/{task_id}}. */
public record TaskAnswer(
        UUID taskId,
        String taskType,
        TaskStatus status,
        @Nullable JsonNode result,
        @Nullable TaskFailure error,
        String agentName,
        String agentVersion,
        Instant startedAt,
        @Nullable Instant completedAt,
        @Nullable Long durationMs) {}
