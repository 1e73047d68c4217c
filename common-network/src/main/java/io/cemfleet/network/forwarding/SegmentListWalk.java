package io.cemfleet.network.forwarding;

import io.cemfleet.network.topology.LinkDirection;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Follows a segment list: between two segments the flow is at one router. */
final class SegmentListWalk {

    private SegmentListWalk() {}

    static RouteResult follow(EcmpRoutes routes, String headEnd, List<Segment> segments) {
        if (routes.topology().router(headEnd).isEmpty()) {
            return new RouteResult.NoRoute(headEnd + " is not in the topology");
        }
        var here = headEnd;
        var walked = new RouteResult.Routed(Map.of(), List.of(new EcmpBranch(List.of(), 1.0)), true);
        for (var segment : segments) {
            switch (step(routes, here, segment)) {
                case RouteResult.NoRoute noRoute -> {
                    return noRoute;
                }
                case RouteResult.Routed next -> walked = join(walked, next);
            }
            here = SegmentRoute.end(here, List.of(segment));
        }
        return walked;
    }

    private static RouteResult step(EcmpRoutes routes, String here, Segment segment) {
        return switch (segment) {
            case Segment.ToNode(String node) -> routes.route(here, node);
            case Segment.OverLink(var link)
            when !link.from().equals(here) ->
                new RouteResult.NoRoute("adjacency of %s at %s".formatted(link.from(), here));
            case Segment.OverLink(var link)
            when !routes.alive(link) -> new RouteResult.NoRoute(link.linkId() + " is gone");
            case Segment.OverLink(var link) ->
                new RouteResult.Routed(Map.of(link, 1.0), List.of(new EcmpBranch(List.of(link), 1.0)), true);
        };
    }

    private static RouteResult.Routed join(RouteResult.Routed walked, RouteResult.Routed next) {
        var shares = new LinkedHashMap<>(walked.shares());
        next.shares().forEach((link, share) -> shares.merge(link, share, Double::sum));
        var complete = walked.branchesComplete() && next.branchesComplete();
        var branches = new ArrayList<EcmpBranch>();
        for (var before : walked.branches()) {
            for (var after : next.branches()) {
                if (branches.size() == EcmpRoutes.MAX_BRANCHES) {
                    return new RouteResult.Routed(Collections.unmodifiableMap(shares), branches, false);
                }
                branches.add(join(before, after));
            }
        }
        return new RouteResult.Routed(Collections.unmodifiableMap(shares), branches, complete);
    }

    private static EcmpBranch join(EcmpBranch before, EcmpBranch after) {
        var links = new ArrayList<LinkDirection>(before.links());
        links.addAll(after.links());
        return new EcmpBranch(links, before.share() * after.share());
    }
}
