package io.cemfleet.path.plan;

import io.cemfleet.a2a.contract.SlaTier;
import io.cemfleet.network.forwarding.RouteResult;
import io.cemfleet.path.PathFixtures;
import io.cemfleet.path.constraint.PathNetwork;
import io.cemfleet.path.graph.EdgeMeasurements;
import io.cemfleet.path.graph.PathGraph;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * A small random network with a link that loses packets, services that cross it, and everything that a plan may do
 * with them, enumerated: all paths of all demands, what each adds to each edge, whether it serves and fits.
 */
record ReferenceNetwork(
        PathNetwork network, List<PlacementDemand> demands, double[] loads, double[][] known, List<List<int[]>> ways) {

    private static final double CAPACITY = 10_000;
    private static final double LIMIT = 0.8 * CAPACITY;
    private static final double SLACK = 1e-6;
    private static final double LOSS = 3;

    static ReferenceNetwork random(long seed) {
        var random = new Random(seed);
        var topology = PathFixtures.random(seed, 6, 6, 5);
        var degraded =
                topology.links().get(random.nextInt(topology.links().size())).id();
        var graph = PathFixtures.network(topology, 0).graph();
        var delays = random.doubles(graph.edgeCount(), 1, 5).toArray();
        var base = random.doubles(graph.edgeCount(), 0, 0.75 * CAPACITY).toArray();
        var routes = PathFixtures.network(topology, 0).routes();
        var demands = new ArrayList<PlacementDemand>();
        var arriving = new ArrayList<double[]>();
        var known = new ArrayList<double[]>();
        for (int tried = 0; demands.size() < 5 && tried < 200; tried++) {
            var from = "n" + (1 + random.nextInt(6));
            var to = "n" + (1 + random.nextInt(6));
            if (!from.equals(to)
                    && routes.route(from, to) instanceof RouteResult.Routed routed
                    && routed.linkIds().contains(degraded)) {
                double mbps = 500 + random.nextInt(4000);
                var arrives = new double[graph.edgeCount()];
                for (var branch : routed.branches()) {
                    double part = branch.share() * mbps;
                    for (var direction : branch.links()) {
                        arrives[graph.edge(direction.linkId(), direction.from()).orElseThrow()] += part;
                        part *= direction.linkId().equals(degraded) ? 1 - LOSS / 100 : 1;
                    }
                }
                arriving.add(arrives);
                known.add(whereAllBranchesCross(graph, routed, arrives));
                var asked = PathFixtures.ConstraintSpec.NOTHING
                        .avoidingLinks(degraded)
                        .within(Integer.MAX_VALUE, 0)
                        .between(from, to);
                demands.add(PathFixtures.want(
                                "d" + demands.size(), asked, routed.linkIds().toArray(String[]::new))
                        .of(SlaTier.values()[random.nextInt(4)], 1 + random.nextInt(3))
                        .mbps(mbps, null)
                        .demand());
            }
        }
        var loads = base.clone();
        arriving.forEach(arrives -> IntStream.range(0, loads.length).forEach(edge -> loads[edge] += arrives[edge]));
        var network = PathFixtures.network(topology, direction -> {
            int edge = graph.edge(direction.linkId(), direction.from()).orElseThrow();
            return new EdgeMeasurements(
                    delays[edge],
                    0.1,
                    direction.linkId().equals(degraded) ? LOSS : 0.0,
                    CAPACITY,
                    loads[edge] / CAPACITY);
        });
        var ways =
                demands.stream().map(demand -> ways(network, demand, degraded)).toList();
        return new ReferenceNetwork(network, List.copyOf(demands), loads, known.toArray(double[][]::new), ways);
    }

    /** How flows are hashed over branches is not known: traffic on an edge of only some branches counts as new. */
    private static double[] whereAllBranchesCross(PathGraph graph, RouteResult.Routed routed, double[] arrives) {
        var known = new double[arrives.length];
        for (int edge = 0; edge < known.length; edge++) {
            var direction = graph.direction(edge);
            if (routed.branches().stream().allMatch(branch -> branch.links().contains(direction))) {
                known[edge] = arrives[edge];
            }
        }
        return known;
    }

    double capacity() {
        return CAPACITY;
    }

    double load(int edge) {
        return loads[edge];
    }

    int number(String key) {
        return Integer.parseInt(key.substring(1));
    }

    /** What the demand adds to an edge, beyond what of it is there already. */
    double adds(int number, int edge) {
        return Math.max(0, demands.get(number).traffic().size(0) - known[number][edge]);
    }

    /** Every path here is well within the SLA, so that each of them is acceptable. */
    boolean serves(int number, int[] path) {
        return ways.get(number).stream().anyMatch(way -> java.util.Arrays.equals(way, path));
    }

    boolean fits(int number, int[] path, double[] added) {
        return IntStream.of(path)
                .allMatch(edge ->
                        adds(number, edge) <= SLACK || loads[edge] + added[edge] + adds(number, edge) <= LIMIT + SLACK);
    }

    /** Places one after the other by tier and services per Mbit/s, each on its shortest path that fits. */
    List<Integer> greedy() {
        var added = new double[loads.length];
        var placed = new ArrayList<Integer>();
        var order = IntStream.range(0, demands.size())
                .boxed()
                .sorted(Comparator.<Integer>comparingInt(
                                number -> demands.get(number).promise().tier().ordinal())
                        .thenComparingDouble(
                                number -> -demands.get(number).promise().services()
                                        / demands.get(number).traffic().size(0)))
                .toList();
        for (int number : order) {
            ways.get(number).stream()
                    .filter(way -> fits(number, way, added))
                    .min(Comparator.comparingDouble(this::delay))
                    .ifPresent(way -> {
                        IntStream.of(way).forEach(edge -> added[edge] += adds(number, edge));
                        placed.add(number);
                    });
        }
        return placed;
    }

    /** The largest number of demands that fit together, over all combinations of paths. */
    int mostPlaced() {
        return mostPlaced(0, new double[loads.length]);
    }

    private int mostPlaced(int number, double[] added) {
        if (number == demands.size()) {
            return 0;
        }
        int most = mostPlaced(number + 1, added);
        for (var way : ways.get(number)) {
            if (most == demands.size() - number) {
                break;
            }
            if (fits(number, way, added)) {
                var more = added.clone();
                IntStream.of(way).forEach(edge -> more[edge] += adds(number, edge));
                most = Math.max(most, 1 + mostPlaced(number + 1, more));
            }
        }
        return most;
    }

    private double delay(int[] way) {
        return IntStream.of(way).mapToDouble(network.state()::delayMs).sum();
    }

    private static List<int[]> ways(PathNetwork network, PlacementDemand demand, String avoided) {
        var found = new ArrayList<int[]>();
        var ends = demand.constraints().ends();
        extend(network, ends.source(), ends.target(), avoided, new ArrayList<>(), Set.of(ends.source()), found);
        return found;
    }

    private static void extend(
            PathNetwork network,
            String here,
            String target,
            String avoided,
            List<Integer> way,
            Set<String> seen,
            List<int[]> found) {
        if (here.equals(target)) {
            found.add(way.stream().mapToInt(Integer::intValue).toArray());
            return;
        }
        for (var direction : network.topology().directionsFrom(here)) {
            if (!direction.linkId().equals(avoided) && !seen.contains(direction.to())) {
                var longer = new ArrayList<>(way);
                longer.add(network.graph().edge(direction.linkId(), here).orElseThrow());
                var visited = new java.util.HashSet<>(seen);
                visited.add(direction.to());
                extend(network, direction.to(), target, avoided, longer, visited, found);
            }
        }
    }
}
