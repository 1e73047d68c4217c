package io.cemfleet.launcher.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SteeringLinesTest {
    private static JsonNode update(String tunnels) throws IOException {
        return JsonHttpClient.JSON.readTree("{\"payload\": {\"details\": {\"tunnels\": [" + tunnels + "]}}}");
    }

    private static String helped(String id) {
        return "{\"tunnel_id\": \"" + id + "\", \"verdict\": \"helped\"}";
    }

    @Test
    void whatWasPredictedStandsBesideWhatWasMeasured() throws IOException {
        String tunnel =
                """
                {"tunnel_id": "one", "verdict": "made_worse",
                 "before": {"latency_ms": 260.04, "loss_pct": 3}, "predicted": {"latency_ms": 12.5, "loss_pct": 0},
                 "after": {"latency_ms": 40.1, "loss_pct": 14.2},
                 "links": [{"link_id": "a-b", "from": "a", "predicted": 0.61, "measured": 0.62, "threshold": 0.8},
                           {"link_id": "b-c", "from": "b", "predicted": 0.79, "measured": 1.0, "threshold": 0.8}]}
                """;

        assertThat(SteeringLines.of(update(tunnel)))
                .containsExactly("   made_worse one: before 260.0 ms 3.00 % loss, predicted 12.5 ms 0.00 % loss, "
                        + "measured 40.1 ms 14.20 % loss, fullest link b-c 0.79 predicted, 1.00 measured");
    }

    @Test
    void whatIsNotKnownIsShownAsSuch() throws IOException {
        assertThat(SteeringLines.of(update(helped("one"))))
                .containsExactly("   helped     one: before ?, predicted ?, measured ?");
    }

    @Test
    void badOnesComeFirstAndTheRestIsCounted() throws IOException {
        String many = IntStream.range(0, 10).mapToObj(i -> helped("t" + i)).collect(Collectors.joining(","));
        String worse = "{\"tunnel_id\": \"bad\", \"verdict\": \"not_helped\"}";

        assertThat(SteeringLines.of(update(many + "," + worse)))
                .hasSize(9)
                .first()
                .asString()
                .contains("not_helped bad");
        assertThat(SteeringLines.of(update(many + "," + worse)).getLast())
                .isEqualTo("   and 3 tunnels more, of which 3 helped");
    }

    @Test
    void tunnelsOfOtherUpdatesAreNoMeasurements() throws IOException {
        assertThat(SteeringLines.of(update("{\"tunnel_id\": \"one\", \"protection_weight\": 75}, \"two\"")))
                .isEmpty();
    }
}
