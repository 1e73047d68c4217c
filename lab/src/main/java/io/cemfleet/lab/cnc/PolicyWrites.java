package io.cemfleet.lab.cnc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cemfleet.lab.network.CandidatePath;
import io.cemfleet.lab.network.LabNetwork;
import io.cemfleet.lab.network.LinkShare;
import io.cemfleet.lab.network.NamedPolicy;
import io.cemfleet.lab.network.Outcome;
import io.cemfleet.lab.network.PathSpec;
import io.cemfleet.lab.network.PolicyKey;
import io.cemfleet.lab.network.Resolution;
import io.cemfleet.lab.network.Segment;
import io.cemfleet.lab.network.SidList;
import io.cemfleet.lab.network.Topology;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** COE's policy operations. What goes wrong with one policy is told in its result, inside a 200. */
@Component
class PolicyWrites {
    private static final String OUTPUT = "cisco-crosswork-optimization-engine-sr-policy-operations:output";
    private static final int PREFERENCE = 100;

    private final LabNetwork network;

    PolicyWrites(LabNetwork network) {
        this.network = network;
    }

    /** Does one policy's part of an operation. */
    private interface Step {
        void apply(JsonNode policy, PolicyKey key) throws PathInput.Failure;
    }

    CncReply create(JsonNode input) {
        return each(input, (policy, key) -> {
            String name = policy.path("path-name").asText();
            if (name.isBlank()) {
                throw new PathInput.Failure("SR Policy name is empty.");
            }
            if (network.state().srPolicy(key).isPresent()) {
                throw new PathInput.Failure("An SR Policy with same color, headend and endpoint already exists.");
            }
            if (network.state().policies().containsKey(name)) {
                throw new PathInput.Failure("SR Policy name already exists.");
            }
            put(name, policy, key);
        });
    }

    CncReply modify(JsonNode input) {
        return each(input, (policy, key) -> {
            NamedPolicy known = ours(key)
                    .orElseThrow(() -> new PathInput.Failure("Policy does not exist in the system to update."));
            put(known.name(), policy, key);
        });
    }

    CncReply delete(JsonNode input) {
        return each(input, (policy, key) -> {
            NamedPolicy known = ours(key).orElseThrow(() -> new PathInput.Failure("SR policy not found in Config DB"));
            refuse(network.deletePolicy(known.name()));
            Outcome list = network.deleteSidList(sidList(known.name()));
            assert list.done() || list instanceof Outcome.Refused;
        });
    }

    CncReply dryRun(JsonNode input) {
        try {
            PathInput path = PathInput.parse(network, input);
            return switch (path.resolve(network)) {
                case Resolution.Up up -> CncReply.data(Json.obj(OUTPUT, found(up)));
                case Resolution.Down down ->
                    CncReply.data(Json.obj(
                            OUTPUT,
                            Json.obj("state", "failure", "message", "No path found for the given constraints. ")));
            };
        } catch (PathInput.Failure e) {
            return CncReply.data(Json.obj(OUTPUT, Json.obj("state", "failure", "message", e.text())));
        }
    }

    private ObjectNode found(Resolution.Up up) {
        List<JsonNode> hops = new ArrayList<>();
        for (Segment segment : up.segments()) {
            boolean node = segment.kind() == Segment.Kind.NODE;
            hops.add(Json.obj(
                    "step",
                    hops.size(),
                    "sid",
                    segment.label(),
                    "ip-address",
                    segment.localAddress(),
                    "type",
                    node ? "node-ipv4" : "adjacency-ipv4"));
        }
        return Json.obj(
                "state", "success", "message", "", "segment-list-hops", hops, "igp-route", route(up.route(), false));
    }

    /** @param shares whether to say how much of a flow crosses each interface */
    List<JsonNode> route(List<LinkShare> route, boolean shares) {
        Topology topology = network.topology();
        return route.stream()
                .<JsonNode>map(used -> Json.obj(
                        "node",
                        topology.router(topology.direction(used.direction()).from())
                                .hostname(),
                        "interface",
                        topology.direction(used.direction()).interfaceName(),
                        "interface-use",
                        shares ? shortest(used.share()) : null))
                .toList();
    }

    private static String shortest(double share) {
        return new BigDecimal(share)
                .setScale(4, RoundingMode.HALF_UP)
                .stripTrailingZeros()
                .toPlainString();
    }

    private CncReply each(JsonNode input, Step step) {
        List<JsonNode> results = new ArrayList<>();
        for (JsonNode policy : Json.items(input.path("sr-policies"))) {
            String message = "";
            try {
                String headEnd = PathInput.router(
                                network, policy.path("head-end").asText())
                        .id();
                String endPoint = PathInput.router(
                                network, policy.path("end-point").asText())
                        .id();
                step.apply(
                        policy,
                        new PolicyKey(headEnd, endPoint, policy.path("color").asInt()));
            } catch (PathInput.Failure e) {
                message = e.text();
            }
            results.add(Json.obj(
                    "head-end",
                    policy.path("head-end").asText(),
                    "end-point",
                    policy.path("end-point").asText(),
                    "color",
                    policy.path("color").asInt(),
                    "state",
                    message.isEmpty() ? "success" : "failure",
                    "message",
                    message));
        }
        if (results.isEmpty()) {
            return CncReply.restconf(400, "missing-attribute", "sr-policies is missing");
        }
        return CncReply.data(Json.obj(OUTPUT, Json.obj("results", results)));
    }

    private Optional<NamedPolicy> ours(PolicyKey key) {
        return network.state().policies().values().stream()
                .filter(policy -> policy.origin() == NamedPolicy.Origin.PCE
                        && policy.headEnds().equals(List.of(key.headEnd()))
                        && policy.endPoint().equals(key.endPoint())
                        && policy.color() == key.color())
                .findFirst();
    }

    private void put(String name, JsonNode policy, PolicyKey key) throws PathInput.Failure {
        PathInput path = PathInput.parse(network, policy);
        if (path.resolve(network) instanceof Resolution.Down) {
            throw new PathInput.Failure("No path found for the given constraints. ");
        }
        PathSpec spec = path.dynamic();
        if (spec == null) {
            refuse(network.putSidList(new SidList(sidList(name), path.labels())));
            spec = new PathSpec.Explicit(List.of(new PathSpec.WeightedSidList(sidList(name), 1)));
        }
        Integer bindingSid =
                policy.has("binding-sid") ? policy.path("binding-sid").asInt() : null;
        refuse(network.putPolicy(new NamedPolicy(
                name,
                List.of(key.headEnd()),
                key.endPoint(),
                key.color(),
                bindingSid,
                List.of(new CandidatePath(PREFERENCE, spec)),
                NamedPolicy.Origin.PCE)));
    }

    private static void refuse(Outcome outcome) throws PathInput.Failure {
        if (outcome instanceof Outcome.Refused refused) {
            throw new PathInput.Failure(refused.message());
        }
    }

    private static String sidList(String policy) {
        return "pce-" + policy;
    }
}
