package io.cemfleet.lab.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.atomic.AtomicReferenceArray;

/** IS-IS shortest paths with equal-cost multipath. Distances to a router are computed once, on first use. */
final class IgpRouting {

    /** The highest metric that IS-IS still uses for routing (RFC 5305). */
    static final int DRAINED = 16_777_214;

    static final int UNREACHABLE = Integer.MAX_VALUE;
    /** The maximum number of equal-cost branches. */
    static final int BRANCH_CAP = 64;

    private final LabTopology topology;
    private final BitSet downLinks;
    private final BitSet drainedLinks;
    private final AtomicReferenceArray<int[]> distances;

    IgpRouting(LabTopology topology, BitSet downLinks, BitSet drainedLinks) {
        this.topology = topology;
        this.downLinks = (BitSet) downLinks.clone();
        this.drainedLinks = (BitSet) drainedLinks.clone();
        this.distances = new AtomicReferenceArray<>(topology.routers().size());
    }

    IgpRouting(LabTopology topology, BitSet downLinks) {
        this(topology, downLinks, new BitSet());
    }

    IgpRouting(LabTopology topology) {
        this(topology, new BitSet());
    }

    /** The metric in force in a direction. */
    int metric(int direction) {
        return drainedLinks.get(direction >> 1)
                ? DRAINED
                : topology.direction(direction).igpMetric();
    }

    LabTopology topology() {
        return topology;
    }

    boolean up(int direction) {
        return !downLinks.get(direction >> 1);
    }

    boolean reachable(int from, int to) {
        return distance(from, to) != UNREACHABLE;
    }

    int distance(int from, int to) {
        return distancesTo(to)[from];
    }

    /** Directions that lead from a router closer to another on a shortest path, in their order. */
    List<Integer> nextHops(int router, int to) {
        int[] distance = distancesTo(to);
        List<Integer> hops = new ArrayList<>(2);
        for (int direction : topology.outgoing(router)) {
            if (onShortestPath(direction, distance)) {
                hops.add(direction);
            }
        }
        return hops;
    }

    /** Appends the path of one flow from one router to another. */
    void walk(int from, int to, long flow, DirectionIndexList path) {
        int[] distance = distancesTo(to);
        int at = from;
        while (at != to) {
            int choices = 0;
            for (int direction : topology.outgoing(at)) {
                if (onShortestPath(direction, distance)) {
                    choices++;
                }
            }
            if (choices == 0) {
                throw new IllegalStateException("no way from " + from + " to " + to);
            }
            int pick = FlowHashing.pick(flow, at, choices);
            for (int direction : topology.outgoing(at)) {
                if (onShortestPath(direction, distance) && pick-- == 0) {
                    path.add(direction);
                    at = topology.direction(direction).to();
                    break;
                }
            }
        }
    }

    /** Every shortest path, at most {@link #BRANCH_CAP}; empty when there is none. */
    List<int[]> branches(int from, int to) {
        List<int[]> found = new ArrayList<>();
        if (reachable(from, to)) {
            collect(from, to, new DirectionIndexList(), found);
        }
        return found;
    }

    private void collect(int at, int to, DirectionIndexList path, List<int[]> found) {
        if (found.size() >= BRANCH_CAP) {
            return;
        }
        if (at == to) {
            found.add(path.toArray());
            return;
        }
        for (int direction : nextHops(at, to)) {
            path.add(direction);
            collect(topology.direction(direction).to(), to, path, found);
            path.removeLast();
        }
    }

    private boolean onShortestPath(int direction, int[] distance) {
        DirectedLink link = topology.direction(direction);
        return up(direction)
                && distance[link.to()] != UNREACHABLE
                && distance[link.from()] == distance[link.to()] + metric(direction);
    }

    private int[] distancesTo(int to) {
        int[] known = distances.get(to);
        if (known == null) {
            known = dijkstra(to);
            distances.set(to, known);
        }
        return known;
    }

    private int[] dijkstra(int to) {
        int[] distance = new int[topology.routers().size()];
        Arrays.fill(distance, UNREACHABLE);
        distance[to] = 0;
        PriorityQueue<long[]> queue = new PriorityQueue<>((x, y) -> Long.compare(x[0], y[0]));
        queue.add(new long[] {0, to});
        while (true) {
            long[] head = queue.poll();
            if (head == null) {
                return distance;
            }
            int router = (int) head[1];
            if (head[0] > distance[router]) {
                continue;
            }
            for (int outgoing : topology.outgoing(router)) {
                DirectedLink back = topology.direction(outgoing ^ 1);
                long candidate = head[0] + metric(outgoing ^ 1);
                if (up(outgoing) && candidate < distance[back.from()]) {
                    distance[back.from()] = (int) candidate;
                    queue.add(new long[] {candidate, back.from()});
                }
            }
        }
    }
}
