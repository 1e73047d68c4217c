package io.cemfleet.lab.cnc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cemfleet.lab.network.ChangeOutcome;
import io.cemfleet.lab.network.LabNetwork;
import io.cemfleet.lab.network.LabRouter;
import io.cemfleet.lab.network.NetworkState;
import io.cemfleet.lab.network.RoutePolicy;
import io.cemfleet.lab.network.VpnService;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
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
    private final ReentrantLock writing = new ReentrantLock();
    private final Map<String, ObjectNode> written = new ConcurrentHashMap<>();
    private final RenderedEntries<String, ServiceView> entries = new RenderedEntries<>();
    private final RenderedReplies collections = new RenderedReplies();

    /** What of a service may change: the demand, and the route policy at each attachment, empty for none. */
    private record ServiceView(double growth, List<String> routePolicies) {}

    NsoServices(LabNetwork network, NsoPlans plans, RouteLocks locks) {
        this.network = network;
        this.plans = plans;
        this.locks = locks;
    }

    /** @param route below {@code l3vpn-ntw} */
    CncReply answer(CncRequest request, String route) {
        if (request.method().equals("GET")) {
            return serve(request, route);
        }
        writing.lock();
        try {
            return serve(request, route);
        } finally {
            writing.unlock();
        }
    }

    private CncReply serve(CncRequest request, String route) {
        List<String> keys = request.keys();
        return switch (route) {
            case "vpn-services" -> services(request, "{\"ietf-l3vpn-ntw:vpn-services\":{\"vpn-service\":[", "]}}");
            case "vpn-services/vpn-service" -> services(request, "{\"ietf-l3vpn-ntw:vpn-service\":[", "]}");
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

    private CncReply services(CncRequest request, String before, String after) {
        if (!request.method().equals("GET")) {
            return NsoReplies.notAllowed();
        }
        NetworkState state = network.state();
        return collections.of(
                state.version(),
                before,
                () -> CncReply.data(VendorJson.join(
                        before,
                        state.services().stream()
                                .map(service -> json(state, service))
                                .toList(),
                        after)));
    }

    private byte[] json(NetworkState state, VpnService service) {
        List<String> routePolicies = service.attachments().stream()
                .map(attachment -> state.routePolicyAt(service.id(), attachment.node())
                        .map(RoutePolicy::name)
                        .orElse(""))
                .toList();
        return entries.of(
                service.id(),
                new ServiceView(state.growth(), routePolicies),
                () -> ServiceDocument.service(state, service));
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
        if (!request.method().equals("GET")) {
            return NsoReplies.notAllowed();
        }
        return known.map(service -> CncReply.data(
                        VendorJson.join("{\"ietf-l3vpn-ntw:vpn-service\":[", List.of(json(state, service)), "]}")))
                .orElseGet(CncReply::nsoMissing);
    }

    private CncReply plan(CncRequest request, String vpnId) {
        if (!request.method().equals("GET")) {
            return NsoReplies.notAllowed();
        }
        return network.state()
                .service(vpnId)
                .map(service -> CncReply.data(VendorJson.join(
                        "{\"ietf-l3vpn-ntw:vpn-service-plan\":[",
                        List.of(plans.plan("vpn-id", vpnId, "vpn/" + vpnId)),
                        "]}")))
                .orElseGet(CncReply::nsoMissing);
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
        Instant former = plans.written("vpn/" + vpnId);
        ChangeOutcome outcome = lock == null ? network.color(vpnId, router.id(), routePolicy) : ChangeOutcome.CHANGED;
        if (!outcome.done()) {
            plans.restore("vpn/" + vpnId, former);
            return NsoReplies.of(outcome, request);
        }
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
