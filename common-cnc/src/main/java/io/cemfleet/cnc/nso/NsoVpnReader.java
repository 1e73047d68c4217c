package io.cemfleet.cnc.nso;

import static io.cemfleet.cnc.json.YangJson.at;
import static io.cemfleet.cnc.json.YangJson.each;
import static io.cemfleet.cnc.json.YangJson.figure;
import static io.cemfleet.cnc.json.YangJson.integer;
import static io.cemfleet.cnc.json.YangJson.text;
import static io.cemfleet.cnc.json.YangJson.textOr;

import com.fasterxml.jackson.databind.JsonNode;
import io.cemfleet.network.measurement.ReportedUnit;
import io.cemfleet.network.service.VpnAccess;
import io.cemfleet.network.service.VpnNode;
import io.cemfleet.network.service.VpnService;
import io.cemfleet.network.topology.NetworkTopology;
import io.cemfleet.network.topology.Router;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Maps NSO's VPN services and route policies to the fleet's records. */
final class NsoVpnReader {

    private final NetworkTopology topology;
    private final Map<String, Integer> colors;

    /** @param colors by the name of the route policy */
    NsoVpnReader(NetworkTopology topology, Map<String, Integer> colors) {
        this.topology = topology;
        this.colors = colors;
    }

    Optional<VpnService> service(JsonNode service) {
        return Optional.ofNullable(text(service, "vpn-id"))
                .map(id -> new VpnService(
                        id,
                        textOr(id, service, "vpn-name"),
                        textOr("", service, "customer-name"),
                        textOr("", service, "vpn-description"),
                        unprefixed(textOr("any-to-any", service, "vpn-service-topology")),
                        each(service, "vpn-nodes", "vpn-node").stream()
                                .map(this::node)
                                .flatMap(Optional::stream)
                                .toList()));
    }

    static Optional<RoutePolicy> routePolicy(JsonNode policy) {
        var name = text(policy, "name");
        var colors = each(policy, "color");
        var first = colors.stream()
                .map(c -> integer(c, "id"))
                .filter(Objects::nonNull)
                .findFirst();
        if (name == null || first.isEmpty()) {
            return Optional.empty();
        }
        var distinguishers = colors.stream()
                .flatMap(c -> each(c, "ipv4", "rd").stream())
                .map(rd -> text(rd, "id"))
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .toList();
        return Optional.of(new RoutePolicy(name, first.get(), distinguishers));
    }

    private Optional<VpnNode> node(JsonNode node) {
        var hostname = text(node, "vpn-node-id");
        if (hostname == null) {
            return Optional.empty();
        }
        var routePolicy = text(node, "te-service-mapping", "te-mapping", "odn", "route-policy");
        return Optional.of(new VpnNode(
                hostname,
                topology.find(hostname).map(Router::id).orElse(null),
                role(node),
                accesses(node),
                routePolicy,
                routePolicy == null ? null : colors.get(routePolicy)));
    }

    private static @Nullable String role(JsonNode node) {
        var role = text(node, "role");
        return role == null ? null : unprefixed(role);
    }

    private static List<VpnAccess> accesses(JsonNode node) {
        return each(node, "vpn-network-accesses", "vpn-network-access").stream()
                .map(access -> {
                    var ipv4 = at(access, "ip-connection", "ipv4");
                    return new VpnAccess(
                            textOr("", access, "id"),
                            textOr("", access, "interface-id"),
                            text(ipv4, "local-address"),
                            integer(ipv4, "prefix-length"),
                            figure(ReportedUnit.BITS_PER_SECOND, access, "service", "ce-to-pe-bandwidth"),
                            figure(ReportedUnit.BITS_PER_SECOND, access, "service", "pe-to-ce-bandwidth"));
                })
                .toList();
    }

    private static String unprefixed(String identity) {
        return identity.substring(identity.indexOf(':') + 1);
    }
}
