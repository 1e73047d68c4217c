package io.cemfleet.orchestrator.flow;

import static io.cemfleet.orchestrator.OrchestratorFixtures.LIMITS;
import static org.assertj.core.api.Assertions.assertThat;

import io.cemfleet.a2a.contract.IncidentView.SlaValues;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is better for a service. */
class SlaComparisonTest {
    @ParameterizedTest
    @CsvSource({
        "12, 0.4, 0, 258, 0.4, 3, true",
        "262, 0.4, 3, 258, 0.4, 3, false",
        "250, 0.4, 3, 258, 0.4, 3, false",
        "230, 0.4, 3, 258, 0.4, 3, true",
        "230, 0.4, 3.1, 258, 0.4, 3, false",
        "29, 4, 0.01, 258, 0.4, 3, true",
        "12, 0.4, 0, 20, 0.4, 0, false",
        "258, 0.4, 3, , , 100, true",
        ", , 100, 258, 0.4, 3, false",
        ", , 100, , , 100, false",
        ", 0.4, 0, 258, 0.4, 3, false",
        "12, 0.4, 0, , 0.4, 3, true",
        "30, 0.4, 0, 20, 0.4, 3, true",
        "12, 0.4, 0, 30, 0.4, 0, false",
        "95, 0.4, 0, 100, 0.4, 0, true",
        "258, 0.4, 3, 12, 0.4, 99.99, true"
    })
    void betterIsClearlyBetterInWhatMattersAndWorseInNothing(
            Double latency,
            Double jitter,
            Double loss,
            Double otherLatency,
            Double otherJitter,
            Double otherLoss,
            boolean better) {
        SlaValues met = new SlaValues(latency, jitter, loss);
        SlaValues other = new SlaValues(otherLatency, otherJitter, otherLoss);

        assertThat(new SlaComparison(LIMITS).isBetter(met, other)).isEqualTo(better);
    }

    @ParameterizedTest
    @CsvSource({"12,,,true", ",0.4,,true", ",,3,true", ",,,false"})
    void aPathIsKnownOnceAnyValueIsMeasured(Double latency, Double jitter, Double loss, boolean known) {
        assertThat(SlaComparison.isKnown(new SlaValues(latency, jitter, loss))).isEqualTo(known);
    }
}
