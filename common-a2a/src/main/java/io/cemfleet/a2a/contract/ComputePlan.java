package io.cemfleet.a2a.contract;

import io.cemfleet.a2a.message.AgentName;
import io.cemfleet.a2a.message.TaskType;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Paths for all protections of an incident, placed together */
public interface ComputePlan {
    TaskType<Request, Result> TYPE = TaskType.of(
                    "compute_plan",
                    AgentName.PATH_COMPUTATION,
                    Set.of(AgentName.ORCHESTRATOR),
                    Request.class,
                    Result.class,
                    "Paths for all protections of an incident, placed together")
            .within(Duration.ofSeconds(60));

    record Request(@NotBlank String incidentId, @NotEmpty @Valid List<Demand> protections) {}

    /** @param currentLinks what the traffic crosses now */
    record Demand(
            @NotBlank String key,
            @NotNull SlaTier slaTier,
            @Nullable Double demandMbps,
            @NotNull @Valid ComputePath.Request constraints,
            @NotNull List<String> currentLinks) {}

    record Result(List<Placed> results) {}

    record Placed(String key, ComputePath.Result answer, OriginalPath originalPath) {}
}
