package io.cemfleet.path.plan;

import io.cemfleet.path.constraint.ConstraintKind;
import io.cemfleet.path.constraint.FoundPath;
import io.cemfleet.path.constraint.PathConstraints;
import io.cemfleet.path.constraint.PathFinder;
import io.cemfleet.path.constraint.PathNetwork;
import io.cemfleet.path.constraint.PathQualityRule;
import io.cemfleet.path.constraint.PathSolution;
import io.cemfleet.path.constraint.RelaxationStep;
import io.cemfleet.path.constraint.RelaxingSolver;
import io.cemfleet.path.graph.SearchLimitExceeded;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The search of a path for one protection, on a view of the network that belongs to it. A search that gives up at its
 * limit finds nothing and does not affect the other protections.
 */
final class PlacementSearch {

    private static final Logger log = LoggerFactory.getLogger(PlacementSearch.class);

    static final List<RelaxationStep> WITHIN_ROOM = Arrays.stream(RelaxationStep.values())
            .filter(step -> step != RelaxationStep.BANDWIDTH)
            .toList();

    private final PathNetwork view;
    private final PlanSearch search;
    private final PathConstraints constraints;
    private final List<ServiceQualityRule> standards;

    PlacementSearch(PathNetwork view, PlanSearch search, PlacementDemand demand, CurrentTraffic current, double mbps) {
        this.view = view;
        this.search = search;
        var asked = demand.constraintsOfCaller();
        var wanted = asked.limits().minBandwidthMbps();
        this.constraints = asked.withMinBandwidth(Math.max(wanted == null ? 0 : wanted, mbps));
        this.standards = ServiceQualityRule.of(view.state(), demand.promise().limits(), current.met());
    }

    PathNetwork view() {
        return view;
    }

    PathConstraints constraints() {
        return constraints;
    }

    /**
     * A path within the SLA if there is one, else one that is better than now; without capacity only where that is
     * allowed.
     */
    Optional<RankedPath> find(boolean allowOverload) {
        return first(constraints, WITHIN_ROOM)
                .or(() ->
                        allowOverload ? first(constraints, Arrays.asList(RelaxationStep.values())) : Optional.empty());
    }

    /** A path that would be acceptable if there were capacity. */
    Optional<RankedPath> withoutRoom() {
        return first(constraints.withMinBandwidth(null), WITHIN_ROOM);
    }

    /** A path that would be acceptable without an SLA and with enough capacity. */
    PathSolution unjudged() {
        return solution(finder(PathQualityRule.ANY), constraints.withMinBandwidth(null));
    }

    /** Explains why no path within the capacity exists, given one that is otherwise acceptable. */
    PathSolution.Unsolved reasons(RankedPath withoutRoom) {
        var standard = standards.get(withoutRoom.rank());
        return solution(finder(standard), bounded(constraints, standard)) instanceof PathSolution.Unsolved unsolved
                ? unsolved
                : new PathSolution.Unsolved(List.of(ConstraintKind.MIN_BANDWIDTH_MBPS), null);
    }

    private static PathSolution solution(PathFinder finder, PathConstraints asked) {
        try {
            return new RelaxingSolver(finder).solve(asked, WITHIN_ROOM);
        } catch (SearchLimitExceeded e) {
            return new PathSolution.Unsolved(List.of(), e.getMessage());
        }
    }

    /** Other paths under the constraints that the found path satisfies, first the best that shares no link with it. */
    List<FoundPath> alternatives(RankedPath found, int count) {
        var path = found.solution().path();
        var alternatives = new ArrayList<FoundPath>();
        for (var standard : standards.subList(found.rank(), standards.size())) {
            if (alternatives.size() >= count) {
                break;
            }
            var held = bounded(found.solution().held(), standard);
            try {
                finder(standard).best(apartFrom(held, path)).ifPresent(other -> add(alternatives, other));
                finder(standard).alternatives(held, path, count).forEach(other -> add(alternatives, other));
            } catch (SearchLimitExceeded e) {
                log.debug("No more alternatives were looked for", e);
            }
        }
        return List.copyOf(alternatives.subList(0, Math.min(count, alternatives.size())));
    }

    private static void add(List<FoundPath> paths, FoundPath path) {
        if (paths.stream().noneMatch(known -> Arrays.equals(known.edges(), path.edges()))) {
            paths.add(path);
        }
    }

    private PathConstraints apartFrom(PathConstraints held, FoundPath path) {
        var links = new java.util.HashSet<>(held.disjoint().links());
        links.addAll(path.computed().links());
        return held.with(new PathConstraints.DisjointnessConstraint(
                links, held.disjoint().level()));
    }

    private Optional<RankedPath> first(PathConstraints asked, List<RelaxationStep> steps) {
        for (int rank = 0; rank < standards.size(); rank++) {
            var standard = standards.get(rank);
            var solved = found(finder(standard), bounded(asked, standard), steps);
            if (solved.isPresent()) {
                return Optional.of(new RankedPath(solved.get(), rank));
            }
        }
        return Optional.empty();
    }

    private static Optional<PathSolution.Solved> found(
            PathFinder finder, PathConstraints asked, List<RelaxationStep> steps) {
        try {
            return new RelaxingSolver(finder).find(asked, steps);
        } catch (SearchLimitExceeded e) {
            log.debug("It is not known whether there is a path", e);
            return Optional.empty();
        }
    }

    private PathFinder finder(PathQualityRule standard) {
        return search.over(view, standard);
    }

    private static PathConstraints bounded(PathConstraints asked, ServiceQualityRule standard) {
        var hard = asked.limits().maxDelayMs();
        var soft = standard.maxDelayMs();
        return soft == null || (hard != null && hard <= soft) ? asked : asked.withMaxDelay(soft);
    }

    /**
     * A path.
     *
     * @param rank of the standard that it meets: 0 is the best
     */
    record RankedPath(PathSolution.Solved solution, int rank) {

        boolean asGoodAs(RankedPath other) {
            return rank <= other.rank && other.solution.relaxed().containsAll(solution.relaxed());
        }

        /** The load that placing this much traffic adds, by edge. */
        Map<Integer, Double> loads(double mbps) {
            var loads = new HashMap<Integer, Double>();
            var path = solution.path();
            for (int edge : path.edges()) {
                loads.put(edge, path.network().state().addedMbps(edge, mbps));
            }
            return loads;
        }
    }
}
