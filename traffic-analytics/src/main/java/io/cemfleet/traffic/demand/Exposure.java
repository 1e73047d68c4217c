package io.cemfleet.traffic.demand;

import io.cemfleet.cnc.forwarding.RouteResult;
import io.cemfleet.cnc.nso.VpnNode;
import io.cemfleet.cnc.nso.VpnService;
import io.cemfleet.cnc.topology.LinkDirection;
import io.cemfleet.traffic.network.NetworkPicture;
import java.util.List;

/**
 * Whose traffic crosses one direction of a link now.
 *
 * @param services their ids, sorted
 */
public record Exposure(List<Crossing> demands, List<String> services) {

    /** @param share of the demand that crosses, above 0 to 1 */
    public record Crossing(Demand demand, double share) {}

    public Exposure {
        demands = List.copyOf(demands);
        services = List.copyOf(services);
    }

    /** @param matrix of the same picture */
    public static Exposure of(NetworkPicture picture, DemandMatrix matrix, LinkDirection direction) {
        Ways ways = Ways.present(picture.topology(), picture.policies());
        List<Crossing> crossing = matrix.demands().stream()
                .map(demand -> new Crossing(demand, share(ways, demand.key(), direction)))
                .filter(c -> c.share() > 0)
                .toList();
        List<String> services = picture.services().stream()
                .filter(service -> crosses(ways, service, direction))
                .map(VpnService::vpnId)
                .sorted()
                .toList();
        return new Exposure(crossing, services);
    }

    private static boolean crosses(Ways ways, VpnService service, LinkDirection direction) {
        for (VpnNode head : service.nodes()) {
            for (VpnNode end : service.nodes()) {
                String headEnd = head.node();
                String endPoint = end.node();
                if (headEnd != null
                        && endPoint != null
                        && !headEnd.equals(endPoint)
                        && share(ways, new DemandKey(headEnd, endPoint, end.color()), direction) > 0) {
                    return true;
                }
            }
        }
        return false;
    }

    private static double share(Ways ways, DemandKey key, LinkDirection direction) {
        return ways.of(key) instanceof RouteResult.Routed routed
                ? routed.shares().getOrDefault(direction, 0.0)
                : 0;
    }
}
