package io.cemfleet.traffic.forecast;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A line through samples that is robust against outliers: the median of all pairwise slopes (Theil 1950, Sen 1968),
 * with the spread of its residuals.
 */
public final class TheilSenTrend {
    /** The minimum spread, since measurements have no finer resolution. */
    private static final double FLOOR = 0.005;
    /** Converts the median absolute deviation of a normal distribution to its standard deviation. */
    private static final double NORMAL = 1.4826;

    private final Instant origin;
    private final double level;
    private final double slope;
    private final double spread;
    private final double mean;
    private final double squares;
    private final int count;

    private TheilSenTrend(Instant origin, double[] times, double[] values, double slope) {
        this.origin = origin;
        this.slope = slope;
        this.count = times.length;
        double[] offsets = new double[count];
        Arrays.setAll(offsets, i -> values[i] - slope * times[i]);
        this.level = median(offsets);
        double[] residuals = new double[count];
        Arrays.setAll(residuals, i -> Math.abs(offsets[i] - level));
        this.spread = Math.max(FLOOR, NORMAL * median(residuals));
        this.mean = Arrays.stream(times).average().orElse(0);
        this.squares = Arrays.stream(times).map(t -> (t - mean) * (t - mean)).sum();
    }

    /** Empty with fewer samples than the minimum, or all of one moment. */
    public static Optional<TheilSenTrend> of(List<UtilisationSample> points, int minimum) {
        if (points.size() < Math.max(3, minimum)) {
            return Optional.empty();
        }
        Instant origin = points.getFirst().measuredAt();
        double[] times = points.stream()
                .mapToDouble(p -> minutes(origin, p.measuredAt()))
                .toArray();
        double[] values =
                points.stream().mapToDouble(UtilisationSample::utilisation).toArray();
        double[] slopes = slopes(times, values);
        return slopes.length == 0
                ? Optional.empty()
                : Optional.of(new TheilSenTrend(origin, times, values, median(slopes)));
    }

    /** The value of the line at a moment. */
    public double at(Instant moment) {
        return level + slope * minutes(origin, moment);
    }

    /** The probability, 0 to 1, that a sample at this moment is at or above the threshold. */
    public double probability(Instant moment, double threshold) {
        double distance = minutes(origin, moment) - mean;
        double deviation = spread * Math.sqrt(1 + 1.0 / count + distance * distance / squares);
        return normal((at(moment) - threshold) / deviation);
    }

    private static double[] slopes(double[] times, double[] values) {
        double[] slopes = new double[times.length * (times.length - 1) / 2];
        int found = 0;
        for (int i = 0; i < times.length; i++) {
            for (int j = i + 1; j < times.length; j++) {
                if (times[j] != times[i]) {
                    slopes[found++] = (values[j] - values[i]) / (times[j] - times[i]);
                }
            }
        }
        return Arrays.copyOf(slopes, found);
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int half = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }

    private static double minutes(Instant from, Instant to) {
        return Duration.between(from, to).toMillis() / 60_000.0;
    }

    /** The standard normal distribution function (Abramowitz and Stegun 26.2.17, error below 7.5e-8). */
    private static double normal(double z) {
        double t = 1 / (1 + 0.2316419 * Math.abs(z));
        double tail = Math.exp(-z * z / 2)
                / Math.sqrt(2 * Math.PI)
                * t
                * (0.319381530 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
        return z >= 0 ? 1 - tail : tail;
    }
}
