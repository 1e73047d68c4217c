package io.cemfleet.cnc.optimization;

import io.cemfleet.network.forwarding.Segment;
import io.cemfleet.network.topology.NetworkTopology;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One hop of an explicit path; the controller needs both address and SID.
 *
 * @param address router id of a node, or the sending interface's address of an adjacency
 */
public record ExplicitHop(boolean adjacency, String address, int sid) {

    static Optional<List<ExplicitHop>> over(NetworkTopology topology, List<Segment> segments) {
        var hops = new ArrayList<ExplicitHop>();
        for (var segment : segments) {
            var hop = of(topology, segment);
            if (hop.isEmpty()) {
                return Optional.empty();
            }
            hops.add(hop.get());
        }
        return Optional.of(hops);
    }

    private static Optional<ExplicitHop> of(NetworkTopology topology, Segment segment) {
        return switch (segment) {
            case Segment.ToNode(String node) ->
                topology.router(node).flatMap(r -> Optional.ofNullable(r.nodeSid())
                        .map(sid -> new ExplicitHop(false, r.routerId(), sid)));
            case Segment.OverLink(var link) ->
                Optional.ofNullable(link.source().address()).flatMap(address -> Optional.ofNullable(link.adjacencySid())
                        .map(sid -> new ExplicitHop(true, address, sid)));
        };
    }
}
