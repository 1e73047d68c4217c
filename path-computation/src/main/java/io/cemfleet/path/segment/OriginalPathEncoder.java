package io.cemfleet.path.segment;

import io.cemfleet.a2a.contract.OriginalPath;
import io.cemfleet.a2a.contract.PathSegment;
import io.cemfleet.a2a.contract.SegmentType;
import io.cemfleet.network.forwarding.EcmpRoutes;
import io.cemfleet.network.forwarding.RouteResult;
import io.cemfleet.network.topology.LinkDirection;
import io.cemfleet.network.topology.Router;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Encodes the path that traffic took before as a segment list: it may cross the degraded link, since traffic returns to
 * it. Plain IGP forwarding, with all its branches, is the end-point's node SID alone.
 */
public final class OriginalPathEncoder {

    private final EcmpRoutes routes;

    public OriginalPathEncoder(EcmpRoutes routes) {
        this.routes = routes;
    }

    /** The original path of a flow over these links; it has no segment list where none reproduces the links. */
    public OriginalPath of(String headEnd, String endPoint, List<String> currentLinks) {
        var links = new HashSet<>(currentLinks);
        var walk = new LinkWalk(routes.topology());
        var path = walk.simplePath(headEnd, endPoint, links);
        var ordered = path.map(OriginalPathEncoder::ids).orElse(currentLinks);
        return path.flatMap(this::encoded)
                .or(() -> nodeLists(headEnd, endPoint, links).map(list -> new OriginalPath(ordered, list)))
                .or(() -> walk.shortestWithin(headEnd, endPoint, links).flatMap(this::encoded))
                .orElseGet(() -> new OriginalPath(currentLinks, null));
    }

    private Optional<OriginalPath> encoded(List<LinkDirection> path) {
        return new SegmentEncoder(routes).encode(path).map(list -> new OriginalPath(ids(path), list));
    }

    /** Lists of up to three node SIDs whose branches are exactly these links; the shortest wins. */
    private Optional<List<PathSegment>> nodeLists(String headEnd, String endPoint, Set<String> links) {
        var between = new TreeSet<String>();
        links.stream().flatMap(id -> routes.topology().link(id).stream()).forEach(link -> {
            between.add(link.a());
            between.add(link.z());
        });
        between.removeAll(Set.of(headEnd, endPoint));
        var near = between.stream().filter(one -> within(headEnd, one, links)).toList();
        var far = between.stream().filter(two -> within(two, endPoint, links)).toList();
        var lists = Stream.concat(
                Stream.of(List.of(endPoint)),
                Stream.concat(
                        near.stream().filter(far::contains).map(one -> List.of(one, endPoint)),
                        near.stream().flatMap(one -> far.stream()
                                .filter(two -> !two.equals(one))
                                .map(two -> List.of(one, two, endPoint)))));
        return lists.filter(list -> linksOf(headEnd, list).equals(links))
                .findFirst()
                .flatMap(this::segments);
    }

    private boolean within(String from, String to, Set<String> links) {
        return routes.route(from, to)
                .routed()
                .filter(routed -> links.containsAll(routed.linkIds()))
                .isPresent();
    }

    private Set<String> linksOf(String headEnd, List<String> nodes) {
        var links = new HashSet<String>();
        var here = headEnd;
        for (var node : nodes) {
            links.addAll(routes.route(here, node)
                    .routed()
                    .map(RouteResult.Routed::linkIds)
                    .orElse(Set.of()));
            here = node;
        }
        return links;
    }

    private Optional<List<PathSegment>> segments(List<String> nodes) {
        var list = nodes.stream()
                .flatMap(node -> routes.topology().router(node).stream())
                .flatMap(OriginalPathEncoder::nodeSegment)
                .toList();
        return list.size() == nodes.size() ? Optional.of(list) : Optional.empty();
    }

    private static Stream<PathSegment> nodeSegment(Router router) {
        var sid = router.nodeSid();
        return sid == null ? Stream.of() : Stream.of(PathSegment.mpls(SegmentType.NODE, sid, router.id(), null));
    }

    private static List<String> ids(Collection<LinkDirection> path) {
        return path.stream().map(LinkDirection::linkId).toList();
    }
}
