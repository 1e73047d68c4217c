package io.cemfleet.a2a.contract;

import io.cemfleet.a2a.message.AgentName;
import io.cemfleet.a2a.message.TaskType;
import jakarta.validation.constraints.NotBlank;

/** The present state of an incident */
public interface GetIncidentStatus {
    TaskType<Request, IncidentView> TYPE = TaskType.of(
            "get_incident_status",
            AgentName.ORCHESTRATOR,
            TaskType.anyAgent(),
            Request.class,
            IncidentView.class,
            "The incident as it stands");

    record Request(@NotBlank String incidentId) {}
}
