package io.cemfleet.bench.path;

import io.cemfleet.a2a.contract.PathMetric;
import io.cemfleet.a2a.contract.TeType;
import io.cemfleet.network.forwarding.EcmpRoutes;
import io.cemfleet.network.topology.NetworkTopology;
import io.cemfleet.path.constraint.PathConstraints;
import io.cemfleet.path.constraint.PathConstraints.AffinityMasks;
import io.cemfleet.path.constraint.PathConstraints.DisjointnessConstraint;
import io.cemfleet.path.constraint.PathConstraints.Exclusions;
import io.cemfleet.path.constraint.PathConstraints.PathEnds;
import io.cemfleet.path.constraint.PathConstraints.PathLimits;
import io.cemfleet.path.constraint.PathConstraints.PathObjective;
import io.cemfleet.path.constraint.PathFinder;
import io.cemfleet.path.constraint.PathNetwork;
import io.cemfleet.path.constraint.PathSolution;
import io.cemfleet.path.constraint.RelaxationStep;
import io.cemfleet.path.constraint.RelaxingSolver;
import io.cemfleet.path.graph.EdgeCosts;
import io.cemfleet.path.graph.EdgeMeasurements;
import io.cemfleet.path.graph.EdgeState;
import io.cemfleet.path.graph.HopDiameter;
import io.cemfleet.path.graph.PathBounds;
import io.cemfleet.path.graph.PathGraph;
import io.cemfleet.path.graph.PathSearch;
import io.cemfleet.path.graph.SearchMask;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

/** All comparisons on one network, for pairs of routers drawn with a fixed seed. */
final class NetworkComparison {
    private static final long SEED = 17;
    private static final int UNKNOWN_MSD = 10;
    private static final int YEN_PATHS = 3;
    private static final int YEN_ROUTERS = 2_000;
    private static final double LOAD = 0.3;
    private static final List<RelaxationStep> STEPS = List.of(
            RelaxationStep.SRLGS,
            RelaxationStep.HOPS,
            RelaxationStep.METRIC,
            RelaxationStep.NODES,
            RelaxationStep.BANDWIDTH_UNKNOWN);

    private final PathGraph graph;
    private final PathNetwork network;
    private final EdgeCosts costs;
    private final PathSearch search;
    private final SearchMask open;
    private final JGraphTAnchor anchor;
    private final BreadthFirstFloor floor;
    private final List<SearchPair> pairs = new ArrayList<>();
    private final long nanos;
    private final int maxHops;

    /**
     * Two routers and what a request between them avoids.
     *
     * @param avoiding a link and a shared-risk group of the cheapest path
     * @param cutOff every link of the target
     */
    private record SearchPair(
            int source, int target, PathConstraints avoiding, SearchMask mask, PathConstraints cutOff) {}

    /**
     * @param count how many pairs
     * @param nanos how long each comparison may take
     */
    NetworkComparison(NetworkTopology topology, int count, long nanos) {
        this.nanos = nanos;
        graph = PathGraph.of(topology);
        var state = EdgeState.of(
                graph,
                edge -> new EdgeMeasurements(
                        graph.direction(edge).delayMs(),
                        0.1,
                        0.0,
                        graph.direction(edge).capacityMbps(),
                        LOAD),
                50);
        network = new PathNetwork(graph, EcmpRoutes.over(topology), state);
        costs = state.delays();
        search = new PathSearch(graph, costs, costs);
        open = SearchMask.none(graph);
        anchor = new JGraphTAnchor(graph, costs);
        floor = new BreadthFirstFloor(graph);
        maxHops = HopDiameter.of(graph) + 5;
        draw(count);
    }

    private void draw(int count) {
        var random = new Random(SEED);
        for (int tried = 0; pairs.size() < count && tried < 100 * count; tried++) {
            int source = random.nextInt(graph.nodeCount());
            int target = random.nextInt(graph.nodeCount());
            var path = search.cheapest(source, target, open, PathBounds.NONE);
            if (source != target && path.isPresent()) {
                pairs.add(pair(source, target, path.get()));
            }
        }
    }

    private SearchPair pair(int source, int target, int[] path) {
        var degraded = graph.direction(path[path.length / 2]);
        var groups = graph.direction(path[0]).attributes().srlgs().stream()
                .map(Integer::longValue)
                .collect(Collectors.toSet());
        var mask = SearchMask.none(graph);
        var around = new java.util.HashSet<String>();
        for (int edge = 0; edge < graph.edgeCount(); edge++) {
            var direction = graph.direction(edge);
            boolean shared =
                    direction.attributes().srlgs().stream().anyMatch(group -> groups.contains(group.longValue()));
            if (shared || direction.linkId().equals(degraded.linkId())) {
                mask.closeEdge(edge);
            }
            if (graph.to(edge) == target) {
                around.add(direction.linkId());
            }
        }
        return new SearchPair(
                source,
                target,
                constraints(source, target, Set.of(degraded.linkId()), groups),
                mask,
                constraints(source, target, around, Set.of()));
    }

    private PathConstraints constraints(int source, int target, Set<String> links, Set<Long> groups) {
        return new PathConstraints(
                new PathEnds(graph.nodeId(source), graph.nodeId(target)),
                new Exclusions(links, Set.of(), groups),
                new PathLimits(maxHops, 5, null, null, false, true),
                AffinityMasks.NONE,
                DisjointnessConstraint.NONE,
                new PathObjective(PathMetric.DELAY, TeType.SR_MPLS));
    }

    Map<String, Object> measure() {
        Map<String, Object> found = new LinkedHashMap<>();
        found.put("routers", graph.nodeCount());
        found.put("directions", graph.edgeCount());
        found.put("pairs", pairs.size());
        double bare = bare(found);
        masked(found);
        request(found, bare);
        found.put("no_path_all_constraints", Map.of("slowest_ms", slowestExplanation()));
        if (graph.nodeCount() <= YEN_ROUTERS) {
            yen(found);
            disjoint(found);
        }
        return found;
    }

    private double bare(Map<String, Object> found) {
        for (var pair : pairs) {
            equal(anchor.cheapest(pair.source(), pair.target()), cheapest(pair, open), "cheapest path");
        }
        var times = timer().compare(
                        i -> search.cheapest(pairs.get(i).source(), pairs.get(i).target(), open, PathBounds.NONE),
                        i -> anchor.cheapest(pairs.get(i).source(), pairs.get(i).target()),
                        i -> floor.hops(pairs.get(i).source(), pairs.get(i).target()));
        var figures = figures(times);
        figures.put("floor_us", times.get(2));
        figures.put("fleet_by_floor", times.get(0) / times.get(2));
        found.put("bare", figures);
        return times.get(0);
    }

    private void masked(Map<String, Object> found) {
        for (var pair : pairs) {
            long ours = best(pair).map(path -> costs.of(path.edges())).orElse(-1L);
            equal(anchor.cheapest(pair.source(), pair.target(), pair.mask()), ours, "cheapest masked path");
        }
        found.put(
                "masked",
                figures(timer().compare(
                                i -> best(pairs.get(i)),
                                i -> anchor.cheapest(
                                        pairs.get(i).source(),
                                        pairs.get(i).target(),
                                        pairs.get(i).mask()))));
    }

    /** The best path under the exclusions alone, encoded, however long its segment list is. */
    private java.util.Optional<io.cemfleet.path.constraint.FoundPath> best(SearchPair pair) {
        var asked = pair.avoiding();
        return new PathFinder(network, UNKNOWN_MSD)
                .best(new PathConstraints(
                        asked.ends(),
                        asked.avoid(),
                        new PathLimits(Integer.MAX_VALUE, 5, null, null, false, false),
                        asked.affinity(),
                        asked.disjoint(),
                        asked.aim()));
    }

    private void request(Map<String, Object> found, double bare) {
        for (var pair : pairs) {
            equal(-1, solve(pair.cutOff()) instanceof PathSolution.Unsolved ? -1 : 0, "no path");
        }
        var sides = timer().compare(
                        i -> solve(pairs.get(i).avoiding()),
                        i -> anchor.cheapest(pairs.get(i).source(), pairs.get(i).target()),
                        i -> cheapest(pairs.get(i), open),
                        i -> anchor.cheapest(pairs.get(i).source(), pairs.get(i).target()));
        found.put(
                "request",
                Map.of(
                        "fleet_us", sides.get(0),
                        "bare_us", sides.get(2),
                        "fleet_by_bare", sides.get(0) / sides.get(2)));
        var none = timer().compare(
                        i -> solve(pairs.get(i).cutOff()),
                        i -> anchor.cheapest(pairs.get(i).source(), pairs.get(i).target()));
        var figures = figures(none);
        figures.put("fleet_by_bare", none.getFirst() / bare);
        found.put("no_path", figures);
    }

    /** By the clock, since the explanation's deadline is: milliseconds of the slowest of the pairs. */
    private double slowestExplanation() {
        long slowest = 0;
        for (var pair : pairs) {
            var fastest = search.cheapest(pair.source(), pair.target(), open, PathBounds.NONE)
                    .orElseThrow();
            var asked = OverconstrainedRequest.around(graph, fastest, costs);
            long begin = System.nanoTime();
            equal(-1, solve(asked) instanceof PathSolution.Unsolved ? -1 : 0, "path for all constraints");
            slowest = Math.max(slowest, System.nanoTime() - begin);
        }
        return slowest / 1e6;
    }

    /** A whole request on the newest network: reservations, masks, search, relaxation or explanation, and the answer. */
    private PathSolution solve(PathConstraints constraints) {
        var solution = new RelaxingSolver(new PathFinder(network.fork(), UNKNOWN_MSD)).solve(constraints, STEPS);
        if (solution instanceof PathSolution.Solved solved) {
            solved.path().computed();
        }
        return solution;
    }

    private void yen(Map<String, Object> found) {
        var simple = anchor.withoutParallels(costs);
        for (var pair : pairs) {
            if (!anchor.cheapest(pair.source(), pair.target(), YEN_PATHS).equals(nextBest(pair, simple))) {
                throw new IllegalStateException("the next best paths differ");
            }
        }
        found.put(
                "yen",
                figures(timer().compare(
                                i -> nextBest(pairs.get(i), simple),
                                i -> anchor.cheapest(
                                        pairs.get(i).source(), pairs.get(i).target(), YEN_PATHS))));
    }

    private List<Long> nextBest(SearchPair pair, SearchMask mask) {
        var paths = search.nextBest(pair.source(), pair.target(), mask, PathBounds.NONE);
        var found = new ArrayList<Long>();
        for (int i = 0; i < YEN_PATHS; i++) {
            paths.next().ifPresent(path -> found.add(costs.of(path)));
        }
        return found;
    }

    /** Ours is one path after the other, as requests with {@code disjoint_from} ask: only equal sums are counted. */
    private void disjoint(Map<String, Object> found) {
        var simple = anchor.withoutParallels(costs);
        var equal = pairs.stream()
                .filter(pair -> disjoint(pair, simple) == anchor.disjointPair(pair.source(), pair.target()))
                .toList();
        if (equal.isEmpty()) {
            return;
        }
        var times = new AlternatingTimer(equal.size(), nanos)
                .compare(
                        i -> disjoint(equal.get(i), simple),
                        i -> anchor.disjointPair(
                                equal.get(i).source(), equal.get(i).target()));
        var figures = figures(times);
        figures.put("equal_pairs", equal.size());
        found.put("disjoint", figures);
    }

    private long disjoint(SearchPair pair, SearchMask simple) {
        var first = search.cheapest(pair.source(), pair.target(), simple, PathBounds.NONE);
        if (first.isEmpty()) {
            return -1;
        }
        var mask = simple.copy();
        for (int edge : first.get()) {
            mask.closeEdge(edge);
        }
        long second = cheapest(pair, mask);
        return second < 0 ? -1 : costs.of(first.get()) + second;
    }

    private long cheapest(SearchPair pair, SearchMask mask) {
        return search.cheapest(pair.source(), pair.target(), mask, PathBounds.NONE)
                .map(costs::of)
                .orElse(-1L);
    }

    private AlternatingTimer timer() {
        return new AlternatingTimer(pairs.size(), nanos);
    }

    private static Map<String, Object> figures(List<Double> times) {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("fleet_us", times.get(0));
        figures.put("anchor_us", times.get(1));
        figures.put("anchor_by_fleet", times.get(1) / times.get(0));
        return figures;
    }

    private static void equal(long anchor, long ours, String what) {
        if (anchor != ours) {
            throw new IllegalStateException("the %s costs %d, by JGraphT %d".formatted(what, ours, anchor));
        }
    }
}
