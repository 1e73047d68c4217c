package io.cemfleet.lab.cnc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cemfleet.lab.network.DirectedLink;
import io.cemfleet.lab.network.LabLink;
import io.cemfleet.lab.network.LabNetwork;
import io.cemfleet.lab.network.LabTopology;
import io.cemfleet.lab.network.NetworkState;
import io.cemfleet.lab.network.PolicyKey;
import io.cemfleet.lab.network.SrPolicyState;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.springframework.stereotype.Component;

/** The topology base: the network, SR policies, RSVP-TE tunnels, and their present measurements. */
@Component
class TopologyNbi implements CncServlet.MountedApi {
    private static final String POLICY = "cisco-crosswork-segment-routing-policy:";
    private static final String MEASURED = "cisco-crosswork-performance-metrics:";
    private static final int PAGE_LIMIT = 1000;

    private final LabNetwork network;
    private final PerformanceDocument performance;
    private final NotificationStreams streams;
    private final RenderedPolicies policies;
    private final RenderedReplies parts = new RenderedReplies();
    private final RenderedReplies linkMeasurements = new RenderedReplies();
    private final RenderedReplies policyMeasurements = new RenderedReplies();
    private volatile RenderedTopology shown;
    private final Map<String, DirectedLink> links = new HashMap<>();

    TopologyNbi(
            LabNetwork network,
            PerformanceDocument performance,
            NotificationStreams streams,
            RenderedPolicies policies) {
        this.network = network;
        this.performance = performance;
        this.streams = streams;
        this.policies = policies;
        LabTopology topology = network.topology();
        shown = RenderedTopology.of(network.state(), IgpView.of(network.state()));
        for (int i = 0; i < topology.directionCount(); i++) {
            links.put(TopologyDocument.linkId(topology, topology.direction(i)), topology.direction(i));
        }
    }

    /** The document, the same as long as the IGP's state is. */
    private record RenderedTopology(long version, IgpView igp, ObjectNode document, CncReply whole) {
        static RenderedTopology of(NetworkState state, IgpView igp) {
            ObjectNode document = TopologyDocument.network(state);
            return new RenderedTopology(
                    state.version(),
                    igp,
                    document,
                    CncReply.data(VendorJson.obj(
                            "ietf-network-state:networks", VendorJson.obj("network", List.of(document)))));
        }
    }

    /** The state that may change: links that are down or gone, and the metrics of all directions. */
    private record IgpView(BitSet failed, BitSet cut, List<Integer> metrics) {
        static IgpView of(NetworkState state) {
            LabTopology topology = state.topology();
            BitSet failed = new BitSet();
            BitSet cut = new BitSet();
            for (LabLink link : topology.links()) {
                failed.set(link.index(), state.failed(link.index()));
                cut.set(link.index(), state.cut(link.index()));
            }
            return new IgpView(
                    failed,
                    cut,
                    IntStream.range(0, topology.directionCount())
                            .map(state::igpMetric)
                            .boxed()
                            .toList());
        }
    }

    private RenderedTopology shown() {
        NetworkState state = network.state();
        RenderedTopology known = shown;
        if (known.version() == state.version()) {
            return known;
        }
        IgpView igp = IgpView.of(state);
        known = known.igp().equals(igp)
                ? new RenderedTopology(state.version(), known.igp(), known.document(), known.whole())
                : RenderedTopology.of(state, igp);
        shown = known;
        return known;
    }

    @Override
    public Map<String, CncServlet.Api> bases() {
        return Map.of("nbi/topology/v3/restconf", this, "nbi/optima/v2/restconf", this);
    }

    @Override
    public CncReply answer(CncRequest request) {
        if (request.method().equals("POST") && request.route().equals("operations/create-notification-stream")) {
            return streams.create(request.json());
        }
        if (!request.method().equals("GET")) {
            return CncReply.unauthorized();
        }
        List<String> keys = request.keys();
        return switch (request.route()) {
            case "data/networks" -> shown().whole();
            case "data/networks/network=" ->
                known(keys)
                        ? CncReply.data(VendorJson.obj("ietf-network-state:network", List.of(shown().document())))
                        : missing();
            case "data/networks/network=/node=" -> part("node", "node-id", "ietf-network-state:node", keys);
            case "data/networks/network=/link=" ->
                part("ietf-network-topology-state:link", "link-id", "ietf-network-topology-state:link", keys);
            case "data/sr-policies" -> page(request);
            case "data/sr-policies/policy=" -> policy(keys);
            case "data/rsvp-te-tunnels" -> CncReply.data(VendorJson.obj());
            case "data/igp-links-performance-metrics/igp-link-pm=" -> linkMeasured(String.join(",", keys));
            case "data/sr-policies-performance-metrics/sr-policy-pm=" -> policyMeasured(keys);
            default -> missing();
        };
    }

    private static CncReply missing() {
        return CncReply.dataMissing();
    }

    private static boolean known(List<String> keys) {
        return !keys.isEmpty() && keys.getFirst().equals(TopologyDocument.NETWORK_ID);
    }

    private CncReply part(String list, String key, String member, List<String> keys) {
        if (!known(keys)) {
            return missing();
        }
        RenderedTopology now = shown();
        String wanted = String.join(",", keys.subList(1, keys.size()));
        return parts.of(now.igp(), List.of(list, wanted), () -> {
            for (JsonNode item : now.document().path(list)) {
                if (item.path(key).asText().equals(wanted)) {
                    return CncReply.data(VendorJson.obj(member, List.of(item)));
                }
            }
            return missing();
        });
    }

    private CncReply page(CncRequest request) {
        List<SrPolicyState> all = policies.sorted();
        if (all.isEmpty()) {
            return CncReply.data(VendorJson.obj());
        }
        int from = Math.min(request.intParam("offset", 0), all.size());
        int to = (int) Math.min(all.size(), (long) from + request.intParam("limit", PAGE_LIMIT));
        List<byte[]> page = all.subList(from, to).stream().map(policies::json).toList();
        return CncReply.data(VendorJson.join("{\"" + POLICY + "sr-policies\":{\"policy\":[", page, "]}}"));
    }

    private Optional<PolicyKey> key(List<String> keys) {
        return keys.size() == 3
                ? PolicyDocument.key(network.topology(), keys.get(0), keys.get(1), keys.get(2))
                : Optional.empty();
    }

    private CncReply policy(List<String> keys) {
        return key(keys)
                .flatMap(key -> network.state().srPolicy(key))
                .map(policy -> CncReply.data(
                        VendorJson.join("{\"" + POLICY + "policy\":[", List.of(policies.json(policy)), "]}")))
                .orElseGet(TopologyNbi::missing);
    }

    private CncReply linkMeasured(String linkId) {
        DirectedLink direction = links.get(linkId);
        if (direction == null || network.state().failed(direction.index() >> 1)) {
            return missing();
        }
        return linkMeasurements.of(
                performance.version(),
                direction,
                () -> CncReply.data(VendorJson.obj(MEASURED + "igp-link-pm", List.of(performance.link(direction)))));
    }

    private CncReply policyMeasured(List<String> keys) {
        NetworkState state = network.state();
        return key(keys)
                .filter(key -> state.srPolicy(key).isPresent())
                .map(key -> policyMeasurements.of(
                        state,
                        key,
                        () -> CncReply.data(
                                VendorJson.obj(MEASURED + "sr-policy-pm", List.of(performance.policy(state, key))))))
                .orElseGet(TopologyNbi::missing);
    }
}
