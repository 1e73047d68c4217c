package io.cemfleet.launcher.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import io.cemfleet.launcher.client.LabNetworkResponse;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The shares of traffic on protection and original path: in the lab, and in a ticket. */
final class TrafficWeights {
    private TrafficWeights() {}

    /** The shares of each policy's lists in falling order, by its name. */
    static Map<String, List<Integer>> inTheLab(Collection<LabNetworkResponse.Policy> policies) {
        return policies.stream()
                .collect(Collectors.toMap(
                        LabNetworkResponse.Policy::name,
                        policy -> falling(policy.weights().values()),
                        (one, other) -> one,
                        TreeMap::new));
    }

    /** The shares in the newest update with tunnels and weights; empty when there is none. */
    static Map<String, List<Integer>> reportedIn(JsonNode ticket) {
        var weights = new TreeMap<String, List<Integer>>();
        for (JsonNode update : ticket.path("updates")) {
            for (JsonNode tunnel : update.path("payload").path("details").path("tunnels")) {
                if (tunnel.has("protection_weight") && tunnel.has("original_weight")) {
                    weights.put(
                            tunnel.path("tunnel_id").asText(),
                            falling(List.of(
                                    tunnel.path("protection_weight").asInt(),
                                    tunnel.path("original_weight").asInt())));
                }
            }
        }
        return weights;
    }

    /** A single list carries all traffic, regardless of its weight. */
    private static List<Integer> falling(Collection<Integer> weights) {
        List<Integer> positive = weights.stream().filter(weight -> weight > 0).toList();
        return positive.size() == 1
                ? List.of(100)
                : positive.stream().sorted(Comparator.reverseOrder()).toList();
    }
}
