package io.cemfleet.a2a.contract;

import io.cemfleet.a2a.contract.IncidentView.SlaValues;
import io.cemfleet.a2a.message.AgentName;
import io.cemfleet.a2a.message.TaskType;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PositiveOrZero;
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

    /** @param allowOverload an operator's permission for this incident: a path without capacity is better than none */
    record Request(
            @NotBlank String incidentId, @NotEmpty @Valid List<Demand> protections, @Nullable Boolean allowOverload) {}

    /**
     * @param demandMbps as measured or estimated, Mbit/s; absent: not known
     * @param currentLinks what the traffic crosses now
     * @param demandBoundMbps what the traffic cannot exceed where it is not measured, Mbit/s; absent: it is measured,
     *     or nothing bounds it
     * @param slaLimits the SLA; absent: it is not known
     * @param services that it covers: within a tier, the most services per Mbit/s are placed first
     * @param originalLinks the links to which the traffic returns, where a cut already rerouted it; absent: the current
     *     links
     * @param held the tunnel that already carries the traffic; absent: none does
     */
    record Demand(
            @NotBlank String key,
            @NotNull SlaTier slaTier,
            @Nullable Double demandMbps,
            @NotNull @Valid ComputePath.Request constraints,
            @NotNull List<String> currentLinks,
            @Nullable @PositiveOrZero Double demandBoundMbps,
            @Nullable SlaLimits slaLimits,
            @Nullable List<String> services,
            @Nullable List<String> originalLinks,
            @Nullable @Valid HeldTunnel held) {}

    /**
     * A tunnel for which another path is sought.
     *
     * @param links of its present path
     * @param originalLinks the path of its traffic without the tunnel
     */
    record HeldTunnel(@NotNull List<String> links, @NotNull List<String> originalLinks) {}

    record Result(List<PlacementResult> results) {}

    /**
     * @param prediction of the path that was placed; absent without one
     * @param decline why there is none; absent with one
     * @param held how the tunnel that carries the traffic compares; absent where none does
     */
    record PlacementResult(
            String key,
            ComputePath.Result answer,
            OriginalPath originalPath,
            @Nullable PlacementPrediction prediction,
            @Nullable PlacementDecline decline,
            @Nullable HeldTunnelFigures held) {}

    /** What traffic meets now on a tunnel's path, and what it would meet on its original one: one way, as measured. */
    record HeldTunnelFigures(SlaValues tunnel, SlaValues original) {}
}
