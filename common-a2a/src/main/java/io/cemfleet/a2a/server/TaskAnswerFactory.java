package io.cemfleet.a2a.server;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.cemfleet.a2a.message.TaskAnswer;
import io.cemfleet.a2a.message.TaskState;
import io.cemfleet.a2a.message.TaskStatus;
import io.cemfleet.a2a.settings.A2aSettings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/** Builds answers from the replies of handlers. */
final class TaskAnswerFactory {
    private final A2aSettings settings;
    private final Clock clock;

    TaskAnswerFactory(A2aSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    TaskAnswer begun(UUID taskId, String taskType) {
        Instant now = clock.instant();
        TaskStatus status = new TaskStatus(TaskState.WORKING, null, null, now);
        return new TaskAnswer(
                taskId, taskType, status, null, null, settings.agent(), settings.version(), now, null, null);
    }

    TaskAnswer after(TaskAnswer begun, TaskReply<?> reply, ObjectMapper mapper) {
        Instant now = clock.instant();
        return switch (reply) {
            case TaskReply.Completed<?> done -> ended(begun, TaskState.COMPLETED, now, mapper, reply, done.result());
            case TaskReply.Failed<?> failed -> ended(begun, TaskState.FAILED, now, mapper, reply, null);
            case TaskReply.Working<?> working ->
                new TaskAnswer(
                        begun.taskId(),
                        begun.taskType(),
                        new TaskStatus(TaskState.WORKING, null, working.message(), now),
                        null,
                        null,
                        begun.agentName(),
                        begun.agentVersion(),
                        begun.startedAt(),
                        null,
                        null);
        };
    }

    private static TaskAnswer ended(
            TaskAnswer begun,
            TaskState state,
            Instant now,
            ObjectMapper mapper,
            TaskReply<?> reply,
            @org.jspecify.annotations.Nullable Object result) {
        var error = reply instanceof TaskReply.Failed<?> failed ? failed.error() : null;
        return new TaskAnswer(
                begun.taskId(),
                begun.taskType(),
                new TaskStatus(
                        state, state == TaskState.COMPLETED ? 1.0 : null, error == null ? null : error.message(), now),
                result == null ? null : mapper.valueToTree(result),
                error,
                begun.agentName(),
                begun.agentVersion(),
                begun.startedAt(),
                now,
                Duration.between(begun.startedAt(), now).toMillis());
    }
}
