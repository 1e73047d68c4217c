package io.cemfleet.audit.report;

import java.util.Arrays;
import java.util.Collection;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Mean and percentiles (nearest rank) of the known values; null when there are none. */
final class PercentileSummary {
    private final double[] sorted;

    PercentileSummary(Collection<@Nullable Double> values) {
        this.sorted = values.stream()
                .filter(Objects::nonNull)
                .mapToDouble(Double::doubleValue)
                .sorted()
                .toArray();
    }

    int count() {
        return sorted.length;
    }

    @Nullable
    Double mean() {
        return sorted.length == 0 ? null : Arrays.stream(sorted).average().orElseThrow();
    }

    /** @param percent 1 to 100 */
    @Nullable
    Double percentile(int percent) {
        return sorted.length == 0 ? null : sorted[(int) Math.ceil(percent / 100.0 * sorted.length) - 1];
    }
}
