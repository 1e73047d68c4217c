package io.cemfleet.a2a.contract;

import io.cemfleet.a2a.message.AgentName;
import io.cemfleet.a2a.message.TaskType;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a person decided */
public interface OperatorAction {
    TaskType<Request, IncidentView> TYPE = TaskType.of(
            "operator_action",
            AgentName.ORCHESTRATOR,
            Set.of(AgentName.IO_AGENT),
            Request.class,
            IncidentView.class,
            "What a person decided");

    record Request(
            @NotBlank String incidentId,
            @NotNull OperatorActionKind action,
            @NotBlank String reason,
            @NotBlank String actor,
            long expectedVersion,
            @Nullable Map<String, Object> parameters) {}
}
