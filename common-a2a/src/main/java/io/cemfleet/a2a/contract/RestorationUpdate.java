package io.cemfleet.a2a.contract;

import io.cemfleet.a2a.message.AgentName;
import io.cemfleet.a2a.message.TaskType;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** An event that the restoration monitor reports */
public interface RestorationUpdate {
    TaskType<Request, NoticeAccepted> TYPE = TaskType.of(
            "restoration_update",
            AgentName.ORCHESTRATOR,
            Set.of(AgentName.RESTORATION_MONITOR),
            Request.class,
            NoticeAccepted.class,
            "What the restoration monitor saw or did");

    /** @param details one of {@link RestorationDetails} */
    record Request(
            @NotBlank String incidentId,
            @NotNull List<String> tunnelIds,
            @NotNull RestorationEvent event,
            @NotNull Map<String, Object> details,
            @NotNull Instant occurredAt,
            long planRevision) {}
}
