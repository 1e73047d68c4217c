package io.cemfleet.a2a.contract;

import io.cemfleet.a2a.message.AgentName;
import io.cemfleet.a2a.message.TaskType;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.util.Set;

/** The incident of expected congestion was closed */
public interface ProactiveClosed {
    TaskType<Request, NoticeAccepted> TYPE = TaskType.of(
            "proactive_closed",
            AgentName.TRAFFIC_ANALYTICS,
            Set.of(AgentName.EVENT_CORRELATOR, AgentName.ORCHESTRATOR),
            Request.class,
            NoticeAccepted.class,
            "The incident of expected congestion was closed");

    /** @param linkId the link for which congestion may be announced again from now on */
    record Request(@NotBlank String incidentId, @NotBlank String linkId, @NotNull IncidentResolution resolution) {}
}
