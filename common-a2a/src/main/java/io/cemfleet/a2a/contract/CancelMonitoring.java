package io.cemfleet.a2a.contract;

import io.cemfleet.a2a.message.AgentName;
import io.cemfleet.a2a.message.TaskType;
import jakarta.validation.constraints.NotBlank;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Stop watching an incident */
public interface CancelMonitoring {
    TaskType<Request, Result> TYPE = TaskType.of(
            "cancel_monitoring",
            AgentName.RESTORATION_MONITOR,
            Set.of(AgentName.ORCHESTRATOR),
            Request.class,
            Result.class,
            "Stop watching an incident");

    record Request(@NotBlank String incidentId, @Nullable Long planRevision) {}

    record Result(boolean canceled) {}
}
