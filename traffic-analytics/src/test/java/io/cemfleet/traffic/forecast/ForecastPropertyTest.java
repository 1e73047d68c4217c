package io.cemfleet.traffic.forecast;

import static io.cemfleet.traffic.TrafficFixtures.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Forecasts of random series with gaps, against the same formulas written down plainly. */
class ForecastPropertyTest {
    private static final Duration HORIZON = Duration.ofHours(1);
    private static final DirectionForecast.ForecastParameters ASK =
            new DirectionForecast.ForecastParameters(NOW, HORIZON, Duration.ofMinutes(15), 0.7, 12);
    private static final int STEPS = 24;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void everySeriesIsForecastAsThePlainFormulasSay(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 40; round++) {
            // given
            SeasonalProfile season = random.nextBoolean() ? SeasonalProfile.NONE : season(random);
            List<UtilisationSample> points = series(random, season);
            // when
            DirectionForecast outlook = DirectionForecast.of(points, season, ASK);
            // then
            if (points.size() < 12) {
                assertThat(outlook.probability()).isNull();
                continue;
            }
            ReferenceForecast plain = new ReferenceForecast(points, season);
            assertThat(outlook.predicted()).isCloseTo(Math.max(0, plain.at(NOW.plus(HORIZON))), within(1e-9));
            if (points.getLast().utilisation() >= 0.7) {
                assertThat(outlook.probability()).isEqualTo(1);
            } else {
                assertThat(outlook.probability()).isCloseTo(plain.probability(), within(1e-6));
                assertThat(outlook.expectedAt() != null).isEqualTo(plain.crosses());
            }
        }
    }

    @Test
    void whatRepeatsEveryDayIsForeseenBetterWithItsSeason() {
        // given a load that follows the sun, three days of it known
        Random random = new Random(4);
        double withSeason = 0;
        double without = 0;
        for (int hour = 0; hour < 24; hour++) {
            Instant now = NOW.plus(Duration.ofHours(hour));
            List<Double> profile = new ArrayList<>();
            for (int slot = 0; slot < 24; slot++) {
                profile.add(sun(Instant.EPOCH.plus(Duration.ofMinutes(60L * slot + 30))));
            }
            List<UtilisationSample> points = new ArrayList<>();
            for (int i = 47; i >= 0; i--) {
                Instant at = now.minus(Duration.ofMinutes(5L * i));
                points.add(new UtilisationSample(at, sun(at) + 0.01 * random.nextGaussian()));
            }
            DirectionForecast.ForecastParameters ask =
                    new DirectionForecast.ForecastParameters(now, HORIZON, Duration.ofMinutes(15), 0.7, 12);
            double truth = sun(now.plus(HORIZON));
            // when
            SeasonalProfile season = new SeasonalProfile(Duration.ofDays(1), profile);
            withSeason += Math.abs(Objects.requireNonNull(
                            DirectionForecast.of(points, season, ask).predicted())
                    - truth);
            without += Math.abs(Objects.requireNonNull(DirectionForecast.of(points, SeasonalProfile.NONE, ask)
                            .predicted())
                    - truth);
        }
        // then
        assertThat(withSeason / 24).isLessThan(0.02);
        assertThat(withSeason).isLessThan(without / 2);
    }

    private static double sun(Instant at) {
        double day = Math.floorMod(at.getEpochSecond(), 86_400L) / 86_400.0;
        return 0.4 + 0.25 * Math.sin(2 * Math.PI * day);
    }

    private static SeasonalProfile season(Random random) {
        List<Double> profile = new ArrayList<>();
        for (int i = 0; i < 24; i++) {
            profile.add(0.2 + 0.4 * random.nextDouble());
        }
        return new SeasonalProfile(Duration.ofDays(1), profile);
    }

    private static List<UtilisationSample> series(Random random, SeasonalProfile season) {
        double level = 0.5 * random.nextDouble();
        double slope = 0.01 * random.nextGaussian();
        double noise = 0.05 * random.nextDouble();
        List<UtilisationSample> points = new ArrayList<>();
        for (int i = 8 + random.nextInt(40); i >= 0; i--) {
            if (i == 0 || random.nextInt(5) > 0) {
                Instant at = NOW.minus(Duration.ofMinutes(5L * i));
                double used = level - slope * i + season.at(at) + noise * random.nextGaussian();
                points.add(new UtilisationSample(at, Math.max(0, used)));
            }
        }
        return points;
    }

    /** Everything in lists and in full. */
    private static final class ReferenceForecast {
        private final List<Double> times = new ArrayList<>();
        private final List<Double> values = new ArrayList<>();
        private final SeasonalProfile season;
        private final double slope;
        private final double level;
        private final double spread;

        ReferenceForecast(List<UtilisationSample> points, SeasonalProfile season) {
            this.season = season;
            for (UtilisationSample point : points) {
                times.add(minutes(point.measuredAt()));
                values.add(point.utilisation() - seasonal(point.measuredAt()));
            }
            List<Double> slopes = new ArrayList<>();
            for (int i = 0; i < times.size(); i++) {
                for (int j = 0; j < i; j++) {
                    slopes.add((values.get(i) - values.get(j)) / (times.get(i) - times.get(j)));
                }
            }
            slope = median(slopes);
            List<Double> levels = new ArrayList<>();
            for (int i = 0; i < times.size(); i++) {
                levels.add(values.get(i) - slope * times.get(i));
            }
            level = median(levels);
            spread = Math.max(
                    0.005,
                    1.4826
                            * median(levels.stream()
                                    .map(l -> Math.abs(l - level))
                                    .toList()));
        }

        double at(Instant moment) {
            return seasonal(moment) + level + slope * minutes(moment);
        }

        double probability() {
            double mean = times.stream().mapToDouble(t -> t).average().orElseThrow();
            double squares =
                    times.stream().mapToDouble(t -> Math.pow(t - mean, 2)).sum();
            double most = 0;
            for (int i = 0; i <= STEPS; i++) {
                Instant moment = NOW.plus(HORIZON.multipliedBy(i).dividedBy(STEPS));
                double off = Math.pow(minutes(moment) - mean, 2) / squares;
                double deviation = spread * Math.sqrt(1 + 1.0 / times.size() + off);
                most = Math.max(most, normal((at(moment) - 0.7) / deviation));
            }
            return most;
        }

        boolean crosses() {
            for (int i = 0; i <= STEPS; i++) {
                if (at(NOW.plus(HORIZON.multipliedBy(i).dividedBy(STEPS))) >= 0.7) {
                    return true;
                }
            }
            return false;
        }

        private double seasonal(Instant moment) {
            if (season.profile().isEmpty()) {
                return 0;
            }
            double hours = Math.floorMod(moment.getEpochSecond(), 86_400L) / 3600.0;
            double middle = hours < 0.5 ? hours + 24 : hours;
            int slot = (int) Math.floor(middle - 0.5);
            double part = middle - 0.5 - slot;
            return season.profile().get(slot % 24) * (1 - part)
                    + season.profile().get((slot + 1) % 24) * part;
        }

        private static double minutes(Instant moment) {
            return Duration.between(NOW, moment).toMillis() / 60_000.0;
        }

        private static double median(List<Double> values) {
            List<Double> sorted = values.stream().sorted().toList();
            int half = sorted.size() / 2;
            return sorted.size() % 2 == 1 ? sorted.get(half) : (sorted.get(half - 1) + sorted.get(half)) / 2;
        }

        /** By Simpson's rule. */
        private static double normal(double z) {
            double end = Math.max(-9, Math.min(9, z));
            int pieces = 2000;
            double width = (end + 9) / pieces;
            double sum = 0;
            for (int i = 0; i <= pieces; i++) {
                double x = -9 + i * width;
                int weight = i == 0 || i == pieces ? 1 : i % 2 == 1 ? 4 : 2;
                sum += weight * Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI);
            }
            return sum * width / 3;
        }
    }
}
