package io.cemfleet.a2a.contract;

import io.cemfleet.a2a.message.AgentName;
import io.cemfleet.a2a.message.TaskType;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Protection tunnels fill a link */
public interface OwnCongestion {
    TaskType<Request, NoticeAccepted> TYPE = TaskType.of(
            "own_congestion",
            AgentName.ORCHESTRATOR,
            Set.of(AgentName.EVENT_CORRELATOR),
            Request.class,
            NoticeAccepted.class,
            "Protection tunnels fill a link");

    /**
     * @param tunnelIds of the fleet's tunnels whose traffic crosses the link
     * @param utilisation of the link's fuller direction, 0 to 1; absent where it is not measured
     * @param cleared true once the alert that reported it has cleared
     */
    record Request(
            @NotBlank String linkId,
            @NotEmpty List<String> tunnelIds,
            @Nullable Double utilisation,
            boolean cleared,
            @NotNull Instant occurredAt) {}
}
