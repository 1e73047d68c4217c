package io.cemfleet.a2a.contract;

import io.cemfleet.a2a.message.AgentName;
import io.cemfleet.a2a.message.TaskType;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The best path under constraints, or why there is none */
public interface ComputePath {
    TaskType<Request, Result> TYPE = TaskType.of(
                    "compute_path",
                    AgentName.PATH_COMPUTATION,
                    TaskType.anyAgent(),
                    Request.class,
                    Result.class,
                    "The best path under constraints, or why there is none")
            .within(Duration.ofSeconds(60));

    record Request(
            @NotBlank String sourcePe,
            @NotBlank String destinationPe,
            @Nullable @Valid Avoid avoid,
            @Nullable PathMetric metric,
            @Nullable @Positive Integer maxHops,
            @Nullable @Positive Double maxDelayMs,
            @Nullable @PositiveOrZero Double minBandwidthMbps,
            @Nullable @Valid Affinities affinities,
            @Nullable List<String> disjointFrom,
            @Nullable String disjointness,
            @Nullable TeType teType,
            @Nullable @Min(0) @Max(10) Integer alternatives) {}

    /** What a path must not touch; the links are never relaxed. */
    record Avoid(@Nullable List<String> links, @Nullable List<String> nodes, @Nullable List<Long> srlgs) {}

    /** Affinity bits by number (RFC 2702). */
    record Affinities(
            @Nullable List<Integer> includeAny,
            @Nullable List<Integer> includeAll,
            @Nullable List<Integer> excludeAny) {}
    /**
     * @param relaxed the constraints that were relaxed, in order: srlgs, hops, metric, nodes
     * @param warnings names of the request that match nothing in the topology, one a line; absent when there are none
     */
    record Result(
            boolean pathFound,
            @Nullable ComputedPath path,
            List<String> relaxed,
            List<ComputedPath> alternatives,
            @Nullable Explanation explanation,
            String topologyVersion,
            double dataAgeSeconds,
            long computationUs,
            @Nullable List<String> warnings) {

        public Result withWarnings(List<String> names) {
            return new Result(
                    pathFound,
                    path,
                    relaxed,
                    alternatives,
                    explanation,
                    topologyVersion,
                    dataAgeSeconds,
                    computationUs,
                    names.isEmpty() ? null : names);
        }
    }

    /** The smallest set of constraints that leave no path, and the cheapest to relax. */
    record Explanation(List<String> conflicting, @Nullable String cheapestRelaxation) {}
}
