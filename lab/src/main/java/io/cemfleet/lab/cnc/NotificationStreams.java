package io.cemfleet.lab.cnc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cemfleet.lab.network.DirectedLink;
import io.cemfleet.lab.network.LabNetwork;
import io.cemfleet.lab.network.LabTopology;
import io.cemfleet.lab.network.NetworkMeasurement;
import io.cemfleet.lab.network.NetworkState;
import io.cemfleet.lab.network.PolicyKey;
import io.cemfleet.lab.network.SrPolicyState;
import jakarta.annotation.PreDestroy;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.springframework.stereotype.Component;

/**
 * The topology base's notification streams, as server-sent events: which policies and links changed, at once, and the
 * measurements of everything at an interval. The names of notifications are not published by the vendor; any name that
 * contains a topic's word subscribes to it.
 */
@Component
class NotificationStreams {
    private static final String PERFORMANCE = "cisco-crosswork-performance-metrics:";

    private final LabNetwork network;
    private final PerformanceDocument performance;
    private final CncSettings settings;
    private final Map<String, OpenStream> streams = new ConcurrentHashMap<>();
    private Map<PolicyKey, SrPolicyState> policies = Map.of();
    private List<Integer> igp = List.of();
    private Instant measuredAt = Instant.MIN;

    NotificationStreams(LabNetwork network, PerformanceDocument performance, CncSettings settings) {
        this.network = network;
        this.performance = performance;
        this.settings = settings;
        note(network.state());
        network.onChanged(this::changed);
        network.onMeasured(this::measured);
    }

    /** What a stream may be subscribed to. */
    enum Topic {
        PERFORMANCE("performance"),
        POLICY("sr-policy"),
        TOPOLOGY("topology");

        private final String word;

        Topic(String word) {
            this.word = word;
        }
    }

    /** The answer to {@code sal-remote:create-notification-stream}; a name without a topic is refused. */
    CncReply create(JsonNode request) {
        Set<Topic> topics = EnumSet.noneOf(Topic.class);
        for (JsonNode name : request.path("input").path("notifications")) {
            for (Topic topic : Topic.values()) {
                if (name.asText().contains(topic.word)) {
                    topics.add(topic);
                }
            }
        }
        if (topics.isEmpty()) {
            return CncReply.restconf(400, "invalid-value", "No such notification");
        }
        String id = UUID.randomUUID().toString();
        streams.put(id, new OpenStream(topics));
        return CncReply.data(VendorJson.obj("sal-remote:output", VendorJson.obj("notification-stream-identifier", id)));
    }

    /** Sends the events of a stream until its reader leaves or is too slow; false for an unknown stream. */
    boolean serve(String id, HttpServletResponse response) throws IOException {
        OpenStream stream = streams.get(id);
        if (stream == null) {
            return false;
        }
        response.setContentType("text/event-stream");
        try {
            for (Optional<String> event = Optional.empty();
                    !stream.isClosed();
                    event = stream.next(settings.keepAlive())) {
                String text = event.map(json -> "data: " + json + "\n\n").orElse(": keep-alive\n\n");
                response.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
                response.flushBuffer();
            }
        } finally {
            stream.close();
            streams.remove(id);
        }
        return true;
    }

    private synchronized void changed(NetworkState state) {
        Map<PolicyKey, SrPolicyState> before = policies;
        List<Integer> igpBefore = igp;
        note(state);
        List<PolicyKey> changed = new ArrayList<>();
        policies.forEach((key, policy) -> {
            if (!policy.equals(before.get(key))) {
                changed.add(key);
            }
        });
        before.keySet().stream().filter(key -> !policies.containsKey(key)).forEach(changed::add);
        if (!changed.isEmpty()) {
            send(
                    Topic.POLICY,
                    "cisco-crosswork-segment-routing-policy:sr-policy-notification",
                    VendorJson.obj(
                            "policy",
                            changed.stream()
                                    .map(key -> named(state.topology(), key))
                                    .toList()));
        }
        if (!igp.equals(igpBefore)) {
            send(
                    Topic.TOPOLOGY,
                    "ietf-network-state:topology-notification",
                    VendorJson.obj("network-id", TopologyDocument.NETWORK_ID));
        }
    }

    private static ObjectNode named(LabTopology topology, PolicyKey key) {
        return VendorJson.obj(
                "headend",
                PolicyDocument.routerId(topology, key.headEnd()),
                "endpoint",
                PolicyDocument.routerId(topology, key.endPoint()),
                "color",
                key.color());
    }

    private void note(NetworkState state) {
        Map<PolicyKey, SrPolicyState> now = new HashMap<>();
        state.srPolicies().forEach(policy -> now.put(policy.key(), policy));
        policies = now;
        igp = IntStream.range(0, state.topology().directionCount())
                .map(direction -> state.failed(direction >> 1) ? -1 : state.igpMetric(direction))
                .boxed()
                .toList();
    }

    private void measured(NetworkMeasurement measurement) {
        if (streams.isEmpty() || measuredAt.plus(settings.performanceInterval()).isAfter(measurement.at())) {
            return;
        }
        measuredAt = measurement.at();
        NetworkState state = network.state();
        List<ObjectNode> links = new ArrayList<>();
        for (int direction = 0; direction < state.topology().directionCount(); direction++) {
            DirectedLink link = state.topology().direction(direction);
            if (!state.failed(direction >> 1)) {
                links.add(performance.link(link));
            }
        }
        send(
                Topic.PERFORMANCE,
                PERFORMANCE + "performance-metrics-notification",
                VendorJson.obj(
                        "igp-link-pm",
                        links,
                        "sr-policy-pm",
                        state.srPolicies().stream()
                                .map(policy -> performance.policy(state, policy.key()))
                                .toList()));
    }

    private void send(Topic topic, String name, ObjectNode content) {
        List<OpenStream> readers = streams.values().stream()
                .filter(stream -> stream.topics().contains(topic))
                .toList();
        if (readers.isEmpty()) {
            return;
        }
        String event = VendorJson.obj(
                        "ietf-restconf:notification",
                        VendorJson.obj("eventTime", network.state().at().toString(), name, content))
                .toString();
        readers.forEach(stream -> stream.add(event));
    }

    @PreDestroy
    void stop() {
        streams.values().forEach(OpenStream::close);
    }
}
