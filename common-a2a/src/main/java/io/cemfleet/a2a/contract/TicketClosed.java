package io.cemfleet.a2a.contract;

import io.cemfleet.a2a.message.AgentName;
import io.cemfleet.a2a.message.TaskType;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An incident ended */
public interface TicketClosed {
    TaskType<Request, NoticeAccepted> TYPE = TaskType.of(
                    "ticket_closed",
                    AgentName.IO_AGENT,
                    Set.of(AgentName.ORCHESTRATOR),
                    Request.class,
                    NoticeAccepted.class,
                    "An incident ended")
            .within(Duration.ofSeconds(10));

    record Request(
            @NotBlank String incidentId,
            @NotNull IncidentResolution resolution,
            long durationSeconds,
            @NotBlank String summary,
            @NotNull @Valid ClosingDetails details,
            @NotBlank String sourceAgent,
            @NotNull Instant closedAt) {}

    /** @param nodesExecuted one entry each time a node was entered, in order */
    record ClosingDetails(
            @NotBlank String finalStatus,
            @NotNull CloseReason closeReason,
            @NotNull List<String> degradedLinks,
            int affectedServicesCount,
            @Nullable String tunnelId,
            @NotNull List<String> tunnelIds,
            @NotNull List<String> nodesExecuted) {}
}
