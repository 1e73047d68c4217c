package io.cemfleet.cnc.nso;

import static io.cemfleet.cnc.json.YangJson.each;
import static io.cemfleet.cnc.json.YangJson.has;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cemfleet.cnc.CncResult;
import io.cemfleet.cnc.json.Fields;
import io.cemfleet.cnc.json.PathKey;
import io.cemfleet.cnc.json.YangJson;
import io.cemfleet.cnc.topology.NetworkTopology;
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
            var reader = new VpnReader(topology, colors);
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
        return colors().flatMap(colors -> nso.get(SERVICES + "/vpn-service=" + PathKey.of(vpnId))
                .flatMap(body -> each(body, "vpn-service").stream()
                        .flatMap(service -> new VpnReader(topology, colors).service(service).stream())
                        .findFirst()
                        .map(CncResult::ok)
                        .orElseGet(() -> CncResult.unavailable("the answer has no VPN service " + vpnId, true))));
    }

    @Override
    public CncResult<List<RoutePolicy>> routePolicies() {
        return nso.all(
                ROUTE_POLICY,
                body -> CncResult.ok(each(body, "l3vpn-route-policy").stream()
                        .flatMap(policy -> VpnReader.routePolicy(policy).stream())
                        .toList()));
    }

    @Override
    public CncResult<RoutePolicy> routePolicy(String name) {
        return nso.get(ROUTE_POLICY + "=" + PathKey.of(name)).flatMap(body -> each(body, "l3vpn-route-policy").stream()
                .flatMap(policy -> VpnReader.routePolicy(policy).stream())
                .findFirst()
                .map(CncResult::ok)
                .orElseGet(() -> CncResult.unavailable("the answer has no route policy " + name, true)));
    }

    @Override
    public CncResult<Written> putRoutePolicy(RoutePolicy policy) {
        var color = Fields.object().put("id", policy.color());
        if (!policy.routeDistinguishers().isEmpty()) {
            color.set("ipv4", Fields.object("rd", Fields.array(policy.routeDistinguishers(), rd -> Fields.object()
                    .put("id", rd))));
        }
        ObjectNode body = Fields.object().put("name", policy.name());
        body.set("color", Fields.array(color));
        return nso.put(
                ROUTE_POLICY + "=" + PathKey.of(policy.name()),
                Fields.object("cisco-l3vpn-ntw:l3vpn-route-policy", Fields.array(body)));
    }

    @Override
    public CncResult<Written> deleteRoutePolicy(String name) {
        return nso.delete(ROUTE_POLICY + "=" + PathKey.of(name));
    }

    @Override
    public CncResult<Written> setRoutePolicy(String vpnId, String hostname, String routePolicy) {
        JsonNode mapping =
                Fields.object("te-mapping", Fields.object("odn", Fields.object().put("route-policy", routePolicy)));
        ObjectNode node = Fields.object().put("vpn-node-id", hostname);
        node.set(MAPPING, mapping);
        return nso.patch(node(vpnId, hostname), Fields.object("ietf-l3vpn-ntw:vpn-node", Fields.array(node)));
    }

    @Override
    public CncResult<Written> removeRoutePolicy(String vpnId, String hostname) {
        return nso.delete(node(vpnId, hostname) + "/" + MAPPING);
    }

    private CncResult<Map<String, Integer>> colors() {
        return routePolicies().map(all -> all.stream()
                .collect(Collectors.toMap(RoutePolicy::name, RoutePolicy::color, (first, second) -> first)));
    }

    private static String node(String vpnId, String hostname) {
        return SERVICES + "/vpn-service=" + PathKey.of(vpnId) + "/vpn-nodes/vpn-node=" + PathKey.of(hostname);
    }
}
