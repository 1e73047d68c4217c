package io.cemfleet.network.forwarding;

import io.cemfleet.network.search.LongHeap;
import io.cemfleet.network.topology.LinkDirection;
import io.cemfleet.network.topology.NetworkTopology;
import io.cemfleet.network.topology.Router;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * The snapshot as arrays: routers and directions have dense numbers, outgoing and incoming directions of a router are
 * slices. The distances towards an end-point are computed once and cached.
 */
final class ForwardingGraph {

    static final long UNREACHABLE = Long.MAX_VALUE;

    private final NetworkTopology topology;
    private final List<Router> routers;
    private final LinkDirection[] links;
    private final Map<String, Integer> numbers = new HashMap<>();
    final int[] from;
    final int[] to;
    final long[] cost;
    private final int[][] outgoing;
    private final int[][] incoming;
    final LinkRows out;
    final LinkRows in;
    private final AtomicReferenceArray<long[]> distances;
    private final ConcurrentLinkedQueue<RivalPaths> idle = new ConcurrentLinkedQueue<>();

    private ForwardingGraph(NetworkTopology topology, LinkDirection[] links) {
        this.topology = topology;
        this.routers = topology.routers();
        this.links = links;
        for (int i = 0; i < routers.size(); i++) {
            numbers.put(routers.get(i).id(), i);
        }
        from = Arrays.stream(links).mapToInt(l -> number(l.from())).toArray();
        to = Arrays.stream(links).mapToInt(l -> number(l.to())).toArray();
        cost = Arrays.stream(links).mapToLong(l -> Math.max(1, l.igpMetric())).toArray();
        outgoing = slices(routers.size(), from);
        incoming = slices(routers.size(), to);
        out = new LinkRows(outgoing, to, cost);
        in = new LinkRows(incoming, from, cost);
        distances = new AtomicReferenceArray<>(routers.size());
    }

    static ForwardingGraph of(NetworkTopology topology, Set<String> deadLinks, Set<String> deadNodes) {
        var alive = topology.directions().stream()
                .filter(d -> !deadLinks.contains(d.linkId()))
                .filter(d -> !deadNodes.contains(d.from()) && !deadNodes.contains(d.to()))
                .sorted(Comparator.comparing(LinkDirection::linkId)
                        .thenComparing(LinkDirection::from)
                        .thenComparing(LinkDirection::cncLinkId))
                .toArray(LinkDirection[]::new);
        return new ForwardingGraph(topology, alive);
    }

    NetworkTopology topology() {
        return topology;
    }

    boolean has(LinkDirection direction) {
        return link(direction) >= 0;
    }

    /** The number of a direction; -1 when it is not in use. */
    int link(LinkDirection direction) {
        for (int link : outgoing[number(direction.from())]) {
            if (links[link].cncLinkId().equals(direction.cncLinkId())) {
                return link;
            }
        }
        return -1;
    }

    RivalPaths borrow() {
        var scratch = idle.poll();
        return scratch == null ? new RivalPaths(this) : scratch;
    }

    void giveBack(RivalPaths scratch) {
        idle.offer(scratch);
    }

    int nodeCount() {
        return routers.size();
    }

    long distance(String source, String destination) {
        if (!numbers.containsKey(source) || !numbers.containsKey(destination)) {
            return -1;
        }
        var distance = distancesTo(number(destination))[number(source)];
        return distance == UNREACHABLE ? -1 : distance;
    }

    RouteResult route(String source, String destination) {
        if (!numbers.containsKey(source) || !numbers.containsKey(destination)) {
            return new RouteResult.NoRoute("%s or %s is not in the topology".formatted(source, destination));
        }
        int start = number(source);
        int end = number(destination);
        var distance = distancesTo(end);
        if (distance[start] == UNREACHABLE) {
            return new RouteResult.NoRoute("%s cannot reach %s".formatted(source, destination));
        }
        var branches = new ArrayList<EcmpBranch>();
        var complete = enumerate(start, end, distance, new ArrayList<>(), 1.0, branches);
        return new RouteResult.Routed(shares(start, end, distance), branches, complete);
    }

    /**
     * Splits the flow router by router, the farthest from the end-point first, so that a router's share is final before its
     * next hops get theirs.
     */
    private Map<LinkDirection, Double> shares(int start, int end, long[] distance) {
        var flow = new double[routers.size()];
        flow[start] = 1.0;
        var nearer = new LongHeap();
        nearer.push(0, start);
        var shares = new LinkedHashMap<LinkDirection, Double>();
        while (!nearer.isEmpty()) {
            int node = nearer.pop();
            if (node == end) {
                continue;
            }
            var next = nextHops(node, distance);
            var part = flow[node] / next.size();
            for (int link : next) {
                if (flow[to[link]] == 0) {
                    nearer.push(distance[start] - distance[to[link]], to[link]);
                }
                shares.merge(links[link], part, Double::sum);
                flow[to[link]] += part;
            }
        }
        return Collections.unmodifiableMap(shares);
    }

    private boolean enumerate(
            int node, int end, long[] distance, List<LinkDirection> way, double share, List<EcmpBranch> found) {
        if (node == end) {
            found.add(new EcmpBranch(way, share));
            return true;
        }
        var next = nextHops(node, distance);
        for (int link : next) {
            if (found.size() >= EcmpRoutes.MAX_BRANCHES) {
                return false;
            }
            way.add(links[link]);
            var complete = enumerate(to[link], end, distance, way, share / next.size(), found);
            way.removeLast();
            if (!complete) {
                return false;
            }
        }
        return true;
    }

    private List<Integer> nextHops(int node, long[] distance) {
        var next = new ArrayList<Integer>(2);
        for (int link : outgoing[node]) {
            if (distance[to[link]] != UNREACHABLE && distance[to[link]] + cost[link] == distance[node]) {
                next.add(link);
            }
        }
        return next;
    }

    private long[] distancesTo(int end) {
        var known = distances.get(end);
        if (known == null) {
            known = dijkstra(end);
            distances.set(end, known);
        }
        return known;
    }

    private long[] dijkstra(int end) {
        var distance = new long[routers.size()];
        Arrays.fill(distance, UNREACHABLE);
        distance[end] = 0;
        var heap = new LongHeap();
        heap.push(0, end);
        while (!heap.isEmpty()) {
            long near = heap.topKey();
            int node = heap.pop();
            if (near != distance[node]) {
                continue;
            }
            for (int link : incoming[node]) {
                var longer = near + cost[link];
                if (longer < distance[from[link]]) {
                    distance[from[link]] = longer;
                    heap.push(longer, from[link]);
                }
            }
        }
        return distance;
    }

    private int number(String node) {
        var number = numbers.get(node);
        return number == null ? -1 : number;
    }

    private static int[][] slices(int nodes, int[] nodeOfLink) {
        var sizes = new int[nodes];
        for (int node : nodeOfLink) {
            sizes[node]++;
        }
        var slices = new int[nodes][];
        for (int node = 0; node < nodes; node++) {
            slices[node] = new int[sizes[node]];
        }
        var filled = new int[nodes];
        for (int link = 0; link < nodeOfLink.length; link++) {
            slices[nodeOfLink[link]][filled[nodeOfLink[link]]++] = link;
        }
        return slices;
    }
}
