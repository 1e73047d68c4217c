package io.cemfleet.path.graph;

/**
 * Chooses among equally cheap paths: the one whose first edge that differs has the lowest number. The choice depends on the
 * labels alone, and so not on the order in which a search reached them.
 */
final class EqualPaths {

    private final int[] queue;
    private final int[] marks;
    private int mark;
    private int count;

    EqualPaths(int nodes) {
        queue = new int[nodes];
        marks = new int[nodes];
    }

    /** Forgets the junctions that were added. */
    void clear() {
        count = 0;
    }

    /** Adds a junction of a cheapest path; every cheapest path that has junctions must have one that was added. */
    void through(int junction) {
        queue[count++] = junction;
    }

    /**
     * The chosen path.
     *
     * @param length its key
     * @param work final labels of every junction on a cheapest path: up to the one that was added by the distance from the
     *     source, from there by the distance to the target
     */
    int[] first(CostedGraph network, SearchWorkspace work, int source, int target, long length) {
        markBack(network, work.out.distance);
        var graph = network.graph();
        var walk = new ChainWalk(network);
        var path = new int[network.costs().hops(length)];
        long far = 0;
        int node = source;
        for (int hop = 0; hop < path.length; ) {
            int edge = graph.first[node];
            while (!walk.onward(edge, target) || !isCheapest(walk, work, far, length, target)) {
                edge++;
            }
            far += walk.key();
            while (node != walk.end()) {
                path[hop++] = edge;
                node = graph.to[edge];
                edge = graph.chains().next(edge);
            }
        }
        return path;
    }

    private boolean isCheapest(ChainWalk walk, SearchWorkspace work, long before, long length, int target) {
        int node = walk.end();
        long far = before + walk.key();
        return node == target && far == length
                || marks[node] == mark && work.out.distance[node] == far
                || work.in.distance[node] == length - far;
    }

    /** Marks what lies on a cheapest path between the source and a junction that was added. */
    private void markBack(CostedGraph network, long[] distance) {
        var rows = network.graph().chains().in;
        mark++;
        for (int i = 0; i < count; i++) {
            marks[queue[i]] = mark;
        }
        for (int head = 0; head < count; head++) {
            int node = queue[head];
            for (int i = rows.first[node]; i < rows.first[node + 1]; i++) {
                int before = rows.other[i];
                boolean cheapest = distance[before] == distance[node] - network.costs().in[i]
                        && !network.mask().chainClosed(rows.chain[i]);
                if (cheapest && marks[before] != mark) {
                    marks[before] = mark;
                    queue[count++] = before;
                }
            }
        }
    }
}
