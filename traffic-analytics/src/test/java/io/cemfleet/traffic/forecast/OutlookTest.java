package io.cemfleet.traffic.forecast;

import static io.cemfleet.traffic.TrafficFixtures.NOW;
import static io.cemfleet.traffic.TrafficFixtures.points;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class OutlookTest {
    private static final Outlook.Ask HOUR = new Outlook.Ask(NOW, Duration.ofHours(1), Duration.ofMinutes(15), 0.7, 12);

    @Test
    void aRisingLinkIsExpectedToCrossTheThreshold() {
        // given 0.5 now, and one more percent every five minutes: the threshold in 100 minutes
        Outlook later = Outlook.of(points(24, i -> 0.27 + 0.01 * i), Season.NONE, HOUR);
        Outlook sooner = Outlook.of(points(24, i -> 0.37 + 0.01 * i), Season.NONE, HOUR);
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
        Outlook outlook = Outlook.of(points(24, i -> i == 5 || i == 20 ? 0.99 : 0.4), Season.NONE, HOUR);
        assertThat(outlook.predicted()).isCloseTo(0.4, within(0.005));
        assertThat(outlook.probability()).isLessThan(0.01);
    }

    @Test
    void theMoreSamplesSpreadTheLessSureIsTheForecast() {
        // given
        Random random = new Random(7);
        Outlook noisy = Outlook.of(points(48, i -> 0.6 + 0.1 * random.nextGaussian()), Season.NONE, HOUR);
        Outlook calm = Outlook.of(points(48, i -> 0.6), Season.NONE, HOUR);
        // then
        assertThat(noisy.probability()).isBetween(0.02, 0.6);
        assertThat(calm.probability()).isLessThan(1e-6);
    }

    @Test
    void aLinkThatIsOverTheThresholdHasCrossedIt() {
        Outlook outlook = Outlook.of(points(24, i -> 0.8), Season.NONE, HOUR);
        assertThat(outlook.probability()).isEqualTo(1);
        assertThat(outlook.expectedAt()).isEqualTo(NOW);
    }

    @Test
    void withTooLittleHistoryOnlyThePresentIsKnown() {
        assertThat(Outlook.of(points(11, i -> 0.8), Season.NONE, HOUR)).isEqualTo(new Outlook(0.8, null, null, null));
    }

    @Test
    void oldSamplesAreNoPresent() {
        Outlook.Ask tomorrow =
                new Outlook.Ask(NOW.plus(Duration.ofDays(1)), Duration.ofHours(1), Duration.ofMinutes(15), 0.7, 12);
        assertThat(Outlook.of(points(24, i -> 0.8), Season.NONE, tomorrow)).isEqualTo(Outlook.UNKNOWN);
    }

    @Test
    void theGraverDirectionSpeaksForTheLink() {
        Outlook calm = new Outlook(0.2, 0.2, 0.0, null);
        Outlook risky = new Outlook(0.6, 0.75, 0.8, NOW);
        assertThat(calm.graver(risky)).isEqualTo(risky);
        assertThat(calm.graver(Outlook.UNKNOWN)).isEqualTo(Outlook.UNKNOWN);
        assertThat(Outlook.UNKNOWN.graver(risky)).isEqualTo(risky);
    }
}
