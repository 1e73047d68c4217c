package io.cemfleet.impact.assess;

import io.cemfleet.network.service.VpnNode;
import io.cemfleet.network.service.VpnService;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One direction of a service between two of its nodes. Its colour is that of the routes which the end-point exports.
 *
 * @param committedMbps the head-end's part for this end-point, absent where the service does not report it
 * @param soldMbps the whole bandwidth that the head-end may send into the service, absent where the service does not
 *     report it
 */
record ServiceFlow(
        VpnService service,
        String headEnd,
        VpnNode endPoint,
        @Nullable Double committedMbps,
        @Nullable Double soldMbps) {

    /** The flows between all ordered pairs of nodes that the topology has. */
    static List<ServiceFlow> of(VpnService service) {
        return service.directions().stream()
                .map(traffic -> of(service, traffic))
                .toList();
    }

    private static ServiceFlow of(VpnService service, VpnService.VpnDirection traffic) {
        var sold = traffic.head().committedInMbps();
        var committed = sold == null ? null : Double.valueOf(traffic.evenPart(sold));
        return new ServiceFlow(service, traffic.headEnd(), traffic.end(), committed, sold);
    }

    String end() {
        var node = endPoint.node();
        if (node == null) {
            throw new IllegalStateException("a flow ends at a known router");
        }
        return node;
    }
}
