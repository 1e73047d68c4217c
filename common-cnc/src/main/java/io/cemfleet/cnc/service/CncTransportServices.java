package io.cemfleet.cnc.service;

import static io.cemfleet.cnc.json.YangJson.at;
import static io.cemfleet.cnc.json.YangJson.entries;

import com.fasterxml.jackson.databind.JsonNode;
import io.cemfleet.cnc.CncResult;
import io.cemfleet.cnc.json.RequestJson;
import io.cemfleet.cnc.session.CncApi;
import io.cemfleet.cnc.session.CncClient;
import io.cemfleet.cnc.topology.RouterLookup;
import io.cemfleet.network.policy.PolicyKey;
import io.cemfleet.network.topology.NetworkTopology;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

final class CncTransportServices implements TransportServices {

    private static final String RPC = "get-associated-services-for-transport";
    private static final String PREFIX = "cat-inventory-rpc:";
    /** The path elements that precede the id of a service, in either form. */
    private static final List<String> KEYS = List.of("vpn-service=", "vpn-service[vpn-id='", "vpn-service[vpn-id=\"");

    private static final String END_OF_KEY = "/'\"]";

    private final CncClient cnc;

    CncTransportServices(CncClient cnc) {
        this.cnc = cnc;
    }

    /** The inventory knows the head-end by its device name and the end-point by its address. */
    @Override
    public CncResult<List<String>> on(NetworkTopology topology, PolicyKey policy) {
        return RouterLookup.router(topology, policy.headEnd())
                .flatMap(
                        head -> RouterLookup.router(topology, policy.endPoint()).flatMap(end -> {
                            var reference = RequestJson.object()
                                    .put("headend", head.hostname())
                                    .put("color", policy.color())
                                    .put("endpoint", end.routerId());
                            return cnc.query(CncApi.SERVICES, "/operations/" + PREFIX + RPC, request(reference));
                        }))
                .flatMap(CncTransportServices::services);
    }

    /** Without services the inventory answers an empty object, with or without the output around it. */
    private static CncResult<List<String>> services(JsonNode body) {
        var output = at(body, "output");
        var response = at(output, RPC + "-response");
        var none = body.isObject() && body.isEmpty() || output.isObject() && output.isEmpty();
        if (!none && !response.isObject()) {
            return CncResult.unavailable("the answer about services on a transport has no response", true);
        }
        return CncResult.ok(entries(at(response, "service-path")).stream()
                .map(JsonNode::asText)
                .map(CncTransportServices::vpnId)
                .distinct()
                .toList());
    }

    private static JsonNode request(JsonNode reference) {
        return RequestJson.object(
                PREFIX + "input",
                RequestJson.object(PREFIX + RPC + "-request", RequestJson.object("sr-policy-ref", reference)));
    }

    private static String vpnId(String path) {
        for (var key : KEYS) {
            int from = path.indexOf(key) + key.length();
            int to = from;
            while (from >= key.length() && to < path.length() && END_OF_KEY.indexOf(path.charAt(to)) < 0) {
                to++;
            }
            if (to > from) {
                return URLDecoder.decode(path.substring(from, to).replace("+", "%2B"), StandardCharsets.UTF_8);
            }
        }
        return path;
    }
}
