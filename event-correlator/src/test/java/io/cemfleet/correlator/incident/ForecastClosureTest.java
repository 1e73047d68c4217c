package io.cemfleet.correlator.incident;

import static io.cemfleet.correlator.CorrelatorFixtures.cncAlarm;
import static io.cemfleet.correlator.CorrelatorFixtures.freshIsland;
import static io.cemfleet.correlator.CorrelatorFixtures.link;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.cemfleet.a2a.message.AgentName;
import io.cemfleet.correlator.CorrelatorTest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Whoever forecast congestion hears that its incident was closed, and may forecast it again. */
class ForecastClosureTest extends CorrelatorTest {

    private void forecast(String link) {
        caller(AgentName.TRAFFIC_ANALYTICS)
                .send(
                        "proactive_alert",
                        Map.of(
                                "link_id",
                                link,
                                "predicted_utilisation",
                                0.9,
                                "probability",
                                0.8,
                                "expected_at",
                                Instant.now(),
                                "horizon_minutes",
                                30,
                                "kind",
                                "raise"));
    }

    private void close(String incidentId) {
        caller(AgentName.ORCHESTRATOR)
                .send(
                        "incident_closed",
                        Map.of("incident_id", incidentId, "resolution", "manual", "closed_at", Instant.now()));
    }

    private static List<JsonNode> reported(String incidentId) {
        return PEERS.payloads("proactive_closed").stream()
                .filter(payload -> payload.path("incident_id").asText().equals(incidentId))
                .toList();
    }

    @Test
    void aForecastsClosureIsReportedOnceAndTheNextOpensAnother() {
        String link = link(island(), "Alfa", "Bravo");
        forecast(link);
        String id = awaitDetected(link).path("incident_id").asText();

        close(id);
        close(id);

        soon().untilAsserted(() -> assertThat(reported(id)).singleElement().satisfies(closed -> {
            assertThat(closed.path("link_id").asText()).isEqualTo(link);
            assertThat(closed.path("resolution").asText()).isEqualTo("manual");
        }));
        forecast(link);
        soon().untilAsserted(() -> assertThat(detected(link)).hasSize(2));
    }

    @Test
    void theClosureOfAnotherIncidentIsNoNewsToForecasters() {
        String link = link(island(), "Alfa", "Bravo");
        String later = link(freshIsland(), "Alfa", "Bravo");
        webhook("cnc", cncAlarm(island(), "Alfa", "Bravo", "major"));
        String id = awaitDetected(link).path("incident_id").asText();
        close(id);
        forecast(later);
        String proactive = awaitDetected(later).path("incident_id").asText();
        close(proactive);

        soon().untilAsserted(() -> assertThat(reported(proactive)).hasSize(1));
        assertThat(reported(id)).isEmpty();
    }
}
