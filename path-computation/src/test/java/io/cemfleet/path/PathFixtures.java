package io.cemfleet.path;

import io.cemfleet.a2a.contract.ComputePath;
import io.cemfleet.a2a.contract.PathMetric;
import io.cemfleet.a2a.contract.SlaLimits;
import io.cemfleet.a2a.contract.SlaTier;
import io.cemfleet.a2a.contract.TeType;
import io.cemfleet.network.NetworkFixtures;
import io.cemfleet.network.forwarding.EcmpRoutes;
import io.cemfleet.network.measurement.LinkMeasurement;
import io.cemfleet.network.policy.CandidatePath;
import io.cemfleet.network.policy.PolicyKey;
import io.cemfleet.network.policy.PolicyType;
import io.cemfleet.network.policy.ReportedHop;
import io.cemfleet.network.policy.SegmentList;
import io.cemfleet.network.policy.SrPolicy;
import io.cemfleet.network.topology.LinkAttributes;
import io.cemfleet.network.topology.LinkDirection;
import io.cemfleet.network.topology.NetworkTopology;
import io.cemfleet.network.topology.Router;
import io.cemfleet.path.constraint.PathConstraints;
import io.cemfleet.path.constraint.PathNetwork;
import io.cemfleet.path.graph.EdgeMeasurements;
import io.cemfleet.path.graph.EdgeState;
import io.cemfleet.path.graph.PathGraph;
import io.cemfleet.path.plan.PlacementDemand;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Networks and requests for tests. */
public final class PathFixtures {

    private PathFixtures() {}

    /** Samples with a utilisation of 0.1 and nothing else, of all links but these. */
    public static Function<LinkDirection, Optional<LinkMeasurement>> lightLoadExceptOn(String... linkIds) {
        var unmeasured = Set.of(linkIds);
        return direction -> unmeasured.contains(direction.linkId())
                ? Optional.empty()
                : Optional.of(new LinkMeasurement(
                        direction.linkId(), direction.from(), direction.to(), null, null, null, 0.1, Instant.now()));
    }

    /** A connected random network; every fifth link has a parallel one. Few metrics, so that equal costs are common. */
    public static NetworkTopology random(long seed, int nodes, int extraLinks, int metrics) {
        var random = new Random(seed);
        var ports = new int[nodes + 1];
        var named = new HashMap<String, Integer>();
        var links = new ArrayList<LinkDirection>();
        for (int i = 0; i < nodes - 1 + extraLinks; i++) {
            int a = i < nodes - 1 ? i + 1 : 1 + random.nextInt(nodes);
            int z = i < nodes - 1 ? i + 2 : 1 + random.nextInt(nodes);
            for (int copy = 0; a != z && copy < (i % 5 == 4 ? 2 : 1); copy++) {
                var ends = Math.min(a, z) + "-n" + Math.max(a, z);
                int number = named.merge(ends, 1, Integer::sum);
                links.addAll(NetworkFixtures.link(
                        "n" + ends + (number == 1 ? "" : "-" + number),
                        "N" + a,
                        ports[a]++,
                        "N" + z,
                        ports[z]++,
                        1 + random.nextInt(metrics),
                        1 + random.nextInt(40) / 4.0,
                        random.nextInt(6)));
            }
        }
        var routers = new ArrayList<Router>();
        for (int i = 1; i <= nodes; i++) {
            routers.add(NetworkFixtures.router("N" + i, i));
        }
        return NetworkTopology.of(routers, links, NetworkFixtures.NOW);
    }

    /** Routers in a circle, all links alike. */
    public static NetworkTopology ring(int routers) {
        var links = new ArrayList<LinkDirection>();
        for (int i = 1; i <= routers; i++) {
            int a = Math.min(i, i % routers + 1);
            int z = Math.max(i, i % routers + 1);
            links.addAll(NetworkFixtures.link("n" + a + "-n" + z, "N" + a, i, "N" + z, 100 + i, 10, 1, i));
        }
        return NetworkTopology.of(numbered(routers, 10), links, NetworkFixtures.NOW);
    }

    /** Hops of two fast parallel links that are dear to the IGP, and one slow cheap link past them all; by SID depth. */
    public static IntFunction<NetworkTopology> parallelChain(int hops) {
        var links = new ArrayList<LinkDirection>();
        for (int i = 1; i <= hops; i++) {
            var id = "n" + i + "-n" + (i + 1);
            links.addAll(NetworkFixtures.link(id, "N" + i, 1, "N" + (i + 1), 2, 1000, 1, i));
            links.addAll(NetworkFixtures.link(id + "-2", "N" + i, 3, "N" + (i + 1), 4, 1000, 1, i));
        }
        links.addAll(NetworkFixtures.link("n1-n" + (hops + 1), "N1", 5, "N" + (hops + 1), 6, 1, 90, 99));
        return msd -> NetworkTopology.of(numbered(hops + 1, msd), links, NetworkFixtures.NOW);
    }

    private static List<Router> numbered(int routers, int msd) {
        return IntStream.rangeClosed(1, routers)
                .mapToObj(i -> withMsd(NetworkFixtures.router("N" + i, i), msd))
                .toList();
    }

    /** The network of a topology with this load everywhere; NaN for unknown. */
    public static PathNetwork network(NetworkTopology topology, double utilisation) {
        var graph = PathGraph.of(topology);
        var state = EdgeState.of(graph, edge -> figures(graph.direction(edge), utilisation), 50);
        return new PathNetwork(graph, EcmpRoutes.over(topology), state);
    }

    /** Of a direction at its advertised delay, with a little jitter and no loss; NaN for an unknown load. */
    public static EdgeMeasurements figures(LinkDirection direction, double utilisation) {
        return new EdgeMeasurements(
                direction.delayMs(),
                0.1,
                0.0,
                direction.capacityMbps(),
                Double.isNaN(utilisation) ? null : utilisation);
    }

    /** The network of a topology with these figures. */
    public static PathNetwork network(NetworkTopology topology, Function<LinkDirection, EdgeMeasurements> figures) {
        var graph = PathGraph.of(topology);
        var state = EdgeState.of(graph, edge -> figures.apply(graph.direction(edge)), 50);
        return new PathNetwork(graph, EcmpRoutes.over(topology), state);
    }

    /** The small network of five routers, at a tenth of its capacity. */
    public static PathNetwork smallNetwork() {
        return network(NetworkFixtures.topology(), 0.1);
    }

    /** The small network with other routers or directions. */
    public static NetworkTopology changed(UnaryOperator<Router> router, UnaryOperator<LinkDirection> direction) {
        var topology = NetworkFixtures.topology();
        return NetworkTopology.of(
                topology.routers().stream().map(router).toList(),
                topology.directions().stream().map(direction).toList(),
                NetworkFixtures.NOW);
    }

    public static Router withMsd(Router router, int msd) {
        return new Router(
                router.id(), router.hostname(), router.routerId(), router.srgb(), router.srlb(), msd, router.nodeSid());
    }

    public static LinkDirection withAffinities(LinkDirection direction, Map<String, Long> byLink) {
        var old = direction.attributes();
        return new LinkDirection(
                direction.linkId(),
                direction.source(),
                direction.target(),
                direction.cncLinkId(),
                new LinkAttributes(
                        old.domain(),
                        old.igpMetric(),
                        old.teMetric(),
                        old.adjacencySid(),
                        old.capacityMbps(),
                        old.delayMs(),
                        old.srlgs(),
                        byLink.getOrDefault(direction.linkId(), 0L)));
    }

    /** The constraints of a path; those that a test does not set are absent. */
    public record ConstraintSpec(
            Set<String> links,
            Set<String> nodes,
            Set<Long> srlgs,
            int maxHops,
            double maxDelayMs,
            double minBandwidthMbps) {

        public static final ConstraintSpec NOTHING = new ConstraintSpec(Set.of(), Set.of(), Set.of(), 10, 0, 0);

        public ConstraintSpec avoidingLinks(String... ids) {
            return new ConstraintSpec(Set.of(ids), nodes, srlgs, maxHops, maxDelayMs, minBandwidthMbps);
        }

        public ConstraintSpec avoidingNodes(String... ids) {
            return new ConstraintSpec(links, Set.of(ids), srlgs, maxHops, maxDelayMs, minBandwidthMbps);
        }

        public ConstraintSpec avoidingSrlgs(Long... groups) {
            return new ConstraintSpec(links, nodes, Set.of(groups), maxHops, maxDelayMs, minBandwidthMbps);
        }

        public ConstraintSpec within(int hops, double delayMs) {
            return new ConstraintSpec(links, nodes, srlgs, hops, delayMs, minBandwidthMbps);
        }

        public ConstraintSpec withBandwidth(double mbps) {
            return new ConstraintSpec(links, nodes, srlgs, maxHops, maxDelayMs, mbps);
        }

        public PathConstraints between(String source, String target) {
            return between(source, target, PathMetric.DELAY);
        }

        public PathConstraints between(String source, String target, PathMetric metric) {
            return new PathConstraints(
                    new PathConstraints.PathEnds(source, target),
                    new PathConstraints.Exclusions(links, nodes, srlgs),
                    new PathConstraints.PathLimits(
                            maxHops,
                            5,
                            maxDelayMs == 0 ? null : maxDelayMs,
                            minBandwidthMbps == 0 ? null : minBandwidthMbps,
                            false,
                            true),
                    PathConstraints.AffinityMasks.NONE,
                    PathConstraints.DisjointnessConstraint.NONE,
                    new PathConstraints.PathObjective(metric, TeType.SR_MPLS));
        }
    }

    /** A platinum service of 100 Mbit/s with wide limits that crosses these links now. */
    public static DemandSpec want(String key, PathConstraints constraints, String... currentLinks) {
        return new DemandSpec(
                key,
                constraints,
                new PlacementDemand.ServicePromise(SlaTier.PLATINUM, new SlaLimits(100, 10, 0.1), 1),
                new PlacementDemand.DemandTraffic(100.0, null, List.of(currentLinks), List.of(currentLinks)));
    }

    /** A demand, part by part. */
    public record DemandSpec(
            String key,
            PathConstraints constraints,
            PlacementDemand.ServicePromise promise,
            PlacementDemand.DemandTraffic traffic) {

        public DemandSpec of(SlaTier tier, int services) {
            return new DemandSpec(
                    key, constraints, new PlacementDemand.ServicePromise(tier, promise.limits(), services), traffic);
        }

        public DemandSpec promised(@Nullable SlaLimits limits) {
            return new DemandSpec(
                    key,
                    constraints,
                    new PlacementDemand.ServicePromise(promise.tier(), limits, promise.services()),
                    traffic);
        }

        public DemandSpec mbps(@Nullable Double measured, @Nullable Double bound) {
            return new DemandSpec(
                    key,
                    constraints,
                    promise,
                    new PlacementDemand.DemandTraffic(
                            measured, bound, traffic.currentLinks(), traffic.originalLinks()));
        }

        public PlacementDemand demand() {
            return new PlacementDemand(key, constraints, promise, traffic, 2);
        }
    }

    /** A policy whose only list has these labels. */
    public static SrPolicy policy(String headEnd, String endPoint, int color, int... labels) {
        var hops = Arrays.stream(labels)
                .mapToObj(label -> new ReportedHop(ReportedHop.HopKind.NODE, null, null, label))
                .toList();
        var path = new CandidatePath(
                200, "protect", CandidatePath.PathKind.EXPLICIT, true, null, List.of(new SegmentList(1, hops)), true);
        return new SrPolicy(
                new PolicyKey(headEnd, endPoint, color), 24001, true, PolicyType.REGULAR, false, List.of(path));
    }

    /** A request as another agent sends it. */
    public static ComputePath.Request request(String source, String target, List<String> avoidLinks) {
        return new ComputePath.Request(
                source,
                target,
                new ComputePath.Avoid(avoidLinks, List.of(), List.of()),
                PathMetric.DELAY,
                null,
                null,
                null,
                null,
                null,
                null,
                TeType.SR_MPLS,
                2);
    }
}
