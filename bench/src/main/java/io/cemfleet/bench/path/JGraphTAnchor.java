package io.cemfleet.bench.path;

import io.cemfleet.path.graph.EdgeCosts;
import io.cemfleet.path.graph.PathGraph;
import io.cemfleet.path.graph.SearchMask;
import java.util.List;
import java.util.stream.IntStream;
import org.jgrapht.Graph;
import org.jgrapht.GraphPath;
import org.jgrapht.alg.shortestpath.DijkstraShortestPath;
import org.jgrapht.alg.shortestpath.SuurballeKDisjointShortestPaths;
import org.jgrapht.alg.shortestpath.YenKShortestPath;
import org.jgrapht.graph.DefaultWeightedEdge;
import org.jgrapht.graph.DirectedWeightedMultigraph;
import org.jgrapht.graph.MaskSubgraph;
import org.jgrapht.graph.SimpleDirectedWeightedGraph;

/** The same network in JGraphT. Where an algorithm takes no parallel links, the cheapest of them is kept. */
final class JGraphTAnchor {
    private final PathGraph network;
    private final Graph<Integer, NumberedEdge> graph = new DirectedWeightedMultigraph<>(NumberedEdge.class);
    private final Graph<Integer, DefaultWeightedEdge> simple =
            new SimpleDirectedWeightedGraph<>(DefaultWeightedEdge.class);
    private final DijkstraShortestPath<Integer, NumberedEdge> dijkstra;

    /** An edge that knows its number in the arrays. */
    static final class NumberedEdge extends DefaultWeightedEdge {
        private static final long serialVersionUID = 1L;

        private int number;
    }

    JGraphTAnchor(PathGraph network, EdgeCosts costs) {
        this.network = network;
        for (int node = 0; node < network.nodeCount(); node++) {
            graph.addVertex(node);
            simple.addVertex(node);
        }
        for (int edge = 0; edge < network.edgeCount(); edge++) {
            var added = new NumberedEdge();
            added.number = edge;
            graph.addEdge(network.from(edge), network.to(edge), added);
            graph.setEdgeWeight(added, costs.of(edge));
            keepCheapest(network.from(edge), network.to(edge), costs.of(edge));
        }
        dijkstra = new DijkstraShortestPath<>(graph);
    }

    private void keepCheapest(int from, int to, long cost) {
        var known = simple.getEdge(from, to);
        if (known == null) {
            simple.setEdgeWeight(simple.addEdge(from, to), cost);
        } else if (simple.getEdgeWeight(known) > cost) {
            simple.setEdgeWeight(known, cost);
        }
    }

    /** Cost of the cheapest path; -1 where there is none. */
    long cheapest(int source, int target) {
        return cost(dijkstra.getPath(source, target));
    }

    /** The same under a mask. */
    long cheapest(int source, int target, SearchMask mask) {
        var open = new MaskSubgraph<>(graph, mask::nodeClosed, edge -> mask.edgeClosed(edge.number));
        return cost(new DijkstraShortestPath<>(open).getPath(source, target));
    }

    /** Costs of the cheapest paths without loops, over routers and not over parallel links. */
    List<Long> cheapest(int source, int target, int count) {
        return new YenKShortestPath<>(simple)
                .getPaths(source, target, count).stream()
                        .map(JGraphTAnchor::cost)
                        .toList();
    }

    /** Sum of the costs of two link-disjoint paths; -1 where there are no two. */
    long disjointPair(int source, int target) {
        var pair = new SuurballeKDisjointShortestPaths<>(simple).getPaths(source, target, 2);
        return pair.size() < 2
                ? -1
                : pair.stream().mapToLong(JGraphTAnchor::cost).sum();
    }

    /** A mask of the edges that the graph without parallel links does not have. */
    SearchMask withoutParallels(EdgeCosts costs) {
        var mask = SearchMask.none(network);
        var taken = new java.util.HashSet<DefaultWeightedEdge>();
        IntStream.range(0, network.edgeCount()).forEach(edge -> {
            var kept = simple.getEdge(network.from(edge), network.to(edge));
            if (simple.getEdgeWeight(kept) != costs.of(edge) || !taken.add(kept)) {
                mask.closeEdge(edge);
            }
        });
        return mask;
    }

    private static <E> long cost(@org.jspecify.annotations.Nullable GraphPath<Integer, E> path) {
        return path == null ? -1 : Math.round(path.getWeight());
    }
}
