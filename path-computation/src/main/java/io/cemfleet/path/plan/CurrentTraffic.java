package io.cemfleet.path.plan;

import io.cemfleet.network.topology.LinkDirection;
import io.cemfleet.path.constraint.PathConstraints.PathEnds;
import io.cemfleet.path.constraint.PathNetwork;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Where traffic is now.
 *
 * @param shares fraction of it that arrives at each edge which all of it crosses, and is therefore in the edge's load,
 *     0 to 1. How flows are hashed over several branches is not known, so an edge of only some branches has no share
 *     here
 * @param met the quality of the worst of its branches
 */
record CurrentTraffic(Map<Integer, Double> shares, PathQuality met) {

    private static final CurrentTraffic AMBIGUOUS = new CurrentTraffic(Map.of(), PathQuality.UNKNOWN);
    private static final CurrentTraffic GONE = new CurrentTraffic(Map.of(), PathQuality.LOST);

    /** Of traffic that crosses these links, given in any order. */
    static CurrentTraffic of(PathNetwork network, PathEnds ends, List<String> links) {
        if (links.stream().anyMatch(id -> network.topology().link(id).isEmpty())) {
            return GONE;
        }
        var branches = OriginalTrafficSplit.branches(network.routes(), ends, links);
        if (branches.isEmpty()) {
            return AMBIGUOUS;
        }
        var shares = new HashMap<Integer, Double>();
        var crossing = new HashMap<Integer, Integer>();
        PathQuality met = null;
        for (var branch : branches) {
            var edges = edges(network, branch.links());
            spread(network, edges, branch.share(), shares);
            Arrays.stream(edges).forEach(edge -> crossing.merge(edge, 1, Integer::sum));
            var figures = PathQuality.along(network.state(), edges);
            met = met == null ? figures : met.worst(figures);
        }
        shares.keySet().removeIf(edge -> crossing.getOrDefault(edge, 0) < branches.size());
        return new CurrentTraffic(Map.copyOf(shares), met == null ? PathQuality.UNKNOWN : met);
    }

    /** Lost traffic does not load later links; where the loss is unknown, so is the rest of the path. */
    private static void spread(PathNetwork network, int[] edges, double share, Map<Integer, Double> shares) {
        double arrives = share;
        for (int edge : edges) {
            shares.merge(edge, arrives, Double::sum);
            var loss = network.state().figures(edge).lossPct();
            if (loss == null || loss >= 100) {
                return;
            }
            arrives *= 1 - loss / 100;
        }
    }

    private static int[] edges(PathNetwork network, List<LinkDirection> directions) {
        return directions.stream()
                .mapToInt(direction -> network.graph()
                        .edge(direction.linkId(), direction.from())
                        .orElseThrow())
                .toArray();
    }
}
