package io.cemfleet.a2a.contract;

import io.cemfleet.a2a.message.AgentName;
import io.cemfleet.a2a.message.TaskType;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A running incident grew, cleared, flapped or changed severity */
public interface IncidentUpdated {
    TaskType<Request, Result> TYPE = TaskType.of(
            "incident_updated",
            AgentName.ORCHESTRATOR,
            Set.of(AgentName.EVENT_CORRELATOR),
            Request.class,
            Result.class,
            "A running incident grew, cleared, flapped or changed severity");

    /**
     * @param dampenUntil when a flapping link's dampening ends
     * @param flapCount state changes of the flapping link that were counted; flapping only
     * @param penalty 1,000 for each of its state changes, less what has decayed since; flapping only
     */
    record Request(
            @NotBlank String incidentId,
            @NotNull IncidentChange kind,
            @NotNull List<String> degradedLinks,
            @NotNull List<String> clearedLinks,
            @Nullable List<String> ambiguousLinks,
            int alertCount,
            @NotNull Severity severity,
            @Nullable Instant dampenUntil,
            @NotNull Instant occurredAt,
            @Nullable Integer flapCount,
            @Nullable Double penalty) {}

    /** @param state the incident's state; on {@code closed} the sender opens a new one */
    record Result(boolean accepted, IncidentState state) {}
}
