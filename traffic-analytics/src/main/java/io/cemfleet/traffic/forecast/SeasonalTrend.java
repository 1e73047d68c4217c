package io.cemfleet.traffic.forecast;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Season and trend together: the trend is that of the residuals after the season. */
final class SeasonalTrend {
    private static final int STEPS = 24;

    private final SeasonalProfile season;
    private final TheilSenTrend trend;

    private SeasonalTrend(SeasonalProfile season, TheilSenTrend trend) {
        this.season = season;
        this.trend = trend;
    }

    /** Empty with fewer samples than the minimum. */
    static Optional<SeasonalTrend> of(List<UtilisationSample> points, SeasonalProfile season, int minimum) {
        List<UtilisationSample> left = points.stream()
                .map(p -> new UtilisationSample(p.measuredAt(), p.utilisation() - season.at(p.measuredAt())))
                .toList();
        return TheilSenTrend.of(left, minimum).map(trend -> new SeasonalTrend(season, trend));
    }

    /** The expected utilisation at a moment, not below 0. */
    double at(Instant moment) {
        return Math.max(0, season.at(moment) + trend.at(moment));
    }

    /**
     * The probability, 0 to 1, that a sample is at or above the threshold, at the most likely moment between two
     * moments.
     */
    double probability(Instant from, Instant until, double threshold) {
        return steps(from, until).stream()
                .mapToDouble(moment -> trend.probability(moment, threshold - season.at(moment)))
                .max()
                .orElse(0);
    }

    /** The first moment between two moments at which it reaches the threshold. */
    Optional<Instant> crossing(Instant from, Instant until, double threshold) {
        Instant before = from;
        for (Instant moment : steps(from, until)) {
            if (at(moment) >= threshold) {
                return Optional.of(moment.equals(from) ? from : between(before, moment, threshold));
            }
            before = moment;
        }
        return Optional.empty();
    }

    private Instant between(Instant below, Instant above, double threshold) {
        double low = at(below);
        double part = (threshold - low) / (at(above) - low);
        return below.plusSeconds(
                Math.round(part * Duration.between(below, above).toSeconds()));
    }

    private static List<Instant> steps(Instant from, Instant until) {
        Duration step = Duration.between(from, until).dividedBy(STEPS);
        List<Instant> steps = new ArrayList<>();
        for (int i = 0; i < STEPS; i++) {
            steps.add(from.plus(step.multipliedBy(i)));
        }
        steps.add(until);
        return steps;
    }
}
