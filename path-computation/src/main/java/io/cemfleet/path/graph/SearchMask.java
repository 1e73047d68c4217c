package io.cemfleet.path.graph;

/** What a search must not touch: edges, and routers with all their edges. Not safe for threads. */
public final class SearchMask {

    private final boolean[] edges;
    private final boolean[] nodes;

    private SearchMask(boolean[] edges, boolean[] nodes) {
        this.edges = edges;
        this.nodes = nodes;
    }

    public static SearchMask none(PathGraph graph) {
        return new SearchMask(new boolean[graph.edgeCount()], new boolean[graph.nodeCount()]);
    }

    public SearchMask copy() {
        return new SearchMask(edges.clone(), nodes.clone());
    }

    public void closeEdge(int edge) {
        edges[edge] = true;
    }

    public void closeNode(int node) {
        nodes[node] = true;
    }

    public boolean edgeClosed(int edge) {
        return edges[edge];
    }

    public boolean nodeClosed(int node) {
        return nodes[node];
    }
}
