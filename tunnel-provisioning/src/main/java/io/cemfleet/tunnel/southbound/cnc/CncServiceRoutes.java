package io.cemfleet.tunnel.southbound.cnc;

import io.cemfleet.cnc.nso.NsoWriteResult;
import io.cemfleet.cnc.nso.RoutePolicy;
import io.cemfleet.cnc.nso.RouteTransaction;
import io.cemfleet.cnc.nso.RouteTransaction.ClearedNode;
import io.cemfleet.cnc.nso.RouteTransaction.ColoredNode;
import io.cemfleet.cnc.nso.VpnServices;
import io.cemfleet.network.service.VpnNode;
import io.cemfleet.network.service.VpnService;
import io.cemfleet.tunnel.policy.StepOutcome;
import io.cemfleet.tunnel.policy.StepOutcome.Failed;
import io.cemfleet.tunnel.southbound.ServiceDirectory;
import io.cemfleet.tunnel.southbound.ServiceRoutes;
import io.cemfleet.tunnel.southbound.ServiceRoutes.Service;
import io.cemfleet.tunnel.southbound.ServiceRoutes.ServiceNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
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
    public StepOutcome<Map<String, Integer>> policies() {
        return CncOutcomes.of(vpns.routePolicies()).map(all -> all.stream()
                .collect(Collectors.toMap(RoutePolicy::name, RoutePolicy::color, (first, second) -> first)));
    }

    @Override
    public StepOutcome<Boolean> color(List<ColoredExport> exports, Set<Integer> fresh) {
        List<RoutePolicy> missing = exports.stream()
                .map(ColoredExport::color)
                .distinct()
                .filter(fresh::contains)
                .map(color -> new RoutePolicy(ServiceRoutes.policyName(color), color, List.of()))
                .toList();
        return exports.size() == 1
                ? color(exports.getFirst(), missing)
                : committed(RouteTransaction.coloring(
                        missing,
                        exports.stream()
                                .map(export -> new ColoredNode(
                                        export.serviceId(),
                                        export.node().hostname(),
                                        ServiceRoutes.policyName(export.color())))
                                .toList()));
    }

    private StepOutcome<Boolean> color(ColoredExport export, List<RoutePolicy> missing) {
        for (RoutePolicy policy : missing) {
            if (CncOutcomes.of(vpns.putRoutePolicy(policy)) instanceof Failed<NsoWriteResult>(var failure)) {
                return StepOutcome.failed(failure);
            }
        }
        String policy = ServiceRoutes.policyName(export.color());
        return CncOutcomes.of(
                        vpns.setRoutePolicy(export.serviceId(), export.node().hostname(), policy))
                .map(written -> true);
    }

    @Override
    public StepOutcome<Boolean> uncolor(List<ColoredExport> exports) {
        if (exports.size() == 1) {
            ColoredExport only = exports.getFirst();
            return CncOutcomes.gone(
                    vpns.removeRoutePolicy(only.serviceId(), only.node().hostname()));
        }
        return committed(RouteTransaction.clearing(exports.stream()
                .map(export -> new ClearedNode(export.serviceId(), export.node().hostname()))
                .toList()));
    }

    @Override
    public StepOutcome<Boolean> dropColors(Set<Integer> colors) {
        List<String> names = colors.stream().map(ServiceRoutes::policyName).toList();
        return names.size() == 1
                ? CncOutcomes.gone(vpns.deleteRoutePolicy(names.getFirst()))
                : committed(RouteTransaction.removing(names));
    }

    private StepOutcome<Boolean> committed(RouteTransaction transaction) {
        return CncOutcomes.of(vpns.commit(transaction)).map(done -> true);
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
