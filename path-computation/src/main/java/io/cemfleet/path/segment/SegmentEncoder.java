package io.cemfleet.path.segment;

import io.cemfleet.a2a.contract.PathSegment;
import io.cemfleet.a2a.contract.SegmentType;
import io.cemfleet.network.forwarding.EcmpRoutes;
import io.cemfleet.network.forwarding.PathForwarding;
import io.cemfleet.network.topology.LinkDirection;
import io.cemfleet.network.topology.Router;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The shortest segment list that takes every packet along a path and nowhere else (RFC 8402). A node segment serves
 * where the IGP has exactly one path to the node and it is the given one; elsewhere an adjacency segment does. So no
 * equal-cost branch can lead over a link that the path avoids.
 */
public final class SegmentEncoder {

    private final EcmpRoutes routes;

    public SegmentEncoder(EcmpRoutes routes) {
        this.routes = routes;
    }

    /** The list; empty when a part of the path has neither a node SID nor an adjacency SID. */
    public Optional<List<PathSegment>> encode(List<LinkDirection> path) {
        boolean everywhere = path.stream().allMatch(step -> nodeSid(step) != null);
        try (var forwarding = routes.along(path)) {
            return everywhere ? farthestFirst(path, forwarding) : fewest(path, forwarding);
        }
    }

    /** Where every router has a node SID, the list is shortest whose segments each lead as far as one can. */
    private Optional<List<PathSegment>> farthestFirst(List<LinkDirection> path, PathForwarding forwarding) {
        var list = new ArrayList<PathSegment>();
        for (int at = 0; at < path.size(); ) {
            int onlyWay = forwarding.onlyWayFrom(at);
            int end = Math.max(at + 1, onlyWay);
            var segment = segment(path, at, end, onlyWay);
            if (segment == null) {
                return Optional.empty();
            }
            list.add(segment);
            at = end;
        }
        return Optional.of(List.copyOf(list));
    }

    /** Tries every end of every segment: one that leads less far may be the only one with a node SID. */
    private Optional<List<PathSegment>> fewest(List<LinkDirection> path, PathForwarding forwarding) {
        int hops = path.size();
        var needed = new int[hops + 1];
        var choice = new @Nullable PathSegment[hops];
        var reaches = new int[hops];
        for (int start = hops - 1; start >= 0; start--) {
            needed[start] = Integer.MAX_VALUE;
            int onlyWay = forwarding.onlyWayFrom(start);
            for (int end = Math.max(start + 1, onlyWay); end > start; end--) {
                if (needed[end] >= needed[start] - 1) {
                    continue;
                }
                var segment = segment(path, start, end, onlyWay);
                if (segment != null) {
                    needed[start] = needed[end] + 1;
                    choice[start] = segment;
                    reaches[start] = end;
                }
            }
        }
        var list = new ArrayList<PathSegment>();
        for (int at = 0; at < hops; at = reaches[at]) {
            var segment = choice[at];
            if (segment == null) {
                return Optional.empty();
            }
            list.add(segment);
        }
        return Optional.of(List.copyOf(list));
    }

    private @Nullable PathSegment segment(List<LinkDirection> path, int start, int end, int onlyWay) {
        var last = path.get(end - 1);
        var nodeSid = nodeSid(last);
        if (nodeSid != null && end <= onlyWay) {
            return PathSegment.mpls(SegmentType.NODE, nodeSid, last.to(), null);
        }
        var adjacencySid = last.adjacencySid();
        return end == start + 1 && adjacencySid != null
                ? PathSegment.mpls(SegmentType.ADJACENCY, adjacencySid, last.to(), last.linkId())
                : null;
    }

    private @Nullable Integer nodeSid(LinkDirection step) {
        return routes.topology().router(step.to()).map(Router::nodeSid).orElse(null);
    }
}
