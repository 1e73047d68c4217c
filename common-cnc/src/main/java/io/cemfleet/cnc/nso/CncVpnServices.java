package io.cemfleet.cnc.nso;

import static io.cemfleet.cnc.json.YangJson.each;
import static io.cemfleet.cnc.json.YangJson.has;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cemfleet.cnc.CncResult;
import io.cemfleet.cnc.json.RequestJson;
import io.cemfleet.cnc.json.RestconfKey;
import io.cemfleet.cnc.json.YangJson;
import io.cemfleet.network.service.VpnService;
import io.cemfleet.network.topology.NetworkTopology;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

final class CncVpnServices implements VpnServices {

    private static final String ROOT = "/data/ietf-l3vpn-ntw:l3vpn-ntw";
    private static final String SERVICES = ROOT + "/vpn-services";
    private static final String ROUTE_POLICY = ROOT + "/cisco-l3vpn-ntw:l3vpn-route-policy";
    private static final String MAPPING = "cisco-l3vpn-ntw:te-service-mapping";

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
        var color = RequestJson.object().put("id", policy.color());
        if (!policy.routeDistinguishers().isEmpty()) {
            color.set(
                    "ipv4",
                    RequestJson.object("rd", RequestJson.array(policy.routeDistinguishers(), rd -> RequestJson.object()
                            .put("id", rd))));
        }
        ObjectNode body = RequestJson.object().put("name", policy.name());
        body.set("color", RequestJson.array(color));
        return nso.put(
                ROUTE_POLICY + "=" + RestconfKey.of(policy.name()),
                RequestJson.object("cisco-l3vpn-ntw:l3vpn-route-policy", RequestJson.array(body)));
    }

    @Override
    public CncResult<NsoWriteResult> deleteRoutePolicy(String name) {
        return nso.delete(ROUTE_POLICY + "=" + RestconfKey.of(name));
    }

    @Override
    public CncResult<NsoWriteResult> setRoutePolicy(String vpnId, String hostname, String routePolicy) {
        JsonNode mapping = RequestJson.object(
                "te-mapping", RequestJson.object("odn", RequestJson.object().put("route-policy", routePolicy)));
        ObjectNode node = RequestJson.object().put("vpn-node-id", hostname);
        node.set(MAPPING, mapping);
        return nso.patch(node(vpnId, hostname), RequestJson.object("ietf-l3vpn-ntw:vpn-node", RequestJson.array(node)));
    }

    @Override
    public CncResult<NsoWriteResult> removeRoutePolicy(String vpnId, String hostname) {
        return nso.delete(node(vpnId, hostname) + "/" + MAPPING);
    }

    private CncResult<Map<String, Integer>> colors() {
        return routePolicies().map(all -> all.stream()
                .collect(Collectors.toMap(RoutePolicy::name, RoutePolicy::color, (first, second) -> first)));
    }

    private static String node(String vpnId, String hostname) {
        return SERVICES + "/vpn-service=" + RestconfKey.of(vpnId) + "/vpn-nodes/vpn-node=" + RestconfKey.of(hostname);
    }
}
