package io.cemfleet.lab.network;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;

/** Shortest paths by any metric, and the segment lists that force them. */
final class DynamicPaths {

    private final LabTopology topology;
    private final IgpRouting igp;
    private final SegmentResolver resolver;

    DynamicPaths(IgpRouting igp, SegmentResolver resolver) {
        this.igp = igp;
        this.topology = igp.topology();
        this.resolver = resolver;
    }

    /** A computed path: its segments and its length by the requested metric. */
    record Computed(List<ResolvedSegment> segments, int metricValue) {}

    /** The shortest path; empty when the constraints admit none, or its list exceeds the SID depth. */
    Optional<Computed> compute(int from, int to, PathSpec.Dynamic spec) {
        if (from == to) {
            return Optional.empty();
        }
        if (spec.metric() == PathMetric.IGP && spec.affinities().equals(AffinityConstraint.NONE)) {
            return igp.reachable(from, to)
                    ? Optional.of(new Computed(List.of(resolver.nodeSegment(to)), igp.distance(from, to)))
                    : Optional.empty();
        }
        int[] path = shortest(from, to, spec);
        if (path.length == 0) {
            return Optional.empty();
        }
        List<ResolvedSegment> segments = encode(from, path);
        if (segments.size() > LabRouter.MAXIMUM_SID_DEPTH) {
            return Optional.empty();
        }
        int length = Arrays.stream(path).map(d -> cost(d, spec.metric())).sum();
        return Optional.of(new Computed(segments, length));
    }

    /** The shortest list for a path: node SIDs where the IGP takes only that path, else adjacency SIDs. */
    List<ResolvedSegment> encode(int from, int[] path) {
        List<ResolvedSegment> segments = new ArrayList<>();
        int at = from;
        int done = 0;
        while (done < path.length) {
            int end = longestUnique(at, path, done);
            if (end == done) {
                segments.add(resolver.adjacencySegment(path[done]));
                end = done + 1;
            } else {
                segments.add(
                        resolver.nodeSegment(topology.direction(path[end - 1]).to()));
            }
            at = topology.direction(path[end - 1]).to();
            done = end;
        }
        return segments;
    }

    private int longestUnique(int at, int[] path, int start) {
        for (int end = path.length; end > start; end--) {
            List<int[]> branches =
                    igp.branches(at, topology.direction(path[end - 1]).to());
            if (branches.size() == 1 && Arrays.equals(branches.getFirst(), Arrays.copyOfRange(path, start, end))) {
                return end;
            }
        }
        return start;
    }

    private int[] shortest(int from, int to, PathSpec.Dynamic spec) {
        long[] distance = new long[topology.routers().size()];
        int[] via = new int[distance.length];
        Arrays.fill(distance, Long.MAX_VALUE);
        Arrays.fill(via, -1);
        distance[from] = 0;
        PriorityQueue<long[]> queue = new PriorityQueue<>((x, y) -> Long.compare(x[0], y[0]));
        queue.add(new long[] {0, from});
        while (true) {
            long[] head = queue.poll();
            if (head == null) {
                return new int[0];
            }
            int router = (int) head[1];
            if (router == to) {
                return trace(from, to, via);
            }
            if (head[0] > distance[router]) {
                continue;
            }
            for (int direction : topology.outgoing(router)) {
                DirectedLink link = topology.direction(direction);
                long candidate = head[0] + cost(direction, spec.metric());
                if (usable(direction, spec) && candidate < distance[link.to()]) {
                    distance[link.to()] = candidate;
                    via[link.to()] = direction;
                    queue.add(new long[] {candidate, link.to()});
                }
            }
        }
    }

    private boolean usable(int direction, PathSpec.Dynamic spec) {
        return igp.up(direction)
                && spec.affinities().admit(topology.linkOf(direction).affinities());
    }

    private int[] trace(int from, int to, int[] via) {
        Deque<Integer> path = new ArrayDeque<>();
        int at = to;
        while (at != from) {
            path.addFirst(via[at]);
            at = topology.direction(via[at]).from();
        }
        return path.stream().mapToInt(Integer::intValue).toArray();
    }

    private int cost(int direction, PathMetric metric) {
        return switch (metric) {
            case IGP -> igp.metric(direction);
            case TE -> topology.direction(direction).teMetric();
            case DELAY -> (int) Math.round(topology.linkOf(direction).delayMs() * 1000);
            case HOPS -> 1;
        };
    }
}
