package io.cemfleet.bench.path;

import io.cemfleet.a2a.contract.PathMetric;
import io.cemfleet.a2a.contract.TeType;
import io.cemfleet.path.constraint.PathConstraints;
import io.cemfleet.path.constraint.PathConstraints.AffinityMasks;
import io.cemfleet.path.constraint.PathConstraints.DisjointnessConstraint;
import io.cemfleet.path.constraint.PathConstraints.DisjointnessConstraint.DisjointnessLevel;
import io.cemfleet.path.constraint.PathConstraints.Exclusions;
import io.cemfleet.path.constraint.PathConstraints.PathEnds;
import io.cemfleet.path.constraint.PathConstraints.PathLimits;
import io.cemfleet.path.constraint.PathConstraints.PathObjective;
import io.cemfleet.path.graph.EdgeCosts;
import io.cemfleet.path.graph.PathGraph;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A request that no path satisfies, with a constraint of each kind: its explanation has the most subsets to search, and its
 * bounds make each search a long one.
 */
final class OverconstrainedRequest {
    private static final double MBPS = 10;
    private static final int EXTRA_HOPS = 5;

    private OverconstrainedRequest() {}

    /**
     * Half of the least delay, no more hops than the fastest path has, and not that path.
     *
     * @param fastest between the ends
     * @param delays microseconds
     */
    static PathConstraints around(PathGraph graph, int[] fastest, EdgeCosts delays) {
        int last = fastest[fastest.length - 1];
        var middle = graph.direction(fastest[fastest.length / 2]);
        Set<String> between = fastest.length < 3 ? Set.of() : Set.of(middle.from());
        Set<Long> groups = graph.direction(fastest[0]).attributes().srlgs().stream()
                .map(Integer::longValue)
                .collect(Collectors.toSet());
        return new PathConstraints(
                new PathEnds(graph.nodeId(graph.from(fastest[0])), graph.nodeId(graph.to(last))),
                new Exclusions(Set.of(middle.linkId()), between, groups),
                new PathLimits(fastest.length, EXTRA_HOPS, delays.of(fastest) / 2_000.0, MBPS, false, true),
                new AffinityMasks(0, 0, 1L << 31),
                new DisjointnessConstraint(Set.of(graph.direction(last).linkId()), DisjointnessLevel.LINK),
                new PathObjective(PathMetric.IGP, TeType.SR_MPLS));
    }
}
