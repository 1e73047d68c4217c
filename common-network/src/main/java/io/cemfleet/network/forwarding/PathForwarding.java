package io.cemfleet.network.forwarding;

/**
 * How plain forwarding follows one path. A question costs what lies around the ends of the part that it is about, and not
 * the whole network. Not safe for threads; closing it keeps its scratch arrays for the next path.
 */
public final class PathForwarding implements AutoCloseable {

    private final ForwardingGraph graph;
    private final IndexedPath path;
    private final RivalPaths rivals;

    PathForwarding(ForwardingGraph graph, IndexedPath path) {
        this.graph = graph;
        this.path = path;
        this.rivals = graph.borrow();
    }

    /**
     * The farthest router on the path to which the IGP has exactly one path from another one, and it is this path.
     *
     * @param start index of the router from which traffic is sent, 0 for the head-end
     * @return index of the farthest router; {@code start} where the IGP sends nothing over the next direction alone
     */
    public int onlyWayFrom(int start) {
        return rivals.farthestWithoutRival(path, start);
    }

    @Override
    public void close() {
        graph.giveBack(rivals);
    }
}
