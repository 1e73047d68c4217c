package io.cemfleet.tunnel.southbound.cnc;

import io.cemfleet.cnc.nso.RoutePolicy;
import io.cemfleet.cnc.nso.VpnNode;
import io.cemfleet.cnc.nso.VpnService;
import io.cemfleet.cnc.nso.VpnServices;
import io.cemfleet.tunnel.policy.FailureCode;
import io.cemfleet.tunnel.policy.Outcome;
import io.cemfleet.tunnel.southbound.ServiceRoutes;
import java.util.List;
import org.springframework.stereotype.Component;

/** Colours through NSO's L3VPN services and their route policies. */
@Component
final class CncServiceRoutes implements ServiceRoutes {
    private final VpnServices vpns;
    private final CncController.Topologies topologies;

    CncServiceRoutes(VpnServices vpns, CncController.Topologies topologies) {
        this.vpns = vpns;
        this.topologies = topologies;
    }

    @Override
    public Outcome<List<Service>> services() {
        return topologies
                .now()
                .then(topology -> Outcomes.of(vpns.list(topology)))
                .map(all -> all.stream().map(CncServiceRoutes::service).toList());
    }

    @Override
    public Outcome<Boolean> ensureColor(int color) {
        String name = ServiceRoutes.policyName(color);
        return Outcomes.maybe(vpns.routePolicy(name)).then(present -> {
            if (present.isEmpty()) {
                return Outcomes.of(vpns.putRoutePolicy(new RoutePolicy(name, color, List.of())))
                        .map(written -> true);
            }
            return present.get().color() == color
                    ? Outcome.done(false)
                    : Outcome.failed(
                            FailureCode.NOT_OURS,
                            "route policy %s has colour %d"
                                    .formatted(name, present.get().color()));
        });
    }

    @Override
    public Outcome<Boolean> dropColor(int color) {
        return Outcomes.gone(vpns.deleteRoutePolicy(ServiceRoutes.policyName(color)));
    }

    @Override
    public Outcome<Boolean> color(String serviceId, ServiceNode node, int color) {
        return Outcomes.of(vpns.setRoutePolicy(serviceId, node.hostname(), ServiceRoutes.policyName(color)))
                .map(written -> true);
    }

    @Override
    public Outcome<Boolean> uncolor(String serviceId, ServiceNode node) {
        return Outcomes.gone(vpns.removeRoutePolicy(serviceId, node.hostname()));
    }

    private static Service service(VpnService vpn) {
        return new Service(
                vpn.vpnId(),
                vpn.name(),
                vpn.nodes().stream().map(CncServiceRoutes::node).toList());
    }

    private static ServiceNode node(VpnNode node) {
        return new ServiceNode(node.hostname(), node.node(), node.routePolicy(), node.color());
    }
}
