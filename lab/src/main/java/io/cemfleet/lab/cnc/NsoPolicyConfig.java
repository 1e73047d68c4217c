package io.cemfleet.lab.cnc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cemfleet.lab.network.AffinityConstraint;
import io.cemfleet.lab.network.CandidatePath;
import io.cemfleet.lab.network.LabRouter;
import io.cemfleet.lab.network.LabTopology;
import io.cemfleet.lab.network.NamedPolicy;
import io.cemfleet.lab.network.PathMetric;
import io.cemfleet.lab.network.PathSpec;
import io.cemfleet.lab.network.SidList;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** Maps {@code cisco-sr-te-cfp} configuration to the network's own terms and back. */
final class NsoPolicyConfig {
    private static final Set<String> POLICY_MEMBERS = Set.of(
            "name",
            "head-end",
            "tail-end",
            "color",
            "binding-sid",
            "path",
            "bandwidth",
            "source-address",
            "auto-route",
            "performance-measurement",
            "custom-template",
            "description");

    private NsoPolicyConfig() {}

    static NamedPolicy policy(LabTopology topology, ObjectNode config) {
        if (config.has("srv6") || config.has("circuit-style")) {
            throw new CncRefusedException(CncReply.nso(400, "invalid-value", "not supported by the device"));
        }
        NsoTreeRules.onlyKnown(config, POLICY_MEMBERS);
        List<String> headEnds = new ArrayList<>();
        for (JsonNode head : VendorJson.items(NsoTreeRules.mandatory(config, "head-end"))) {
            String hostname = head.path("name").asText();
            headEnds.add(topology.routerByHostname(hostname)
                    .map(LabRouter::id)
                    .orElseThrow(() -> new CncRefusedException(
                            CncReply.nso(400, "invalid-value", "illegal reference: unknown device " + hostname))));
        }
        String tailEnd = NsoTreeRules.mandatory(config, "tail-end").asText();
        String endPoint = topology.routerByRouterId(tailEnd)
                .map(LabRouter::id)
                .orElseThrow(() ->
                        new CncRefusedException(CncReply.nso(400, "invalid-value", "unknown tail-end " + tailEnd)));
        List<CandidatePath> paths = new ArrayList<>();
        for (JsonNode path : VendorJson.items(NsoTreeRules.mandatory(config, "path"))) {
            paths.add(new CandidatePath(
                    NsoTreeRules.integer(NsoTreeRules.mandatory(path, "preference"), "preference"), spec(path)));
        }
        Integer bindingSid =
                config.has("binding-sid") ? NsoTreeRules.integer(config.path("binding-sid"), "binding-sid") : null;
        return new NamedPolicy(
                config.path("name").asText(),
                headEnds,
                endPoint,
                NsoTreeRules.integer(NsoTreeRules.mandatory(config, "color"), "color"),
                bindingSid,
                paths,
                NamedPolicy.Origin.NSO);
    }

    private static PathSpec spec(JsonNode path) {
        if (path.has("explicit") == path.has("dynamic")) {
            throw new CncRefusedException(CncReply.nso(400, "invalid-value", "a path is either explicit or dynamic"));
        }
        if (path.has("explicit")) {
            List<PathSpec.WeightedSidList> lists = new ArrayList<>();
            for (JsonNode list : VendorJson.items(NsoTreeRules.mandatory(path.path("explicit"), "sid-list"))) {
                int weight = list.has("weight") ? NsoTreeRules.integer(list.path("weight"), "weight") : 1;
                if (weight < 1) {
                    throw new CncRefusedException(
                            CncReply.nso(400, "invalid-value", "weight is out of range 1..4294967295"));
                }
                lists.add(new PathSpec.WeightedSidList(
                        NsoTreeRules.mandatory(list, "name").asText(), weight));
            }
            return new PathSpec.Explicit(lists);
        }
        JsonNode dynamic = path.path("dynamic");
        JsonNode affinity =
                dynamic.has("constraints") ? dynamic.path("constraints").path("affinity") : dynamic.path("affinity");
        return new PathSpec.Dynamic(metric(dynamic.path("metric-type").asText("igp")), affinities(affinity));
    }

    private static PathMetric metric(String type) {
        return switch (type) {
            case "igp" -> PathMetric.IGP;
            case "te" -> PathMetric.TE;
            case "latency" -> PathMetric.DELAY;
            case "hopcount" -> PathMetric.HOPS;
            default ->
                throw new CncRefusedException(CncReply.nso(400, "invalid-value", "invalid metric-type: " + type));
        };
    }

    private static String metric(PathMetric metric) {
        return switch (metric) {
            case IGP -> "igp";
            case TE -> "te";
            case DELAY -> "latency";
            case HOPS -> "hopcount";
        };
    }

    /** Affinity colours are names; in the lab {@code bit-3} is bit 3 of the administrative group. */
    private static AffinityConstraint affinities(JsonNode affinity) {
        int any = 0;
        int all = 0;
        int exclude = 0;
        for (JsonNode rule : VendorJson.items(affinity.path("rule"))) {
            int bits = 0;
            for (JsonNode color : rule.path("color")) {
                if (!color.asText().matches("bit-([0-9]|[12][0-9]|3[01])")) {
                    throw new CncRefusedException(
                            CncReply.nso(400, "invalid-value", "unknown affinity color: " + color.asText()));
                }
                bits |= 1 << Integer.parseInt(color.asText().substring(4));
            }
            switch (rule.path("action").asText()) {
                case "include-any" -> any |= bits;
                case "include-all" -> all |= bits;
                case "exclude-any" -> exclude |= bits;
                default -> throw new CncRefusedException(CncReply.nso(400, "invalid-value", "invalid action"));
            }
        }
        return new AffinityConstraint(any, all, exclude);
    }

    static SidList sidList(ObjectNode config) {
        record Sid(int index, int label) {}
        NsoTreeRules.onlyKnown(config, Set.of("name", "sid"));
        List<Sid> sids = new ArrayList<>();
        for (JsonNode sid : VendorJson.items(NsoTreeRules.mandatory(config, "sid"))) {
            JsonNode label = NsoTreeRules.mandatory(sid.path("mpls"), "label");
            sids.add(new Sid(
                    NsoTreeRules.integer(NsoTreeRules.mandatory(sid, "index"), "index"),
                    NsoTreeRules.integer(label, "label")));
        }
        if (sids.stream().map(Sid::index).distinct().count() < sids.size()) {
            throw new CncRefusedException(CncReply.nso(400, "invalid-value", "index is not unique"));
        }
        return new SidList(
                config.path("name").asText(),
                sids.stream()
                        .sorted(Comparator.comparingInt(Sid::index))
                        .map(Sid::label)
                        .toList());
    }

    static ObjectNode render(LabTopology topology, NamedPolicy policy) {
        return VendorJson.obj(
                "name",
                policy.name(),
                "head-end",
                policy.headEnds().stream()
                        .map(id -> VendorJson.obj(
                                "name",
                                topology.routerById(id).map(LabRouter::hostname).orElse(id)))
                        .toList(),
                "tail-end",
                PolicyDocument.routerId(topology, policy.endPoint()),
                "color",
                policy.color(),
                "binding-sid",
                policy.bindingSid(),
                "path",
                policy.paths().stream().map(NsoPolicyConfig::render).toList());
    }

    private static JsonNode render(CandidatePath path) {
        return switch (path.spec()) {
            case PathSpec.Explicit explicit ->
                VendorJson.obj(
                        "preference",
                        path.preference(),
                        "explicit",
                        VendorJson.obj(
                                "sid-list",
                                explicit.lists().stream()
                                        .map(list -> VendorJson.obj("name", list.sidList(), "weight", list.weight()))
                                        .toList()));
            case PathSpec.Dynamic dynamic ->
                VendorJson.obj(
                        "preference",
                        path.preference(),
                        "dynamic",
                        VendorJson.obj("metric-type", metric(dynamic.metric()), "pce", VendorJson.obj()));
        };
    }

    static ObjectNode render(SidList list) {
        List<JsonNode> sids = new ArrayList<>();
        list.labels()
                .forEach(label ->
                        sids.add(VendorJson.obj("index", sids.size() + 1, "mpls", VendorJson.obj("label", label))));
        return VendorJson.obj("name", list.name(), "sid", sids);
    }
}
