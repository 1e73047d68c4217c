package io.cemfleet.a2a.contract;

import io.cemfleet.a2a.message.AgentName;
import io.cemfleet.a2a.message.TaskType;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Keep an event for good */
public interface LogEvent {
    TaskType<Request, Result> TYPE = TaskType.of(
                    "log_event",
                    AgentName.AUDIT,
                    TaskType.anyAgent(),
                    Request.class,
                    Result.class,
                    "Keep an event for good")
            .within(Duration.ofSeconds(10));

    /** @param actor who did it: an agent, or a person's name */
    record Request(
            @NotNull UUID eventId,
            @NotNull AuditEventType eventType,
            @Nullable String incidentId,
            @NotBlank String actor,
            @NotBlank String sourceAgent,
            @NotNull Instant occurredAt,
            @NotNull Map<String, Object> details) {}

    record Result(long sequence) {}
}
