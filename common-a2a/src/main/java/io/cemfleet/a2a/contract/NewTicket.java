package io.cemfleet.a2a.contract;

import io.cemfleet.a2a.message.AgentName;
import io.cemfleet.a2a.message.TaskType;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** A new incident, shown to operators */
public interface NewTicket {
    TaskType<Request, NoticeAccepted> TYPE = TaskType.of(
                    "new_ticket",
                    AgentName.IO_AGENT,
                    Set.of(AgentName.EVENT_CORRELATOR),
                    Request.class,
                    NoticeAccepted.class,
                    "A new incident, shown to people")
            .within(Duration.ofSeconds(10));

    record Request(
            @NotBlank String incidentId,
            @NotNull Severity severity,
            @NotBlank String summary,
            @NotNull List<String> degradedLinks,
            @NotNull List<String> affectedServices,
            @NotBlank String sourceAgent,
            @NotNull Instant createdAt,
            @NotBlank String status) {}
}
