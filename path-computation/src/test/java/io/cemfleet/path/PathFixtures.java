package io.cemfleet.path;

import io.cemfleet.a2a.contract.ComputePath;
import io.cemfleet.a2a.contract.PathMetric;
import io.cemfleet.a2a.contract.SlaLimits;
import io.cemfleet.a2a.contract.SlaTier;
import io.cemfleet.a2a.contract.TeType;
import io.cemfleet.cnc.CncFixtures;
import io.cemfleet.cnc.forwarding.EcmpRoutes;
import io.cemfleet.cnc.policy.CandidatePath;
import io.cemfleet.cnc.policy.Hop;
import io.cemfleet.cnc.policy.PolicyKey;
import io.cemfleet.cnc.policy.PolicyType;
import io.cemfleet.cnc.policy.SegmentList;
import io.cemfleet.cnc.policy.SrPolicy;
import io.cemfleet.cnc.topology.LinkAttributes;
import io.cemfleet.cnc.topology.LinkDirection;
import io.cemfleet.cnc.topology.NetworkTopology;
import io.cemfleet.cnc.topology.Router;
import io.cemfleet.path.constraint.Network;
import io.cemfleet.path.constraint.PathConstraints;
import io.cemfleet.path.graph.EdgeFigures;
import io.cemfleet.path.graph.EdgeState;
import io.cemfleet.path.graph.PathGraph;
import io.cemfleet.path.plan.Demand;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Networks and questions for tests. */
public final class PathFixtures {

    private PathFixtures() {}

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
                links.addAll(CncFixtures.link(
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
            routers.add(CncFixtures.router("N" + i, i));
        }
        return NetworkTopology.of(routers, links, CncFixtures.NOW);
    }

    /** Routers in a circle, all links alike. */
    public static NetworkTopology ring(int routers) {
        var links = new ArrayList<LinkDirection>();
        for (int i = 1; i <= routers; i++) {
            int a = Math.min(i, i % routers + 1);
            int z = Math.max(i, i % routers + 1);
            links.addAll(CncFixtures.link("n" + a + "-n" + z, "N" + a, i, "N" + z, 100 + i, 10, 1, i));
        }
        return NetworkTopology.of(numbered(routers, 10), links, CncFixtures.NOW);
    }

    /** Hops of two fast parallel links that are dear to the IGP, and one slow cheap link past them all; by SID depth. */
    public static IntFunction<NetworkTopology> parallelChain(int hops) {
        var links = new ArrayList<LinkDirection>();
        for (int i = 1; i <= hops; i++) {
            var id = "n" + i + "-n" + (i + 1);
            links.addAll(CncFixtures.link(id, "N" + i, 1, "N" + (i + 1), 2, 1000, 1, i));
            links.addAll(CncFixtures.link(id + "-2", "N" + i, 3, "N" + (i + 1), 4, 1000, 1, i));
        }
        links.addAll(CncFixtures.link("n1-n" + (hops + 1), "N1", 5, "N" + (hops + 1), 6, 1, 90, 99));
        return msd -> NetworkTopology.of(numbered(hops + 1, msd), links, CncFixtures.NOW);
    }

    private static List<Router> numbered(int routers, int msd) {
        return IntStream.rangeClosed(1, routers)
                .mapToObj(i -> withMsd(CncFixtures.router("N" + i, i), msd))
                .toList();
    }

    /** The network of a topology with this load everywhere; NaN for unknown. */
    public static Network network(NetworkTopology topology, double utilisation) {
        var graph = PathGraph.of(topology);
        var state = EdgeState.of(graph, edge -> figures(graph.direction(edge), utilisation), 50);
        return new Network(graph, EcmpRoutes.over(topology), state);
    }

    /** Of a direction at its advertised delay, with a little jitter and no loss; NaN for an unknown load. */
    public static EdgeFigures figures(LinkDirection direction, double utilisation) {
        return new EdgeFigures(
                direction.delayMs(),
                0.1,
                0.0,
                direction.capacityMbps(),
                Double.isNaN(utilisation) ? null : utilisation);
    }

    /** The network of a topology with these figures. */
    public static Network network(NetworkTopology topology, Function<LinkDirection, EdgeFigures> figures) {
        var graph = PathGraph.of(topology);
        var state = EdgeState.of(graph, edge -> figures.apply(graph.direction(edge)), 50);
        return new Network(graph, EcmpRoutes.over(topology), state);
    }

    /** The small network of five routers, at a tenth of its capacity. */
    public static Network smallNetwork() {
        return network(CncFixtures.topology(), 0.1);
    }

    /** The small network with other routers or directions. */
    public static NetworkTopology changed(UnaryOperator<Router> router, UnaryOperator<LinkDirection> direction) {
        var topology = CncFixtures.topology();
        return NetworkTopology.of(
                topology.routers().stream().map(router).toList(),
                topology.directions().stream().map(direction).toList(),
                CncFixtures.NOW);
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

    /** What is asked of a path; the parts that a test does not set ask for nothing. */
    public record Ask(
            Set<String> links,
            Set<String> nodes,
            Set<Long> srlgs,
            int maxHops,
            double maxDelayMs,
            double minBandwidthMbps) {

        public static final Ask NOTHING = new Ask(Set.of(), Set.of(), Set.of(), 10, 0, 0);

        public Ask avoidingLinks(String... ids) {
            return new Ask(Set.of(ids), nodes, srlgs, maxHops, maxDelayMs, minBandwidthMbps);
        }

        public Ask avoidingNodes(String... ids) {
            return new Ask(links, Set.of(ids), srlgs, maxHops, maxDelayMs, minBandwidthMbps);
        }

        public Ask avoidingSrlgs(Long... groups) {
            return new Ask(links, nodes, Set.of(groups), maxHops, maxDelayMs, minBandwidthMbps);
        }

        public Ask within(int hops, double delayMs) {
            return new Ask(links, nodes, srlgs, hops, delayMs, minBandwidthMbps);
        }

        public Ask withBandwidth(double mbps) {
            return new Ask(links, nodes, srlgs, maxHops, maxDelayMs, mbps);
        }

        public PathConstraints between(String source, String target) {
            return between(source, target, PathMetric.DELAY);
        }

        public PathConstraints between(String source, String target, PathMetric metric) {
            return new PathConstraints(
                    new PathConstraints.Ends(source, target),
                    new PathConstraints.Exclusions(links, nodes, srlgs),
                    new PathConstraints.Limits(
                            maxHops,
                            5,
                            maxDelayMs == 0 ? null : maxDelayMs,
                            minBandwidthMbps == 0 ? null : minBandwidthMbps,
                            false,
                            true),
                    PathConstraints.Affinity.NONE,
                    PathConstraints.Disjoint.NONE,
                    new PathConstraints.Aim(metric, TeType.SR_MPLS));
        }
    }

    /** A platinum service of 100 Mbit/s with wide limits that crosses these links now. */
    public static Want want(String key, PathConstraints constraints, String... currentLinks) {
        return new Want(
                key,
                constraints,
                new Demand.Promise(SlaTier.PLATINUM, new SlaLimits(100, 10, 0.1), 1),
                new Demand.Traffic(100.0, null, List.of(currentLinks), List.of(currentLinks)));
    }

    /** A demand, part by part. */
    public record Want(String key, PathConstraints constraints, Demand.Promise promise, Demand.Traffic traffic) {

        public Want of(SlaTier tier, int services) {
            return new Want(key, constraints, new Demand.Promise(tier, promise.limits(), services), traffic);
        }

        public Want promised(@Nullable SlaLimits limits) {
            return new Want(key, constraints, new Demand.Promise(promise.tier(), limits, promise.services()), traffic);
        }

        public Want mbps(@Nullable Double measured, @Nullable Double bound) {
            return new Want(
                    key,
                    constraints,
                    promise,
                    new Demand.Traffic(measured, bound, traffic.currentLinks(), traffic.originalLinks()));
        }

        public Demand demand() {
            return new Demand(key, constraints, promise, traffic, 2);
        }
    }

    /** A policy whose only list has these labels. */
    public static SrPolicy policy(String headEnd, String endPoint, int color, int... labels) {
        var hops = Arrays.stream(labels)
                .mapToObj(label -> new Hop(Hop.Kind.NODE, null, null, label))
                .toList();
        var path = new CandidatePath(
                200, "protect", CandidatePath.Kind.EXPLICIT, true, null, List.of(new SegmentList(1, hops)), true);
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
