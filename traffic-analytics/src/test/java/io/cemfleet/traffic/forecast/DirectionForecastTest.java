package io.cemfleet.traffic.forecast;

import static io.cemfleet.traffic.TrafficFixtures.NOW;
import static io.cemfleet.traffic.TrafficFixtures.points;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DirectionForecastTest {
    private static final DirectionForecast.ForecastParameters HOUR =
            new DirectionForecast.ForecastParameters(NOW, Duration.ofHours(1), Duration.ofMinutes(15), 0.7, 12);

    @Test
    void aRisingLinkIsExpectedToCrossTheThreshold() {
        // given 0.5 now, and one more percent every five minutes: the threshold in 100 minutes
        DirectionForecast later = DirectionForecast.of(points(24, i -> 0.27 + 0.01 * i), SeasonalProfile.NONE, HOUR);
        DirectionForecast sooner = DirectionForecast.of(points(24, i -> 0.37 + 0.01 * i), SeasonalProfile.NONE, HOUR);
        // then
        assertThat(later.predicted()).isCloseTo(0.62, within(1e-6));
        assertThat(later.probability()).isLessThan(0.01);
        assertThat(later.expectedAt()).isNull();
        assertThat(sooner.predicted()).isCloseTo(0.72, within(1e-6));
        assertThat(sooner.probability()).isGreaterThan(0.9);
        assertThat(sooner.expectedAt()).isEqualTo(NOW.plus(Duration.ofMinutes(50)));
    }

    @Test
    void singleOutliersDoNotBendTheTrend() {
        DirectionForecast outlook =
                DirectionForecast.of(points(24, i -> i == 5 || i == 20 ? 0.99 : 0.4), SeasonalProfile.NONE, HOUR);
        assertThat(outlook.predicted()).isCloseTo(0.4, within(0.005));
        assertThat(outlook.probability()).isLessThan(0.01);
    }

    @Test
    void theMoreSamplesSpreadTheLessSureIsTheForecast() {
        // given
        Random random = new Random(7);
        DirectionForecast noisy =
                DirectionForecast.of(points(48, i -> 0.6 + 0.1 * random.nextGaussian()), SeasonalProfile.NONE, HOUR);
        DirectionForecast calm = DirectionForecast.of(points(48, i -> 0.6), SeasonalProfile.NONE, HOUR);
        // then
        assertThat(noisy.probability()).isBetween(0.02, 0.6);
        assertThat(calm.probability()).isLessThan(1e-6);
    }

    @Test
    void aLinkThatIsOverTheThresholdHasCrossedIt() {
        DirectionForecast outlook = DirectionForecast.of(points(24, i -> 0.8), SeasonalProfile.NONE, HOUR);
        assertThat(outlook.probability()).isEqualTo(1);
        assertThat(outlook.expectedAt()).isEqualTo(NOW);
    }

    @Test
    void withTooLittleHistoryOnlyThePresentIsKnown() {
        assertThat(DirectionForecast.of(points(11, i -> 0.8), SeasonalProfile.NONE, HOUR))
                .isEqualTo(new DirectionForecast(0.8, null, null, null));
    }

    @Test
    void oldSamplesAreNoPresent() {
        DirectionForecast.ForecastParameters tomorrow = new DirectionForecast.ForecastParameters(
                NOW.plus(Duration.ofDays(1)), Duration.ofHours(1), Duration.ofMinutes(15), 0.7, 12);
        assertThat(DirectionForecast.of(points(24, i -> 0.8), SeasonalProfile.NONE, tomorrow))
                .isEqualTo(DirectionForecast.UNKNOWN);
    }

    @Test
    void theGraverDirectionSpeaksForTheLink() {
        DirectionForecast calm = new DirectionForecast(0.2, 0.2, 0.0, null);
        DirectionForecast risky = new DirectionForecast(0.6, 0.75, 0.8, NOW);
        assertThat(calm.graver(risky)).isEqualTo(risky);
        assertThat(calm.graver(DirectionForecast.UNKNOWN)).isEqualTo(DirectionForecast.UNKNOWN);
        assertThat(DirectionForecast.UNKNOWN.graver(risky)).isEqualTo(risky);
    }
}
