package io.cemfleet.network.policy;

import io.cemfleet.network.forwarding.EcmpBranch;
import io.cemfleet.network.forwarding.EcmpRoutes;
import io.cemfleet.network.forwarding.RouteResult;
import io.cemfleet.network.forwarding.SegmentRoute;
import io.cemfleet.network.topology.LinkDirection;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;

/** The combined routes of several segment lists, weighted. */
final class WeightedRoute {

    private final LinkedHashMap<LinkDirection, Double> shares = new LinkedHashMap<>();
    private final List<EcmpBranch> branches = new ArrayList<>();
    private boolean complete = true;

    private WeightedRoute() {}

    static RouteResult combine(EcmpRoutes routes, String headEnd, String endPoint, List<SegmentList> lists) {
        long total = lists.stream().mapToLong(SegmentList::weight).sum();
        if (lists.isEmpty() || total <= 0) {
            return new RouteResult.NoRoute("no segment list from %s to %s".formatted(headEnd, endPoint));
        }
        var combined = new WeightedRoute();
        for (var list : lists) {
            switch (follow(routes, headEnd, endPoint, list)) {
                case RouteResult.NoRoute noRoute -> {
                    return noRoute;
                }
                case RouteResult.Routed routed -> combined.add(routed, (double) list.weight() / total);
            }
        }
        return new RouteResult.Routed(
                Collections.unmodifiableMap(combined.shares), combined.branches, combined.complete);
    }

    private static RouteResult follow(EcmpRoutes routes, String headEnd, String endPoint, SegmentList list) {
        var segments = HopResolver.resolve(routes.topology(), headEnd, list.hops());
        if (segments.isEmpty()) {
            return new RouteResult.NoRoute("a hop of %s is not in the topology".formatted(list.labels()));
        }
        if (!SegmentRoute.end(headEnd, segments.get()).equals(endPoint)) {
            return new RouteResult.NoRoute("%s does not end at %s".formatted(list.labels(), endPoint));
        }
        return new SegmentRoute(routes).expand(headEnd, segments.get());
    }

    private void add(RouteResult.Routed routed, double weight) {
        if (weight == 0) {
            return;
        }
        routed.shares().forEach((link, share) -> shares.merge(link, share * weight, Double::sum));
        complete &= routed.branchesComplete();
        for (var branch : routed.branches()) {
            if (branches.size() == EcmpRoutes.MAX_BRANCHES) {
                complete = false;
                return;
            }
            branches.add(new EcmpBranch(branch.links(), branch.share() * weight));
        }
    }
}
