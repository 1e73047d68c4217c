package io.cemfleet.lab.cnc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cemfleet.lab.network.CandidatePath;
import io.cemfleet.lab.network.ChangeOutcome;
import io.cemfleet.lab.network.LabNetwork;
import io.cemfleet.lab.network.LabTopology;
import io.cemfleet.lab.network.LinkShare;
import io.cemfleet.lab.network.NamedPolicy;
import io.cemfleet.lab.network.PathResolution;
import io.cemfleet.lab.network.PathSpec;
import io.cemfleet.lab.network.PolicyKey;
import io.cemfleet.lab.network.ResolvedSegment;
import io.cemfleet.lab.network.SidList;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** COE's policy operations. A failure of one policy is reported in its result, inside a 200. */
@Component
class PolicyOperations {
    private static final String OUTPUT = "cisco-crosswork-optimization-engine-sr-policy-operations:output";
    private static final int PREFERENCE = 100;

    private final LabNetwork network;

    PolicyOperations(LabNetwork network) {
        this.network = network;
    }

    /** Executes an operation for one policy. */
    private interface PolicyStep {
        void apply(JsonNode policy, PolicyKey key) throws PathInput.PathInputException;
    }

    CncReply create(JsonNode input) {
        return each(input, (policy, key) -> {
            String name = policy.path("path-name").asText();
            if (name.isBlank()) {
                throw new PathInput.PathInputException("SR Policy name is empty.");
            }
            if (network.state().srPolicy(key).isPresent()) {
                throw new PathInput.PathInputException(
                        "An SR Policy with same color, headend and endpoint already exists.");
            }
            if (network.state().policies().containsKey(name)) {
                throw new PathInput.PathInputException("SR Policy name already exists.");
            }
            put(name, policy, key);
        });
    }

    CncReply modify(JsonNode input) {
        return each(input, (policy, key) -> {
            NamedPolicy known = ours(key)
                    .orElseThrow(
                            () -> new PathInput.PathInputException("Policy does not exist in the system to update."));
            put(known.name(), policy, key);
        });
    }

    CncReply delete(JsonNode input) {
        return each(input, (policy, key) -> {
            NamedPolicy known =
                    ours(key).orElseThrow(() -> new PathInput.PathInputException("SR policy not found in Config DB"));
            refuse(network.deletePolicy(known.name()));
            ChangeOutcome list = network.deleteSidList(sidList(known.name()));
            assert list.done() || list instanceof ChangeOutcome.Refused;
        });
    }

    CncReply dryRun(JsonNode input) {
        try {
            PathInput path = PathInput.parse(network, input);
            return switch (path.resolve(network)) {
                case PathResolution.Up up -> CncReply.data(VendorJson.obj(OUTPUT, found(up)));
                case PathResolution.Down down ->
                    CncReply.data(VendorJson.obj(
                            OUTPUT,
                            VendorJson.obj(
                                    "state", "failure", "message", "No path found for the given constraints. ")));
            };
        } catch (PathInput.PathInputException e) {
            return CncReply.data(VendorJson.obj(OUTPUT, VendorJson.obj("state", "failure", "message", e.text())));
        }
    }

    private ObjectNode found(PathResolution.Up up) {
        List<JsonNode> hops = new ArrayList<>();
        for (ResolvedSegment segment : up.segments()) {
            boolean node = segment.kind() == ResolvedSegment.Kind.NODE;
            hops.add(VendorJson.obj(
                    "step",
                    hops.size(),
                    "sid",
                    segment.label(),
                    "ip-address",
                    segment.localAddress(),
                    "type",
                    node ? "node-ipv4" : "adjacency-ipv4"));
        }
        return VendorJson.obj(
                "state", "success", "message", "", "segment-list-hops", hops, "igp-route", route(up.route(), false));
    }

    /** @param shares whether the answer has the share of a flow on each interface */
    List<JsonNode> route(List<LinkShare> route, boolean shares) {
        LabTopology topology = network.topology();
        return route.stream()
                .<JsonNode>map(used -> VendorJson.obj(
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

    private CncReply each(JsonNode input, PolicyStep step) {
        List<JsonNode> results = new ArrayList<>();
        for (JsonNode policy : VendorJson.items(input.path("sr-policies"))) {
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
            } catch (PathInput.PathInputException e) {
                message = e.text();
            }
            results.add(VendorJson.obj(
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
        return CncReply.data(VendorJson.obj(OUTPUT, VendorJson.obj("results", results)));
    }

    private Optional<NamedPolicy> ours(PolicyKey key) {
        return network.state().policies().values().stream()
                .filter(policy -> policy.origin() == NamedPolicy.Origin.PCE
                        && policy.headEnds().equals(List.of(key.headEnd()))
                        && policy.endPoint().equals(key.endPoint())
                        && policy.color() == key.color())
                .findFirst();
    }

    private void put(String name, JsonNode policy, PolicyKey key) throws PathInput.PathInputException {
        PathInput path = PathInput.parse(network, policy);
        if (path.resolve(network) instanceof PathResolution.Down) {
            throw new PathInput.PathInputException("No path found for the given constraints. ");
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

    private static void refuse(ChangeOutcome outcome) throws PathInput.PathInputException {
        if (outcome instanceof ChangeOutcome.Refused refused) {
            throw new PathInput.PathInputException(refused.message());
        }
    }

    private static String sidList(String policy) {
        return "pce-" + policy;
    }
}
