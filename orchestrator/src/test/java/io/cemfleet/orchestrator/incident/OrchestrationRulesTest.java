package io.cemfleet.orchestrator.incident;

import static org.assertj.core.api.Assertions.assertThat;

import io.cemfleet.a2a.contract.SlaTier;
import io.cemfleet.orchestrator.OrchestratorFixtures;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrchestrationRulesTest {
    private final OrchestrationRules rules = OrchestratorFixtures.rules();

    @ParameterizedTest
    @CsvSource({"1,1", "2,2", "3,4", "30,60"})
    void pausesDoubleUpToAMinute(int failures, long seconds) {
        assertThat(rules.pause(failures)).isEqualTo(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @CsvSource({"0,true", "13,true", "14,false", "20,false"})
    void silenceIsBorneAsLongAsThePausesStayWithinThePatience(int tries, boolean patient) {
        assertThat(rules.worthRepeating(tries)).isEqualTo(patient);
    }

    @Test
    void anUnknownTierHoldsLikeGold() {
        assertThat(rules.hold(SlaTier.UNKNOWN)).isEqualTo(rules.hold(SlaTier.GOLD));
    }
}
