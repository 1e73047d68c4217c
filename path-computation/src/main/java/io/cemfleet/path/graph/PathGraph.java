package io.cemfleet.path.graph;

import io.cemfleet.network.topology.LinkDirection;
import io.cemfleet.network.topology.NetworkTopology;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * One topology version as compressed sparse rows: the edges of a router are a slice of one array, outgoing and
 * incoming. Immutable, built once for each version; searches borrow their workspaces from it.
 */
public final class PathGraph {

    private static final int HOP_BITS = 16;
    private static final int MOST_HOP_BITS = 17;

    private final NetworkTopology topology;
    private final List<LinkDirection> edges;
    private final Map<String, Integer> numbers = new HashMap<>();
    private final Map<String, Integer> edgeNumbers = new HashMap<>();
    final int[] first;
    final int[] from;
    final int[] to;
    final int[] firstIn;
    final int[] in;
    private final RouterChains chains;
    private final EdgeIndex index;
    private final EdgeCosts igp;
    private final EdgeCosts te;
    private final EdgeCosts hops;
    private final ConcurrentLinkedQueue<SearchWorkspace> idle = new ConcurrentLinkedQueue<>();

    private PathGraph(NetworkTopology topology) {
        this.topology = topology;
        var routers = topology.routers();
        for (int i = 0; i < routers.size(); i++) {
            numbers.put(routers.get(i).id(), i);
        }
        var sorted = new ArrayList<>(topology.directions());
        sorted.sort(Comparator.<LinkDirection>comparingInt(d -> number(d.from()))
                .thenComparing(LinkDirection::linkId)
                .thenComparing(LinkDirection::cncLinkId));
        edges = List.copyOf(sorted);
        from = edges.stream().mapToInt(d -> number(d.from())).toArray();
        to = edges.stream().mapToInt(d -> number(d.to())).toArray();
        first = offsets(from, routers.size());
        firstIn = offsets(to, routers.size());
        in = new int[edges.size()];
        var filled = firstIn.clone();
        for (int edge = 0; edge < edges.size(); edge++) {
            in[filled[to[edge]]++] = edge;
            edgeNumbers.putIfAbsent(
                    name(edges.get(edge).linkId(), edges.get(edge).from()), edge);
        }
        chains = new RouterChains(this);
        index = EdgeIndex.of(topology, edges);
        igp = EdgeCosts.of(this, edge -> edges.get(edge).igpMetric());
        te = EdgeCosts.of(this, edge -> edges.get(edge).teMetric());
        hops = EdgeCosts.of(this, edge -> 1);
    }

    /**
     * Builds the arrays.
     *
     * @throws IllegalArgumentException with 131,072 routers or more
     */
    public static PathGraph of(NetworkTopology topology) {
        if (topology.routers().size() >= 1 << MOST_HOP_BITS) {
            throw new IllegalArgumentException("more routers than a path key can count: " + topology);
        }
        return new PathGraph(topology);
    }

    public NetworkTopology topology() {
        return topology;
    }

    public int nodeCount() {
        return first.length - 1;
    }

    public int edgeCount() {
        return to.length;
    }

    /** The number of a router (slug); empty when the version does not have it. */
    public OptionalInt node(String id) {
        var number = numbers.get(id);
        return number == null ? OptionalInt.empty() : OptionalInt.of(number);
    }

    public String nodeId(int node) {
        return topology.routers().get(node).id();
    }

    /** The number of the direction of a link on which a router (slug) sends. */
    public OptionalInt edge(String linkId, String fromNode) {
        var number = edgeNumbers.get(name(linkId, fromNode));
        return number == null ? OptionalInt.empty() : OptionalInt.of(number);
    }

    public LinkDirection direction(int edge) {
        return edges.get(edge);
    }

    /** The directions of a path. */
    public List<LinkDirection> directions(int[] path) {
        var directions = new ArrayList<LinkDirection>(path.length);
        for (int edge : path) {
            directions.add(edges.get(edge));
        }
        return directions;
    }

    /** The edges by link and by shared-risk group. */
    public EdgeIndex index() {
        return index;
    }

    /** The IGP metrics as costs. */
    public EdgeCosts igp() {
        return igp;
    }

    /** The TE metrics as costs. */
    public EdgeCosts te() {
        return te;
    }

    /** A cost of 1 for each hop. */
    public EdgeCosts hops() {
        return hops;
    }

    /** The bits of a key that count the hops of a path. */
    int hopBits() {
        return nodeCount() < 1 << HOP_BITS ? HOP_BITS : MOST_HOP_BITS;
    }

    public int from(int edge) {
        return from[edge];
    }

    public int to(int edge) {
        return to[edge];
    }

    RouterChains chains() {
        return chains;
    }

    SearchWorkspace borrow() {
        var workspace = idle.poll();
        return workspace == null ? new SearchWorkspace(nodeCount()) : workspace;
    }

    void giveBack(SearchWorkspace workspace) {
        idle.offer(workspace);
    }

    private int number(String id) {
        var number = numbers.get(id);
        return number == null ? -1 : number;
    }

    private static String name(String linkId, String from) {
        return linkId + "|" + from;
    }

    private static int[] offsets(int[] nodeOfEdge, int nodes) {
        var offsets = new int[nodes + 1];
        for (int node : nodeOfEdge) {
            offsets[node + 1]++;
        }
        for (int node = 0; node < nodes; node++) {
            offsets[node + 1] += offsets[node];
        }
        return offsets;
    }
}
