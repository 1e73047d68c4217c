package io.cemfleet.lab.network;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Shares of a flow on each direction when every router splits evenly over its equal-cost next hops. */
final class EvenSplit {

    private final LabTopology topology;
    private final IgpRouting igp;
    private final Map<Integer, Double> shares = new TreeMap<>();

    EvenSplit(IgpRouting igp) {
        this.igp = igp;
        this.topology = igp.topology();
    }

    /** Adds a part of the traffic along the IGP. */
    EvenSplit igp(int from, int to, double part) {
        if (from == to || !igp.reachable(from, to)) {
            return this;
        }
        Map<Integer, Double> inflow = new HashMap<>();
        inflow.put(from, part);
        List<Integer> order = topology.routers().stream()
                .map(LabRouter::index)
                .filter(router -> igp.reachable(router, to))
                .sorted(Comparator.comparingInt((Integer router) -> igp.distance(router, to))
                        .reversed())
                .toList();
        for (int router : order) {
            double here = inflow.getOrDefault(router, 0.0);
            if (here > 0 && router != to) {
                List<Integer> hops = igp.nextHops(router, to);
                for (int hop : hops) {
                    shares.merge(hop, here / hops.size(), Double::sum);
                    inflow.merge(topology.direction(hop).to(), here / hops.size(), Double::sum);
                }
            }
        }
        return this;
    }

    /** Adds a part of the traffic along segments. */
    EvenSplit segments(List<ResolvedSegment> segments, int headEnd, double part) {
        int at = headEnd;
        for (ResolvedSegment segment : segments) {
            if (segment.kind() == ResolvedSegment.Kind.ADJACENCY) {
                shares.merge(segment.direction(), part, Double::sum);
            } else {
                igp(at, segment.node(), part);
            }
            at = segment.node();
        }
        return this;
    }

    List<LinkShare> toList() {
        return shares.entrySet().stream()
                .map(entry -> new LinkShare(entry.getKey(), entry.getValue()))
                .toList();
    }
}
