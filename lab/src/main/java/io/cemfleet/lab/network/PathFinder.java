package io.cemfleet.lab.network;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;

/** Path queries on a topology that is still being planned. */
public final class PathFinder {

    private final LabTopology topology;
    private final IgpRouting igp;
    private final DynamicPaths dynamicPaths;

    public PathFinder(LabTopology topology) {
        this.topology = topology;
        this.igp = new IgpRouting(topology);
        this.dynamicPaths = new DynamicPaths(igp, new SegmentResolver(igp));
    }

    /** Static one-way delay of the slowest shortest path; infinite when there is none. */
    public double delayMs(int from, int to) {
        double slowest = Double.POSITIVE_INFINITY;
        for (int[] branch : igp.branches(from, to)) {
            double delay = 0;
            for (int direction : branch) {
                delay += topology.linkOf(direction).delayMs();
            }
            slowest = slowest == Double.POSITIVE_INFINITY ? delay : Math.max(slowest, delay);
        }
        return slowest;
    }

    /** The labels that force the shortest path by a metric; empty when there is none within the SID depth. */
    public List<Integer> labels(int from, int to, PathMetric metric) {
        return dynamicPaths
                .compute(from, to, new PathSpec.Dynamic(metric))
                .map(computed ->
                        computed.segments().stream().map(ResolvedSegment::label).toList())
                .orElse(List.of());
    }

    /** Indexes of the routers of the largest connected part, in order. */
    public List<Integer> largestPart() {
        BitSet seen = new BitSet();
        List<Integer> largest = List.of();
        for (LabRouter router : topology.routers()) {
            if (!seen.get(router.index())) {
                List<Integer> part = part(router.index(), seen);
                largest = part.size() > largest.size() ? part : largest;
            }
        }
        return largest.stream().sorted().toList();
    }

    private List<Integer> part(int start, BitSet seen) {
        List<Integer> part = new ArrayList<>();
        Deque<Integer> open = new ArrayDeque<>(List.of(start));
        seen.set(start);
        while (!open.isEmpty()) {
            int at = open.pop();
            part.add(at);
            for (int direction : topology.outgoing(at)) {
                int next = topology.direction(direction).to();
                if (!seen.get(next)) {
                    seen.set(next);
                    open.push(next);
                }
            }
        }
        return part;
    }
}
