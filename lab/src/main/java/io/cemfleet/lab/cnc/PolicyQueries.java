package io.cemfleet.lab.cnc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cemfleet.lab.network.DirectedLink;
import io.cemfleet.lab.network.LabNetwork;
import io.cemfleet.lab.network.LabRouter;
import io.cemfleet.lab.network.LabTopology;
import io.cemfleet.lab.network.LinkShare;
import io.cemfleet.lab.network.NetworkState;
import io.cemfleet.lab.network.PathResolution;
import io.cemfleet.lab.network.PolicyKey;
import io.cemfleet.lab.network.SrPolicyState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.springframework.stereotype.Component;

/** COE's queries of policies. Nodes are hostnames here; policies are named by hostname or router-id. */
@Component
class PolicyQueries {
    private static final String OUTPUT = "cisco-crosswork-optimization-engine-operations:output";

    private final LabNetwork network;
    private final PolicyOperations writes;
    private final RenderedPolicies policies;

    PolicyQueries(LabNetwork network, PolicyOperations writes, RenderedPolicies policies) {
        this.network = network;
        this.writes = writes;
        this.policies = policies;
    }

    CncReply onNodes(JsonNode input) {
        String filter = input.path("filter").asText("through-nodes");
        List<JsonNode> answers = new ArrayList<>();
        for (JsonNode asked : VendorJson.items(input.path("nodes"))) {
            LabRouter router = hostname(asked.path("node").asText());
            answers.add(VendorJson.obj(
                    "node",
                    router.hostname(),
                    "message",
                    "",
                    "sr-policies",
                    policies(policy -> onNode(policy, router, filter))));
        }
        return accepted("node-sr-policies", answers);
    }

    CncReply onInterfaces(JsonNode input) {
        List<JsonNode> answers = new ArrayList<>();
        for (JsonNode asked : VendorJson.items(input.path("interfaces"))) {
            String node = asked.path("node").asText();
            String name = asked.path("interface").asText();
            DirectedLink direction = network.topology()
                    .directionAt(node, name)
                    .orElseThrow(() -> new CncRefusedException(CncReply.empty(500)));
            answers.add(VendorJson.obj(
                    "node",
                    node,
                    "interface",
                    name,
                    "message",
                    "",
                    "sr-policies",
                    policies(policy -> PolicyMetrics.branches(network.state(), policy.key()).stream()
                            .anyMatch(branch -> branch.contains(direction.index())))));
        }
        return accepted("interface-sr-policies", answers);
    }

    CncReply routes(JsonNode input) {
        return results(input, (key, result) -> {
            List<LinkShare> route = network.policyRoute(key);
            result.put("path-computation-status", route.isEmpty() ? "failure" : "success");
            result.set("igp-route", VendorJson.array(writes.route(route, true)));
        });
    }

    CncReply metrics(JsonNode input) {
        return results(input, (key, result) -> {
            NetworkState state = network.state();
            boolean up = state.srPolicy(key).map(SrPolicyState::up).orElse(false);
            result.put("path-computation-status", up ? "success" : "failure");
            if (up) {
                PolicyMetrics metrics = PolicyMetrics.of(state, key);
                result.put("igp-metric", metrics.igpMetric());
                result.put("te-metric", metrics.teMetric());
                result.put("delay", CncUnits.micros(metrics.delayMs()));
            }
        });
    }

    CncReply preview(JsonNode input) {
        LabRouter head = routerOf(input.path("head-end").asText());
        LabRouter end = routerOf(input.path("end-point").asText());
        PathResolution resolution;
        try {
            resolution = network.resolve(head.id(), end.id(), PathInput.labels(input.path("sr-policy-path")));
        } catch (PathInput.PathInputException e) {
            throw new CncRefusedException(CncReply.empty(500));
        }
        return CncReply.data(VendorJson.obj(
                OUTPUT,
                switch (resolution) {
                    case PathResolution.Up up ->
                        VendorJson.obj(
                                "status",
                                "accepted",
                                "path-computation-status",
                                "success",
                                "igp-route",
                                writes.route(up.route(), true));
                    case PathResolution.Down down ->
                        VendorJson.obj(
                                "status", "accepted", "path-computation-status", "failure", "message", down.reason());
                }));
    }

    private interface ResultWriter {
        void fill(PolicyKey key, ObjectNode result);
    }

    private CncReply results(JsonNode input, ResultWriter fill) {
        List<JsonNode> results = new ArrayList<>();
        for (JsonNode asked : VendorJson.items(input.path("sr-policies"))) {
            LabRouter head = routerOf(asked.path("head-end").asText());
            LabRouter end = routerOf(asked.path("end-point").asText());
            ObjectNode result = VendorJson.obj(
                    "head-end",
                    asked.path("head-end").asText(),
                    "end-point",
                    asked.path("end-point").asText(),
                    "color",
                    asked.path("color").asInt());
            fill.fill(new PolicyKey(head.id(), end.id(), asked.path("color").asInt()), result);
            results.add(result);
        }
        return accepted("results", results);
    }

    private static CncReply accepted(String member, List<JsonNode> answers) {
        return CncReply.data(
                VendorJson.obj(OUTPUT, VendorJson.obj("status", "accepted", "message", "", member, answers)));
    }

    private LabRouter hostname(String hostname) {
        return network.topology()
                .routerByHostname(hostname)
                .orElseThrow(() -> new CncRefusedException(CncReply.empty(500)));
    }

    private LabRouter routerOf(String name) {
        LabTopology topology = network.topology();
        Optional<LabRouter> byAddress = topology.routerByRouterId(name);
        return byAddress.orElseGet(() -> hostname(name));
    }

    private boolean onNode(SrPolicyState policy, LabRouter router, String filter) {
        boolean source = policy.key().headEnd().equals(router.id());
        boolean destination = policy.key().endPoint().equals(router.id());
        return switch (filter) {
            case "nodes-as-source" -> source;
            case "nodes-as-destination" -> destination;
            case "nodes-as-source-or-destination" -> source || destination;
            default -> through(policy.key(), router);
        };
    }

    private boolean through(PolicyKey key, LabRouter router) {
        LabTopology topology = network.topology();
        return PolicyMetrics.branches(network.state(), key).stream()
                .flatMap(List::stream)
                .map(topology::direction)
                .anyMatch(direction -> direction.from() == router.index() || direction.to() == router.index());
    }

    private List<JsonNode> policies(Predicate<SrPolicyState> wanted) {
        LabTopology topology = network.topology();
        return policies.sorted().stream()
                .filter(wanted)
                .<JsonNode>map(policy -> VendorJson.obj(
                        "head-end",
                        PolicyDocument.routerId(topology, policy.key().headEnd()),
                        "end-point",
                        PolicyDocument.routerId(topology, policy.key().endPoint()),
                        "color",
                        policy.key().color()))
                .toList();
    }
}
