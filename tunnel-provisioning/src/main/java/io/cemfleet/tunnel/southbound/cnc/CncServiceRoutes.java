package io.cemfleet.tunnel.southbound.cnc;

import io.cemfleet.a2a.contract.TunnelFailureCode;
import io.cemfleet.cnc.nso.RoutePolicy;
import io.cemfleet.cnc.nso.VpnServices;
import io.cemfleet.network.service.VpnNode;
import io.cemfleet.network.service.VpnService;
import io.cemfleet.tunnel.policy.StepOutcome;
import io.cemfleet.tunnel.policy.StepOutcome.Done;
import io.cemfleet.tunnel.southbound.ServiceDirectory;
import io.cemfleet.tunnel.southbound.ServiceRoutes;
import io.cemfleet.tunnel.southbound.ServiceRoutes.Service;
import io.cemfleet.tunnel.southbound.ServiceRoutes.ServiceNode;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Colours through NSO's L3VPN services and their route policies. */
@Component
final class CncServiceRoutes implements ServiceRoutes {
    private final VpnServices vpns;
    private final FreshTopology topologies;

    CncServiceRoutes(VpnServices vpns, FreshTopology topologies) {
        this.vpns = vpns;
        this.topologies = topologies;
    }

    @Override
    public StepOutcome<ServiceDirectory> services() {
        return topologies
                .with(topology -> CncOutcomes.of(vpns.list(topology)))
                .map(all -> new ServiceDirectory(
                        all.stream().map(CncServiceRoutes::service).toList()));
    }

    @Override
    public StepOutcome<Boolean> ensureColor(int color) {
        String name = ServiceRoutes.policyName(color);
        StepOutcome<Optional<RoutePolicy>> read = CncOutcomes.maybe(vpns.routePolicy(name));
        if (!(read instanceof Done(Optional<RoutePolicy> present))) {
            return read.asFailure();
        }
        if (present.isEmpty()) {
            return CncOutcomes.of(vpns.putRoutePolicy(new RoutePolicy(name, color, List.of())))
                    .map(written -> true);
        }
        int other = present.get().color();
        return other == color
                ? StepOutcome.done(false)
                : StepOutcome.failed(
                        TunnelFailureCode.NOT_OURS, "route policy %s has colour %d".formatted(name, other));
    }

    @Override
    public StepOutcome<Boolean> dropColor(int color) {
        return CncOutcomes.gone(vpns.deleteRoutePolicy(ServiceRoutes.policyName(color)));
    }

    @Override
    public StepOutcome<Boolean> color(String serviceId, ServiceNode node, int color) {
        return CncOutcomes.of(vpns.setRoutePolicy(serviceId, node.hostname(), ServiceRoutes.policyName(color)))
                .map(written -> true);
    }

    @Override
    public StepOutcome<Boolean> uncolor(String serviceId, ServiceNode node) {
        return CncOutcomes.gone(vpns.removeRoutePolicy(serviceId, node.hostname()));
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
