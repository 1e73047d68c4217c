package io.cemfleet.traffic.demand;

import io.cemfleet.network.forwarding.RouteResult;
import io.cemfleet.network.service.VpnService;
import io.cemfleet.network.topology.LinkDirection;
import io.cemfleet.traffic.network.MeasuredNetwork;
import java.util.List;

/**
 * The demands and services that cross one direction of a link now.
 *
 * @param services their ids, sorted
 */
public record LinkExposure(List<CrossingDemand> demands, List<String> services) {

    /** @param share of the demand that crosses, above 0 to 1 */
    public record CrossingDemand(TrafficDemand demand, double share) {}

    public LinkExposure {
        demands = List.copyOf(demands);
        services = List.copyOf(services);
    }

    /** @param matrix built from the same network */
    public static LinkExposure of(MeasuredNetwork picture, DemandMatrix matrix, LinkDirection direction) {
        DemandRoutes ways = DemandRoutes.present(picture.topology(), picture.policies());
        List<CrossingDemand> crossing = matrix.demands().stream()
                .map(demand -> new CrossingDemand(demand, share(ways, demand.key(), direction)))
                .filter(c -> c.share() > 0)
                .toList();
        List<String> services = picture.services().stream()
                .filter(service -> crosses(ways, service, direction))
                .map(VpnService::vpnId)
                .sorted()
                .toList();
        return new LinkExposure(crossing, services);
    }

    private static boolean crosses(DemandRoutes ways, VpnService service, LinkDirection direction) {
        return service.directions().stream()
                .map(traffic -> new DemandKey(
                        traffic.headEnd(), traffic.endPoint(), traffic.end().color()))
                .anyMatch(key -> share(ways, key, direction) > 0);
    }

    private static double share(DemandRoutes ways, DemandKey key, LinkDirection direction) {
        return ways.of(key) instanceof RouteResult.Routed routed
                ? routed.shares().getOrDefault(direction, 0.0)
                : 0;
    }
}
