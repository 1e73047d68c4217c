package io.cemfleet.restoration.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.cemfleet.restoration.RestorationFixtures;
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

    @Test
    void linksAreNotSampledMoreOftenThanTheyAreMeasured() {
        assertThat(pace(100, Duration.ofSeconds(1)).linkInterval()).isEqualTo(Duration.ofSeconds(1));
        assertThat(pace(1, Duration.ofSeconds(1)).linkInterval()).isEqualTo(Duration.ofSeconds(5));
    }

    private static SteeringCheckTiming pace(double faster, Duration measuringInterval) {
        TimeScale scale = new TimeScale(faster);
        return new SteeringCheckTiming(
                RestorationFixtures.sla(measuringInterval),
                scale,
                new WatchTiming(RestorationFixtures.settings(), scale, Clock.fixed(STEERED, ZoneOffset.UTC)));
    }
}
