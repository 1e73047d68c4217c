package io.cemfleet.cnc.nso;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cemfleet.cnc.json.RequestJson;
import io.cemfleet.cnc.json.RestconfKey;

/** Route policies and VPN nodes as NSO takes them, and where they stand below {@code l3vpn-ntw}. */
final class NsoVpnForm {
    static final String SERVICES = "/vpn-services";
    static final String ROUTE_POLICY = "/cisco-l3vpn-ntw:l3vpn-route-policy";
    private static final String MAPPING = "cisco-l3vpn-ntw:te-service-mapping";

    private NsoVpnForm() {}

    static String policyTarget(String name) {
        return ROUTE_POLICY + "=" + RestconfKey.of(name);
    }

    static String nodeTarget(String vpnId, String hostname) {
        return SERVICES + "/vpn-service=" + RestconfKey.of(vpnId) + "/vpn-nodes/vpn-node=" + RestconfKey.of(hostname);
    }

    static String mappingTarget(String vpnId, String hostname) {
        return nodeTarget(vpnId, hostname) + "/" + MAPPING;
    }

    static JsonNode routePolicy(RoutePolicy policy) {
        var color = RequestJson.object().put("id", policy.color());
        if (!policy.routeDistinguishers().isEmpty()) {
            color.set(
                    "ipv4",
                    RequestJson.object("rd", RequestJson.array(policy.routeDistinguishers(), rd -> RequestJson.object()
                            .put("id", rd))));
        }
        ObjectNode body = RequestJson.object().put("name", policy.name());
        body.set("color", RequestJson.array(color));
        return RequestJson.object("cisco-l3vpn-ntw:l3vpn-route-policy", RequestJson.array(body));
    }

    static JsonNode node(String hostname, String routePolicy) {
        JsonNode mapping = RequestJson.object(
                "te-mapping", RequestJson.object("odn", RequestJson.object().put("route-policy", routePolicy)));
        ObjectNode node = RequestJson.object().put("vpn-node-id", hostname);
        node.set(MAPPING, mapping);
        return RequestJson.object("ietf-l3vpn-ntw:vpn-node", RequestJson.array(node));
    }
}
