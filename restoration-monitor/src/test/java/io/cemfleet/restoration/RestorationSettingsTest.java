package io.cemfleet.restoration;

import static org.assertj.core.api.Assertions.assertThat;

import io.cemfleet.a2a.contract.SlaTier;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RestorationSettingsTest {
    private static final RestorationSettings SETTINGS = RestorationFixtures.settings();

    @ParameterizedTest
    @CsvSource({
        "PLATINUM, 0, 30",
        "PLATINUM, 1, 60",
        "PLATINUM, 3, 240",
        "GOLD, 0, 60",
        "SILVER, 0, 120",
        "BRONZE, 0, 300",
        "UNKNOWN, 2, 240"
    })
    void theHoldIsOfTheTierAndDoublesWithEachRelapse(SlaTier tier, int relapses, long seconds) {
        assertThat(SETTINGS.holdTime(tier, relapses)).isEqualTo(Duration.ofSeconds(seconds));
    }

    @Test
    void theHoldEndsAtItsHighest() {
        assertThat(SETTINGS.holdTime(SlaTier.BRONZE, 63)).isEqualTo(Duration.ofHours(1));
    }
}
