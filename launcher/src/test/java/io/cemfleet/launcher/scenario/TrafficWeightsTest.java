package io.cemfleet.launcher.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.cemfleet.launcher.client.JsonHttpClient;
import io.cemfleet.launcher.client.LabNetworkResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TrafficWeightsTest {

    private static LabNetworkResponse.Policy policy(String name, Map<String, Integer> weights) {
        return new LabNetworkResponse.Policy(name, "a", "d", 100, weights, Map.of());
    }

    @Test
    void theLabsWeightsAndTheTicketsAreComparable() throws IOException {
        // given
        JsonNode ticket = JsonHttpClient.JSON.readTree(
                """
                {"updates": [
                  {"payload": {"details": {"tunnels": [
                    {"tunnel_id": "one", "protection_weight": 75, "original_weight": 25},
                    {"tunnel_id": "two", "protection_weight": 100, "original_weight": 0}]}}},
                  {"payload": {"details": {"tunnels": [
                    {"tunnel_id": "one", "protection_weight": 50, "original_weight": 50}]}}},
                  {"payload": {"details": {"tunnels": ["one"]}}}]}
                """);
        var lab = List.of(policy("one", Map.of("p", 50, "o", 50)), policy("two", Map.of("p", 1)));

        // then the newest word on each tunnel counts, and one list alone carries all
        assertThat(TrafficWeights.reportedIn(ticket)).isEqualTo(TrafficWeights.inTheLab(lab));
        assertThat(TrafficWeights.reportedIn(ticket)).isEqualTo(Map.of("one", List.of(50, 50), "two", List.of(100)));
    }

    @Test
    void anotherSplitIsAnother() {
        assertThat(TrafficWeights.inTheLab(List.of(policy("one", Map.of("p", 75, "o", 25)))))
                .isNotEqualTo(TrafficWeights.inTheLab(List.of(policy("one", Map.of("p", 50, "o", 50)))));
    }
}
