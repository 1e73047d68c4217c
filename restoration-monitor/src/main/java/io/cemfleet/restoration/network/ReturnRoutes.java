package io.cemfleet.restoration.network;

import io.cemfleet.a2a.contract.MonitorRestoration;
import io.cemfleet.a2a.contract.SegmentType;
import io.cemfleet.network.forwarding.EcmpRoutes;
import io.cemfleet.network.forwarding.RouteResult;
import io.cemfleet.network.forwarding.Segment;
import io.cemfleet.network.forwarding.SegmentRoute;
import io.cemfleet.network.topology.Link;
import io.cemfleet.network.topology.LinkDirection;
import io.cemfleet.network.topology.NetworkTopology;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Where returning traffic goes in the present topology: along its original segment list where it had one of its own,
 * else where the IGP takes it now, every equal-cost branch.
 */
final class ReturnRoutes {
    private final EcmpRoutes routes;

    private ReturnRoutes(EcmpRoutes routes) {
        this.routes = routes;
    }

    static ReturnRoutes over(NetworkTopology topology) {
        return new ReturnRoutes(EcmpRoutes.over(topology));
    }

    NetworkTopology topology() {
        return routes.topology();
    }

    /** The links that it was moved from, and those that it would take now: all of them must be good. */
    Set<String> links(MonitorRestoration.WatchedProtection protection) {
        Set<String> links = new TreeSet<>(protection.originalPath().links());
        route(protection).routed().ifPresent(routed -> links.addAll(routed.linkIds()));
        return links;
    }

    /** Whether there is a return path. */
    boolean exists(MonitorRestoration.WatchedProtection protection) {
        return route(protection).routed().isPresent();
    }

    /** Which part of the traffic each direction would carry, 0 to 1; empty where there is no return path. */
    Map<LinkDirection, Double> shares(MonitorRestoration.WatchedProtection protection) {
        return route(protection).routed().map(RouteResult.Routed::shares).orElse(Map.of());
    }

    /** The links of the protection path, each in the direction of its traffic, as far as the topology has them. */
    List<LinkDirection> protecting(MonitorRestoration.WatchedProtection protection) {
        List<String> nodes = protection.protectionPath().nodes();
        List<String> links = protection.protectionPath().links();
        List<LinkDirection> path = new ArrayList<>();
        for (int i = 0; i < links.size() && i < nodes.size(); i++) {
            topology().direction(links.get(i), nodes.get(i)).ifPresent(path::add);
        }
        return path;
    }

    private RouteResult route(MonitorRestoration.WatchedProtection protection) {
        List<String> nodes = protection.protectionPath().nodes();
        String headEnd = nodes.getFirst();
        List<io.cemfleet.a2a.contract.PathSegment> list =
                protection.originalPath().segmentList();
        if (list == null || list.isEmpty()) {
            return routes.route(headEnd, nodes.getLast());
        }
        List<Segment> segments = new ArrayList<>();
        for (io.cemfleet.a2a.contract.PathSegment segment : list) {
            Optional<Segment> known = segment(SegmentRoute.end(headEnd, segments), segment);
            if (known.isEmpty()) {
                return new RouteResult.NoRoute("segment " + segment.sid() + " leads nowhere");
            }
            segments.add(known.get());
        }
        return new SegmentRoute(routes).expand(headEnd, segments);
    }

    private Optional<Segment> segment(String at, io.cemfleet.a2a.contract.PathSegment segment) {
        if (segment.type() == SegmentType.NODE) {
            return topology().router(segment.node()).map(router -> new Segment.ToNode(router.id()));
        }
        String link = segment.link();
        return Optional.ofNullable(link)
                .flatMap(topology()::link)
                .flatMap((Link known) -> known.from(at))
                .map(Segment.OverLink::new);
    }
}
