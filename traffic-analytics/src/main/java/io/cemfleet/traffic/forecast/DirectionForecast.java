package io.cemfleet.traffic.forecast;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The expected utilisation of one direction of a link.
 *
 * @param utilisation at present, absent when the newest sample is too old
 * @param predicted at the horizon's end, absent with too little or too old a history
 * @param probability that the threshold is crossed within the horizon, absent like {@code predicted}
 * @param expectedAt when the forecast reaches the threshold, absent when it does not within the horizon
 */
public record DirectionForecast(
        @Nullable Double utilisation,
        @Nullable Double predicted,
        @Nullable Double probability,
        @Nullable Instant expectedAt) {

    /** Nothing is known. */
    public static final DirectionForecast UNKNOWN = new DirectionForecast(null, null, null, null);

    /**
     * The parameters of a forecast.
     *
     * @param freshness age up to which a sample counts as present
     * @param minimum samples that a trend needs
     */
    public record ForecastParameters(
            Instant now, Duration horizon, Duration freshness, double threshold, int minimum) {}

    /** @param points of one direction, oldest first */
    public static DirectionForecast of(List<UtilisationSample> points, SeasonalProfile season, ForecastParameters ask) {
        if (points.isEmpty() || points.getLast().measuredAt().isBefore(ask.now().minus(ask.freshness()))) {
            return UNKNOWN;
        }
        double present = points.getLast().utilisation();
        Instant end = ask.now().plus(ask.horizon());
        Optional<SeasonalTrend> found = SeasonalTrend.of(points, season, ask.minimum());
        if (found.isEmpty()) {
            return new DirectionForecast(present, null, null, null);
        }
        SeasonalTrend expected = found.get();
        if (present >= ask.threshold()) {
            return new DirectionForecast(
                    present, expected.at(end), 1.0, points.getLast().measuredAt());
        }
        return new DirectionForecast(
                present,
                expected.at(end),
                expected.probability(ask.now(), end, ask.threshold()),
                expected.crossing(ask.now(), end, ask.threshold()).orElse(null));
    }

    /** The graver forecast of a link's two directions; an unknown one outweighs a calm one. */
    public DirectionForecast graver(DirectionForecast other) {
        return gravity() >= other.gravity() ? this : other;
    }

    private double gravity() {
        if (probability != null) {
            return 2 * probability + (predicted == null ? 0 : predicted / 1000);
        }
        return utilisation == null ? 1 : 1 + utilisation / 1000;
    }
}
