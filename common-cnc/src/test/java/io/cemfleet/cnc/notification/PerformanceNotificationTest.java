package io.cemfleet.cnc.notification;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cemfleet.network.NetworkFixtures;
import io.cemfleet.network.policy.PolicyKey;
import io.cemfleet.network.topology.LinkDirection;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PerformanceNotificationTest {

    private final LinkDirection link = NetworkFixtures.direction("munich-zurich", "munich");

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private JsonNode notification(String drops) {
        return json(
                """
                {"eventTime":"2026-03-01T12:00:00Z","cisco-crosswork-performance-metrics:some-notification":{
                 "igp-link-pm":[
                  {"link-id":"%s","max-bandwidth-kbps":"10000000","bandwidth-utilization-kbps":"2500000",
                   "delay-telemetry":2600,"jitter-telemetry":150,"interfaces":{%s}},
                  {"link-id":"not in the topology","bandwidth-utilization-kbps":"1"}],
                 "sr-policy-pm":[
                  {"headend":"10.0.0.1","endpoint":"10.0.0.3","color":100,"bandwidth-utilization-kbps":"120500"},
                  {"headend":"10.9.9.9","endpoint":"10.0.0.3","color":100,"bandwidth-utilization-kbps":"1"}]}}
                """
                        .formatted(link.cncLinkId(), drops));
    }

    private PerformanceNotification read(String drops, Map<String, Long> before) {
        return PerformanceNotification.read(
                NetworkFixtures.topology(), notification(drops), NetworkFixtures.NOW, before);
    }

    @Test
    void linksAndPoliciesOfTheTopologyAreReadInTheFleetsUnits() {
        var read = read("\"TX-packet-drops\":7", Map.of());
        var sample = read.links().get(link);
        assertThat(read.links()).hasSize(1);
        assertThat(sample).isNotNull().satisfies(measured -> {
            assertThat(measured.utilisation()).isEqualTo(0.25);
            assertThat(measured.delayMs()).isEqualTo(2.6);
            assertThat(measured.jitterMs()).isEqualTo(0.15);
            assertThat(measured.measuredAt()).isEqualTo(NetworkFixtures.NOW);
        });
        assertThat(read.policies()).singleElement().satisfies(policy -> {
            assertThat(policy.key()).isEqualTo(new PolicyKey("frankfurt", "vienna", 100));
            assertThat(policy.utilisationMbps()).isEqualTo(120.5);
        });
    }

    @Test
    void nothingDroppedSinceTheNotificationBeforeIsNoLoss() {
        var first = read("\"TX-packet-drops\":7,\"TX-Errors\":1", Map.of());
        assertThat(loss(first)).isNull();
        assertThat(loss(read("\"TX-packet-drops\":7,\"TX-Errors\":1", first.drops())))
                .isEqualTo(0.0);
    }

    @Test
    void droppedPacketsAndCountersThatAreMissingOrResetLeaveTheLossUnknown() {
        var first = read("\"TX-packet-drops\":7", Map.of());
        assertThat(loss(read("\"TX-packet-drops\":8", first.drops()))).isNull();
        assertThat(loss(read("\"TX-packet-drops\":0", first.drops()))).isNull();
        assertThat(loss(read("", first.drops()))).isNull();
    }

    private @Nullable Double loss(PerformanceNotification notification) {
        var sample = notification.links().get(link);
        return sample == null ? Double.valueOf(Double.NaN) : sample.lossPct();
    }

    @Test
    void anotherNotificationIsNone() {
        assertThat(PerformanceNotification.isOne(notification(""))).isTrue();
        assertThat(PerformanceNotification.isOne(json("{\"eventTime\":\"x\",\"m:other\":{\"policy\":[]}}")))
                .isFalse();
        assertThat(PerformanceNotification.isOne(json("{}"))).isFalse();
        assertThat(PerformanceNotification.isOne(json("[1]"))).isFalse();
    }
}
