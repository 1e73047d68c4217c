package io.cemfleet.path.graph;

/** What a search must not touch: edges, and routers with all their edges, one bit each. Not safe for threads. */
public final class SearchMask {

    private static final int WORD_BITS = 6;

    private final PathGraph graph;
    private final long[] edges;
    /** By the first edges of chains. */
    private final long[] chains;

    private final long[] nodes;

    private SearchMask(PathGraph graph, long[] edges, long[] chains, long[] nodes) {
        this.graph = graph;
        this.edges = edges;
        this.chains = chains;
        this.nodes = nodes;
    }

    public static SearchMask none(PathGraph graph) {
        int words = (graph.edgeCount() >> WORD_BITS) + 1;
        return new SearchMask(graph, new long[words], new long[words], new long[(graph.nodeCount() >> WORD_BITS) + 1]);
    }

    public SearchMask copy() {
        return new SearchMask(graph, edges.clone(), chains.clone(), nodes.clone());
    }

    public void closeEdge(int edge) {
        edges[edge >> WORD_BITS] |= 1L << edge;
        closeChain(edge);
    }

    public void closeNode(int node) {
        nodes[node >> WORD_BITS] |= 1L << node;
        for (int edge = graph.first[node]; edge < graph.first[node + 1]; edge++) {
            closeChain(edge);
        }
    }

    public boolean edgeClosed(int edge) {
        return (edges[edge >> WORD_BITS] & 1L << edge) != 0;
    }

    /** Whether a search from junction to junction must not take the chain that begins with this edge. */
    boolean chainClosed(int first) {
        return (chains[first >> WORD_BITS] & 1L << first) != 0;
    }

    private void closeChain(int edge) {
        int first = graph.chains().first[edge];
        if (first != RouterChains.NONE) {
            chains[first >> WORD_BITS] |= 1L << first;
        }
    }

    public boolean nodeClosed(int node) {
        return (nodes[node >> WORD_BITS] & 1L << node) != 0;
    }
}
