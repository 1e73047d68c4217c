package io.cemfleet.lab.cnc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cemfleet.lab.network.ChangeOutcome;
import io.cemfleet.lab.network.LabNetwork;
import io.cemfleet.lab.network.LabRouter;
import io.cemfleet.lab.network.NetworkState;
import io.cemfleet.lab.network.RoutePolicy;
import io.cemfleet.lab.network.VpnService;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** {@code ietf-l3vpn-ntw}: VPN services, and the route policies that colour what their nodes export. */
@Component
class NsoServices {
    private static final String ROUTE_POLICY = "cisco-l3vpn-ntw:l3vpn-route-policy";
    private static final String MAPPING = "te-service-mapping";

    private final LabNetwork network;
    private final NsoPlans plans;
    private final RouteLocks locks;
    private final Map<String, ObjectNode> written = new HashMap<>();

    NsoServices(LabNetwork network, NsoPlans plans, RouteLocks locks) {
        this.network = network;
        this.plans = plans;
        this.locks = locks;
    }

    /** @param route below {@code l3vpn-ntw} */
    synchronized CncReply answer(CncRequest request, String route) {
        List<String> keys = request.keys();
        return switch (route) {
            case "vpn-services" ->
                NsoReplies.get(
                        request,
                        () -> Optional.of(VendorJson.obj(
                                "ietf-l3vpn-ntw:vpn-services", VendorJson.obj("vpn-service", services()))));
            case "vpn-services/vpn-service" ->
                NsoReplies.get(request, () -> Optional.of(VendorJson.obj("ietf-l3vpn-ntw:vpn-service", services())));
            case "vpn-services/vpn-service=" -> service(request, keys.getFirst());
            case "vpn-services/vpn-service-plan=" -> plan(request, keys.getFirst());
            case "vpn-services/vpn-service=/vpn-nodes/vpn-node=" -> node(request, keys.getFirst(), keys.getLast());
            case "vpn-services/vpn-service=/vpn-nodes/vpn-node=/te-service-mapping" ->
                mapping(request, keys.getFirst(), keys.getLast());
            case "l3vpn-route-policy" ->
                NsoReplies.get(request, () -> {
                    List<ObjectNode> all = network.state().routePolicies().values().stream()
                            .map(this::config)
                            .toList();
                    return all.isEmpty() ? Optional.empty() : Optional.of(VendorJson.obj(ROUTE_POLICY, all));
                });
            case "l3vpn-route-policy=" -> routePolicy(request, keys.getFirst());
            default -> CncReply.nsoMissing();
        };
    }

    private List<ObjectNode> services() {
        NetworkState state = network.state();
        return state.services().stream()
                .map(service -> ServiceDocument.service(state, service))
                .toList();
    }

    private CncReply service(CncRequest request, String vpnId) {
        NetworkState state = network.state();
        Optional<VpnService> known = state.service(vpnId);
        if (known.isPresent() && request.method().equals("PATCH")) {
            ObjectNode entry = NsoTreeRules.entry(request, "vpn-service", "vpn-id", vpnId);
            CncReply reply = CncReply.empty(204);
            for (JsonNode node : VendorJson.items(entry.path("vpn-nodes").path("vpn-node"))) {
                reply = color(request, vpnId, node.path("vpn-node-id").asText(), node.path(MAPPING));
                if (reply.status() >= 300) {
                    return reply;
                }
            }
            return reply;
        }
        return NsoReplies.get(
                request,
                () -> known.map(service -> VendorJson.obj(
                        "ietf-l3vpn-ntw:vpn-service", List.of(ServiceDocument.service(state, service)))));
    }

    private CncReply plan(CncRequest request, String vpnId) {
        return NsoReplies.get(request, () -> network.state()
                .service(vpnId)
                .map(service -> VendorJson.obj(
                        "ietf-l3vpn-ntw:vpn-service-plan", List.of(plans.plan("vpn-id", vpnId, "vpn/" + vpnId)))));
    }

    /** The router of a service's node; empty when the service or the node is unknown. */
    private Optional<LabRouter> router(String vpnId, String hostname) {
        return network.topology().routerByHostname(hostname).filter(router -> network.state()
                .service(vpnId)
                .map(s -> s.attachments().stream().anyMatch(a -> a.node().equals(router.id())))
                .orElse(false));
    }

    private CncReply node(CncRequest request, String vpnId, String hostname) {
        Optional<LabRouter> router = router(vpnId, hostname);
        if (router.isEmpty()) {
            return CncReply.nsoMissing();
        }
        if (request.method().equals("PATCH")) {
            ObjectNode entry = NsoTreeRules.entry(request, "vpn-node", "vpn-node-id", hostname);
            return color(request, vpnId, hostname, entry.path(MAPPING));
        }
        NetworkState state = network.state();
        return NsoReplies.get(request, () -> state.service(vpnId)
                .map(service -> VendorJson.obj(
                        "ietf-l3vpn-ntw:vpn-node", List.of(ServiceDocument.node(state, service, router.get())))));
    }

    private CncReply mapping(CncRequest request, String vpnId, String hostname) {
        Optional<LabRouter> router = router(vpnId, hostname);
        if (router.isEmpty()) {
            return CncReply.nsoMissing();
        }
        Optional<RoutePolicy> now =
                network.state().routePolicyAt(vpnId, router.get().id());
        return switch (request.method()) {
            case "PUT", "PATCH" -> {
                if (!request.contentType().equals(CncReply.YANG_JSON)) {
                    yield CncReply.nso(415, "invalid-value", "Unsupported media type: " + request.contentType());
                }
                CncReply reply = color(request, vpnId, hostname, request.json().path(MAPPING));
                boolean created = reply.status() == 204 && request.method().equals("PUT") && now.isEmpty();
                yield created ? CncReply.empty(201) : reply;
            }
            case "DELETE" -> now.isEmpty() ? CncReply.nsoMissing() : set(request, vpnId, router.get(), null);
            default ->
                NsoReplies.get(
                        request,
                        () -> now.map(p -> VendorJson.obj("cisco-l3vpn-ntw:" + MAPPING, ServiceDocument.mapping(p))));
        };
    }

    private CncReply color(CncRequest request, String vpnId, String hostname, JsonNode mapping) {
        Optional<LabRouter> router = router(vpnId, hostname);
        if (router.isEmpty()) {
            return CncReply.nsoMissing();
        }
        if (mapping.isMissingNode()) {
            return CncReply.empty(204);
        }
        JsonNode name = mapping.path("te-mapping").path("odn").path("route-policy");
        if (!name.isTextual()) {
            return CncReply.nso(400, "missing-attribute", "missing mandatory element: route-policy");
        }
        return set(request, vpnId, router.get(), name.asText());
    }

    private CncReply set(CncRequest request, String vpnId, LabRouter router, @Nullable String routePolicy) {
        if (routePolicy != null && !network.state().routePolicies().containsKey(routePolicy)) {
            return CncReply.nso(400, "invalid-value", "illegal reference: no l3vpn-route-policy " + routePolicy);
        }
        if (NsoReplies.dryRun(request)) {
            String change = routePolicy == null ? " no export route-policy\n" : " export route-policy " + routePolicy;
            return NsoReplies.devices(List.of(router.hostname()), "vrf " + vpnId + "\n" + change + "\n!\n");
        }
        RouteLocks.Lock lock = locks.of(vpnId).orElse(null);
        if (lock == RouteLocks.Lock.REFUSES) {
            return CncReply.nso(
                    502, "operation-failed", "Network Element Driver: device " + router.hostname() + ": out of sync");
        }
        ChangeOutcome outcome = lock == null ? network.color(vpnId, router.id(), routePolicy) : ChangeOutcome.CHANGED;
        if (!outcome.done()) {
            return NsoReplies.of(outcome, request);
        }
        plans.written("vpn/" + vpnId);
        return CncReply.empty(204);
    }

    private ObjectNode config(RoutePolicy policy) {
        ObjectNode mine = written.get(policy.name());
        return mine == null
                ? VendorJson.obj(
                        "name",
                        policy.name(),
                        "color",
                        List.of(VendorJson.obj("id", policy.color(), "ipv4", VendorJson.obj())))
                : mine.deepCopy();
    }

    private CncReply routePolicy(CncRequest request, String name) {
        Optional<RoutePolicy> known =
                Optional.ofNullable(network.state().routePolicies().get(name));
        return switch (request.method()) {
            case "GET" ->
                NsoReplies.get(request, () -> known.map(p -> VendorJson.obj(ROUTE_POLICY, List.of(config(p)))));
            case "PUT", "PATCH" -> {
                boolean patch = request.method().equals("PATCH");
                if (patch && known.isEmpty()) {
                    yield CncReply.nsoMissing();
                }
                ObjectNode entry = NsoTreeRules.entry(request, "l3vpn-route-policy", "name", name);
                ObjectNode config = patch ? known.map(this::config).orElse(entry) : entry;
                if (patch) {
                    NsoTreeRules.merge(config, entry);
                }
                yield putRoutePolicy(request, name, config);
            }
            case "DELETE" -> {
                ChangeOutcome outcome = network.deleteRoutePolicy(name);
                if (outcome.done()) {
                    written.remove(name);
                }
                yield NsoReplies.of(outcome, request);
            }
            default -> CncReply.nso(405, "operation-not-supported", "method not allowed");
        };
    }

    private CncReply putRoutePolicy(CncRequest request, String name, ObjectNode config) {
        List<JsonNode> colors = VendorJson.items(NsoTreeRules.mandatory(config, "color"));
        if (colors.size() != 1) {
            return CncReply.nso(400, "invalid-value", "the device takes one color in a route policy");
        }
        int color = NsoTreeRules.integer(NsoTreeRules.mandatory(colors.getFirst(), "id"), "color id");
        if (NsoReplies.dryRun(request)) {
            return NsoReplies.nothingForDevices();
        }
        ChangeOutcome outcome = network.putRoutePolicy(new RoutePolicy(name, color));
        if (outcome.done()) {
            written.put(name, config);
        }
        return NsoReplies.of(outcome, request);
    }
}
