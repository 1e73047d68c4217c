package io.cemfleet.e2e.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.cemfleet.e2e.fleet.FleetUnderTest;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("long")
class ScenarioTest {
    @BeforeAll
    static void theFleetIsUp() {
        FleetUnderTest.up();
    }

    static Stream<String> scenarios() {
        return FleetUnderTest.scenarios().stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("scenarios")
    void aScenarioMeetsItsDescription(String scenario) {
        FleetUnderTest.ScenarioResult played = FleetUnderTest.play(scenario);

        assertThat(played.code()).as(played.lines()).isZero();
    }
}
