package io.cemfleet.a2a.contract;

import io.cemfleet.a2a.message.AgentName;
import io.cemfleet.a2a.message.TaskType;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A failure in the work on an incident */
public interface ErrorReport {
    TaskType<Request, NoticeAccepted> TYPE = TaskType.of(
                    "error",
                    AgentName.IO_AGENT,
                    TaskType.anyAgent(),
                    Request.class,
                    NoticeAccepted.class,
                    "Something failed in the work on an incident")
            .within(Duration.ofSeconds(10));

    /** @param phase "1" to "7", the phase it failed in */
    record Request(
            @Nullable String incidentId,
            @NotBlank String code,
            @NotBlank String message,
            @Nullable String phase,
            @Nullable String status,
            boolean retryable,
            @NotNull Map<String, Object> details,
            @NotBlank String sourceAgent,
            @NotNull Instant occurredAt) {}
}
