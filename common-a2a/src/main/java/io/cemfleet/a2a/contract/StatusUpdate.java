package io.cemfleet.a2a.contract;

import io.cemfleet.a2a.message.AgentName;
import io.cemfleet.a2a.message.TaskType;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;

/** An incident moved to another phase, or had a notable event */
public interface StatusUpdate {
    TaskType<Request, NoticeAccepted> TYPE = TaskType.of(
                    "status_update",
                    AgentName.IO_AGENT,
                    Set.of(AgentName.ORCHESTRATOR),
                    Request.class,
                    NoticeAccepted.class,
                    "An incident moved to another phase, or something worth knowing happened in it")
            .within(Duration.ofSeconds(10));

    /**
     * @param phase "1" to "7", the incident's phase
     * @param details open; the members that readers know by name: {@link StatusDetails}
     */
    record Request(
            @NotBlank String incidentId,
            @NotNull IncidentState status,
            @NotBlank @Pattern(regexp = "[1-7]") String phase,
            @NotBlank String message,
            @NotNull Map<String, Object> details,
            @NotBlank String sourceAgent,
            @NotNull Instant updatedAt) {}
}
