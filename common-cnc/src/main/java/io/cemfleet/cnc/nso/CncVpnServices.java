package io.cemfleet.cnc.nso;

import static io.cemfleet.cnc.json.YangJson.each;
import static io.cemfleet.cnc.json.YangJson.has;

import io.cemfleet.cnc.CncResult;
import io.cemfleet.cnc.json.RestconfKey;
import io.cemfleet.cnc.json.YangJson;
import io.cemfleet.network.service.VpnService;
import io.cemfleet.network.topology.NetworkTopology;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

final class CncVpnServices implements VpnServices {

    private static final String ROOT = "/data/ietf-l3vpn-ntw:l3vpn-ntw";
    private static final String SERVICES = ROOT + NsoVpnForm.SERVICES;
    private static final String ROUTE_POLICY = ROOT + NsoVpnForm.ROUTE_POLICY;

    private final NsoClient nso;

    CncVpnServices(NsoClient nso) {
        this.nso = nso;
    }

    @Override
    public CncResult<List<VpnService>> list(NetworkTopology topology) {
        return colors().flatMap(colors -> nso.all(SERVICES, body -> {
            var reader = new NsoVpnReader(topology, colors);
            var container = has(body, "vpn-services") ? YangJson.at(body, "vpn-services") : body;
            var reported = each(container, "vpn-service");
            var services = reported.stream()
                    .flatMap(service -> reader.service(service).stream())
                    .toList();
            return services.size() == reported.size()
                    ? CncResult.ok(services)
                    : CncResult.unavailable("a VPN service without an id", false);
        }));
    }

    @Override
    public CncResult<VpnService> get(NetworkTopology topology, String vpnId) {
        return colors().flatMap(colors -> nso.get(SERVICES + "/vpn-service=" + RestconfKey.of(vpnId))
                .flatMap(body -> each(body, "vpn-service").stream()
                        .flatMap(service -> new NsoVpnReader(topology, colors).service(service).stream())
                        .findFirst()
                        .map(CncResult::ok)
                        .orElseGet(() -> CncResult.unavailable("the answer has no VPN service " + vpnId, true))));
    }

    @Override
    public CncResult<List<RoutePolicy>> routePolicies() {
        return nso.all(
                ROUTE_POLICY,
                body -> CncResult.ok(each(body, "l3vpn-route-policy").stream()
                        .flatMap(policy -> NsoVpnReader.routePolicy(policy).stream())
                        .toList()));
    }

    @Override
    public CncResult<RoutePolicy> routePolicy(String name) {
        return nso.get(ROUTE_POLICY + "=" + RestconfKey.of(name))
                .flatMap(body -> each(body, "l3vpn-route-policy").stream()
                        .flatMap(policy -> NsoVpnReader.routePolicy(policy).stream())
                        .findFirst()
                        .map(CncResult::ok)
                        .orElseGet(() -> CncResult.unavailable("the answer has no route policy " + name, true)));
    }

    @Override
    public CncResult<NsoWriteResult> putRoutePolicy(RoutePolicy policy) {
        return nso.put(ROOT + NsoVpnForm.policyTarget(policy.name()), NsoVpnForm.routePolicy(policy));
    }

    @Override
    public CncResult<NsoWriteResult> deleteRoutePolicy(String name) {
        return nso.delete(ROOT + NsoVpnForm.policyTarget(name));
    }

    @Override
    public CncResult<NsoWriteResult> setRoutePolicy(String vpnId, String hostname, String routePolicy) {
        return nso.patch(ROOT + NsoVpnForm.nodeTarget(vpnId, hostname), NsoVpnForm.node(hostname, routePolicy));
    }

    @Override
    public CncResult<NsoWriteResult> removeRoutePolicy(String vpnId, String hostname) {
        return nso.delete(ROOT + NsoVpnForm.mappingTarget(vpnId, hostname));
    }

    @Override
    public CncResult<NsoWriteResult> commit(RouteTransaction transaction) {
        return nso.patch(ROOT, NsoPatch.of(transaction));
    }

    private CncResult<Map<String, Integer>> colors() {
        return routePolicies().map(all -> all.stream()
                .collect(Collectors.toMap(RoutePolicy::name, RoutePolicy::color, (first, second) -> first)));
    }
}
