package io.cemfleet.path.plan;

import io.cemfleet.network.forwarding.EcmpBranch;
import io.cemfleet.network.forwarding.EcmpRoutes;
import io.cemfleet.network.topology.LinkDirection;
import io.cemfleet.path.constraint.PathConstraints.PathEnds;
import io.cemfleet.path.segment.LinkWalk;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The split of the traffic between two routers over the links that it crosses. */
final class OriginalTrafficSplit {

    private OriginalTrafficSplit() {}

    /**
     * The branches, where the links are one path or exactly the branches of the IGP; empty where the split is unknown.
     */
    static List<EcmpBranch> branches(EcmpRoutes routes, PathEnds ends, List<String> links) {
        var path = new LinkWalk(routes.topology()).simplePath(ends.source(), ends.target(), links);
        if (path.isPresent()) {
            return List.of(new EcmpBranch(path.get(), 1));
        }
        return routes.route(ends.source(), ends.target())
                .routed()
                .filter(routed -> routed.branchesComplete() && routed.linkIds().equals(Set.copyOf(links)))
                .map(routed -> routed.branches())
                .orElse(List.of());
    }

    /**
     * The part of the whole traffic on each direction, 0 to 1; where the split is unknown, all of it on both directions
     * of each link, as an upper bound.
     *
     * @param routes of a network that has the links
     */
    static Map<LinkDirection, Double> shares(EcmpRoutes routes, PathEnds ends, List<String> links) {
        var shares = new HashMap<LinkDirection, Double>();
        for (var branch : branches(routes, ends, links)) {
            branch.links().forEach(direction -> shares.merge(direction, branch.share(), Double::sum));
        }
        if (shares.isEmpty()) {
            var crossed = Set.copyOf(links);
            routes.topology().directions().stream()
                    .filter(direction -> crossed.contains(direction.linkId()))
                    .forEach(direction -> shares.put(direction, 1.0));
        }
        return shares;
    }
}
