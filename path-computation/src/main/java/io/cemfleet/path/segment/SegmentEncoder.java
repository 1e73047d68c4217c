package io.cemfleet.path.segment;

import io.cemfleet.a2a.contract.PathSegment;
import io.cemfleet.a2a.contract.SegmentType;
import io.cemfleet.network.forwarding.EcmpRoutes;
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
        int hops = path.size();
        var onlyWayFrom = onlyWayFrom(path);
        var needed = new int[hops + 1];
        var choice = new @Nullable PathSegment[hops];
        var reaches = new int[hops];
        for (int start = hops - 1; start >= 0; start--) {
            needed[start] = Integer.MAX_VALUE;
            for (int end = hops; end > start; end--) {
                if (needed[end] >= needed[start] - 1) {
                    continue;
                }
                var segment = segment(path, start, end, onlyWayFrom[end] <= start);
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

    /** For each end on the path, the farthest earlier hop from which the path is the IGP's only one. */
    private int[] onlyWayFrom(List<LinkDirection> path) {
        var from = new int[path.size() + 1];
        for (int end = 1; end <= path.size(); end++) {
            var target = path.get(end - 1).to();
            from[end] = end;
            while (from[end] > 0 && onlyNextHop(path.get(from[end] - 1), target)) {
                from[end]--;
            }
        }
        return from;
    }

    private @Nullable PathSegment segment(List<LinkDirection> path, int start, int end, boolean onlyWay) {
        var last = path.get(end - 1);
        var nodeSid = routes.topology().router(last.to()).map(Router::nodeSid).orElse(null);
        if (nodeSid != null && onlyWay) {
            return PathSegment.mpls(SegmentType.NODE, nodeSid, last.to(), null);
        }
        var adjacencySid = last.adjacencySid();
        return end == start + 1 && adjacencySid != null
                ? PathSegment.mpls(SegmentType.ADJACENCY, adjacencySid, last.to(), last.linkId())
                : null;
    }

    private boolean onlyNextHop(LinkDirection step, String target) {
        long distance = routes.distance(step.from(), target);
        for (var other : routes.topology().directionsFrom(step.from())) {
            long rest = routes.distance(other.to(), target);
            boolean shortest = rest >= 0 && rest + Math.max(1, other.igpMetric()) == distance;
            if (shortest != other.cncLinkId().equals(step.cncLinkId())) {
                return false;
            }
        }
        return true;
    }
}
