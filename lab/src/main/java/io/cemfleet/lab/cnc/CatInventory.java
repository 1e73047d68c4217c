package io.cemfleet.lab.cnc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cemfleet.lab.network.LabNetwork;
import io.cemfleet.lab.network.LabRouter;
import io.cemfleet.lab.network.NamedPolicy;
import io.cemfleet.lab.network.NetworkState;
import io.cemfleet.lab.network.PolicyKey;
import io.cemfleet.lab.network.ServiceState;
import io.cemfleet.lab.network.VpnService;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.springframework.stereotype.Component;

/** The service inventory: the services, and those that use a transport now. */
@Component
class CatInventory implements CncServlet.MountedApi {
    private static final String OUTPUT = "cat-inventory-rpc:output";
    private static final String VPN = "ietf-l3vpn-ntw:l3vpn-ntw/vpn-services/vpn-service";
    private static final String POLICY =
            "cisco-sr-te-cfp:sr-te/cisco-sr-te-cfp-sr-policies:policies/cisco-sr-te-cfp-sr-policies:policy";
    private static final int PAGE_LIMIT = 100;

    private final LabNetwork network;
    private final RenderedReplies operational = new RenderedReplies();
    private volatile InventoryList inventory = new InventoryList(-1, List.of());

    CatInventory(LabNetwork network) {
        this.network = network;
    }

    private record ServiceTypeInfo(String name, String type) {
        String path() {
            return type + "=" + name;
        }
    }

    /** Everything that has a type, collected once for each version of the network. */
    private record InventoryList(long version, List<ServiceTypeInfo> services) {}

    @Override
    public Map<String, CncServlet.Api> bases() {
        return Map.of("nbi/cat-inventory/v1/restconf", this);
    }

    @Override
    public CncReply answer(CncRequest request) {
        String route = request.route();
        if (request.method().equals("GET")) {
            return switch (route) {
                case "data/l3vpn-ntw/vpn-services/vpn-service" ->
                    operational.of(
                            network.state(),
                            route,
                            () -> CncReply.data(VendorJson.obj(
                                    "ietf-l3vpn-ntw:vpn-service",
                                    network.state().services().stream()
                                            .map(this::oper)
                                            .toList())));
                case "data/l3vpn-ntw/vpn-services/vpn-service=" ->
                    network.state()
                            .service(request.keys().getFirst())
                            .map(s -> CncReply.data(VendorJson.obj("ietf-l3vpn-ntw:vpn-service", List.of(oper(s)))))
                            .orElseGet(CncReply::dataMissing);
                default -> CncReply.dataMissing();
            };
        }
        if (!request.method().equals("POST") || !route.startsWith("operations/")) {
            return CncReply.unauthorized();
        }
        String rpc = route.substring("operations/".length());
        JsonNode body = request.body().isBlank() ? VendorJson.obj() : request.json();
        JsonNode input = body.path("input").path(rpc + "-request");
        return switch (rpc) {
            case "get-available-service-types" -> types();
            case "get-services-count" -> counts(input);
            case "get-all-services" -> all(input);
            case "get-associated-services-for-transport" -> riding(input);
            default -> CncReply.restconf(400, "unknown-element", "Unknown operation " + rpc);
        };
    }

    private static CncReply output(String rpc, ObjectNode response) {
        return CncReply.data(
                response.isEmpty()
                        ? VendorJson.obj(OUTPUT, VendorJson.obj())
                        : VendorJson.obj(OUTPUT, VendorJson.obj(rpc + "-response", response)));
    }

    private CncReply types() {
        return output(
                "get-available-service-types",
                VendorJson.obj(
                        "service-type-info",
                        List.of(
                                VendorJson.obj("service-type", VPN, "service-type-label", "L3VPN"),
                                VendorJson.obj("service-type", POLICY, "service-type-label", "SR-TE Policy"))));
    }

    private List<ServiceTypeInfo> services() {
        NetworkState state = network.state();
        InventoryList known = inventory;
        if (known.version() == state.version()) {
            return known.services();
        }
        List<ServiceTypeInfo> infos = new ArrayList<>();
        state.services().forEach(service -> infos.add(new ServiceTypeInfo(service.id(), VPN)));
        state.policies().values().stream()
                .filter(policy -> policy.origin() == NamedPolicy.Origin.NSO)
                .forEach(policy -> infos.add(new ServiceTypeInfo(policy.name(), POLICY)));
        inventory = new InventoryList(state.version(), infos);
        return infos;
    }

    private static List<ServiceTypeInfo> named(List<ServiceTypeInfo> infos, JsonNode filter) {
        boolean exact = filter.path("case-sensitive").asBoolean(false);
        String start = fold(filter.path("start-with").asText(""), exact);
        if (start.isEmpty()) {
            return infos;
        }
        return infos.stream()
                .filter(info -> fold(info.name(), exact).startsWith(start))
                .toList();
    }

    private static String fold(String text, boolean exact) {
        return exact ? text : text.toLowerCase(Locale.ROOT);
    }

    private CncReply counts(JsonNode input) {
        List<ServiceTypeInfo> infos = named(services(), input.path("service-name-filters"));
        String type = input.path("service-type").asText("");
        List<JsonNode> perType = new ArrayList<>();
        long total = 0;
        for (String each : List.of(VPN, POLICY)) {
            long count = infos.stream().filter(i -> i.type().equals(each)).count();
            if (type.isEmpty() || type.equals(each)) {
                total += count;
                perType.add(VendorJson.obj("service-type", each, "count", String.valueOf(count)));
            }
        }
        return output(
                "get-services-count",
                VendorJson.obj("total-services-count", String.valueOf(total), "services-count-per-type", perType));
    }

    private CncReply all(JsonNode input) {
        JsonNode query = input.path("query-criteria");
        List<String> in = types(query, "includes");
        List<String> out = types(query, "excludes");
        List<ServiceTypeInfo> infos = named(services(), query.path("service-name-filters")).stream()
                .filter(info -> (in.isEmpty() || in.contains(info.type())) && !out.contains(info.type()))
                .toList();
        int offset = Math.max(0, input.path("collection-header").path("offset").asInt(0));
        int limit = Math.max(1, input.path("collection-header").path("limit").asInt(PAGE_LIMIT));
        List<JsonNode> page = infos.stream()
                .skip(offset)
                .limit(limit)
                .<JsonNode>map(info -> VendorJson.obj(
                        "service-name",
                        info.name(),
                        "service-type",
                        info.type(),
                        "yang-path",
                        info.path(),
                        "plan-yang-path",
                        info.type() + "-plan=" + info.name()))
                .toList();
        if (page.isEmpty()) {
            return output("get-all-services", VendorJson.obj());
        }
        return output(
                "get-all-services",
                VendorJson.obj(
                        "collection-header",
                        VendorJson.obj(
                                "offset",
                                offset,
                                "limit",
                                String.valueOf(limit),
                                "count",
                                String.valueOf(infos.size())),
                        "collection-data",
                        VendorJson.obj("service-info", page)));
    }

    private static List<String> types(JsonNode query, String which) {
        return StreamSupport.stream(
                        query.path("service-type-filters")
                                .path(which)
                                .path("service-type")
                                .spliterator(),
                        false)
                .map(JsonNode::asText)
                .toList();
    }

    private CncReply riding(JsonNode input) {
        JsonNode ref = input.path("sr-policy-ref");
        NetworkState state = network.state();
        Optional<LabRouter> head =
                state.topology().routerByHostname(ref.path("headend").asText());
        Optional<PolicyKey> key = head.flatMap(router -> PolicyDocument.key(
                state.topology(),
                router.routerId(),
                ref.path("endpoint").asText(),
                ref.path("color").asText()));
        List<String> paths = key.stream()
                .flatMap(policy ->
                        state.services().stream().filter(s -> policies(s).contains(policy)))
                .map(service -> VPN + "=" + service.id())
                .toList();
        return output(
                "get-associated-services-for-transport",
                paths.isEmpty() ? VendorJson.obj() : VendorJson.obj("service-path", paths));
    }

    private List<PolicyKey> policies(VpnService service) {
        return network.state().serviceState(service.id()).map(ServiceState::flows).orElse(List.of()).stream()
                .map(ServiceState.FlowState::policy)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
    }

    private ObjectNode oper(VpnService service) {
        NetworkState state = network.state();
        List<JsonNode> refs = policies(service).stream()
                .<JsonNode>map(key -> VendorJson.obj(
                        "headend",
                        state.topology()
                                .routerById(key.headEnd())
                                .map(LabRouter::hostname)
                                .orElse(key.headEnd()),
                        "endpoint",
                        PolicyDocument.routerId(state.topology(), key.endPoint()),
                        "color",
                        key.color()))
                .toList();
        return VendorJson.obj(
                "vpn-id",
                service.id(),
                "underlay-transport",
                VendorJson.obj(
                        "cisco-l3vpn-ntw:discovered-underlay-transport",
                        refs.isEmpty() ? VendorJson.obj() : VendorJson.obj("sr-policy-ref", refs)),
                "status",
                VendorJson.obj(
                        "oper-status",
                        VendorJson.obj("last-change", state.at().toString(), "status", "ietf-vpn-common:op-up")));
    }
}
