package io.cemfleet.correlator.stream;

import static io.cemfleet.correlator.CorrelatorFixtures.normalised;
import static org.assertj.core.api.Assertions.assertThat;

import io.cemfleet.a2a.contract.IncidentResolution;
import io.cemfleet.correlator.alert.AlertSourceId;
import io.cemfleet.correlator.alert.IncidentDecision;
import io.cemfleet.runtime.testing.FleetJson;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a closure leaves alone. */
@org.jspecify.annotations.NullUnmarked
class ClosedIncidentCleanupTest extends StreamTest {
    private static final String LINK = "alfa1-bravo1";

    private List<IncidentDecision> forecast(String kind, long second) {
        return send(normalised(
                AlertSourceId.PROACTIVE,
                FleetJson.parse(
                        "{\"link_id\":\"%s\",\"predicted_utilisation\":0.9,\"kind\":\"%s\"}".formatted(LINK, kind)),
                T0.plusSeconds(second)));
    }

    @Test
    void aForecastEndsWithItsIncidentAndHidesNoLaterAlarm() {
        // given
        List<IncidentDecision> opened = forecast("raise", 0);
        assertThat(opened.getFirst().finding().forecast()).isNotNull();
        send(closed(opened.getFirst().incidentKey(), IncidentResolution.MANUAL, 10));
        // then
        assertThat(cnc("Alfa", "Bravo", "major", 1_000)).singleElement().satisfies(d -> {
            assertThat(d.decision()).isEqualTo(IncidentDecision.DecisionType.OPENED);
            assertThat(d.finding().forecast()).isNull();
        });
        assertThat(cnc("Alfa", "Bravo", "cleared", 2_000))
                .extracting(IncidentDecision::decision)
                .containsExactly(IncidentDecision.DecisionType.CLEARED);
    }

    @Test
    void aRepeatedClosureLeavesTheNextIncidentAlone() {
        // given: forecasts so far apart that the link does not flap
        String first = forecast("raise", 0).getFirst().incidentKey();
        send(closed(first, IncidentResolution.MANUAL, 10));
        String second = forecast("raise", 1_000).getFirst().incidentKey();
        // when
        assertThat(send(reopened(first, List.of(LINK), 1_010))).isEmpty();
        // then
        assertThat(forecast("clear", 2_000)).singleElement().satisfies(d -> {
            assertThat(d.incidentKey()).isEqualTo(second);
            assertThat(d.decision()).isEqualTo(IncidentDecision.DecisionType.CLEARED);
        });
    }
}
