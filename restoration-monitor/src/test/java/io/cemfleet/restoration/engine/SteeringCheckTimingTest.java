package io.cemfleet.restoration.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.cemfleet.restoration.RestorationFixtures;
import io.cemfleet.restoration.SlaSettings;
import io.cemfleet.runtime.defaults.TimeScale;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class SteeringCheckTimingTest {
    private static final Instant STEERED = RestorationFixtures.NOW;

    @Test
    void aNetworkThatMeasuresMoreSlowlyThanTimeIsScaledIsGivenOneInterval() {
        assertThat(pace(100, Duration.ofSeconds(1)).settled(STEERED)).isEqualTo(STEERED.plusSeconds(1));
        assertThat(pace(1, Duration.ofSeconds(1)).settled(STEERED)).isEqualTo(STEERED.plusSeconds(10));
    }

    private static SteeringCheckTiming pace(double faster, Duration measuringInterval) {
        TimeScale scale = new TimeScale(faster);
        SlaSettings settings = new SlaSettings(
                Duration.ofSeconds(60),
                Duration.ofSeconds(10),
                measuringInterval,
                Duration.ofSeconds(20),
                Duration.ofSeconds(5),
                Duration.ofMinutes(3),
                0.5);
        return new SteeringCheckTiming(
                settings,
                scale,
                new WatchTiming(RestorationFixtures.settings(), scale, Clock.fixed(STEERED, ZoneOffset.UTC)));
    }
}
