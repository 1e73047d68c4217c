package io.cemfleet.a2a.contract;

import io.cemfleet.a2a.message.AgentName;
import io.cemfleet.a2a.message.TaskType;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.util.Set;

/** The orchestrator closed an incident */
public interface IncidentClosed {
    TaskType<Request, NoticeAccepted> TYPE = TaskType.of(
            "incident_closed",
            AgentName.EVENT_CORRELATOR,
            Set.of(AgentName.ORCHESTRATOR),
            Request.class,
            NoticeAccepted.class,
            "The orchestrator closed an incident");

    record Request(@NotBlank String incidentId, @NotNull IncidentResolution resolution, @NotNull Instant closedAt) {}
}
