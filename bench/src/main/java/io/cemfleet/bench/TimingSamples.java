package io.cemfleet.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The values of one measurement. */
final class TimingSamples {
    private final List<Double> values = new ArrayList<>();

    synchronized void add(double value) {
        values.add(value);
    }

    synchronized int count() {
        return values.size();
    }

    /** NaN when there are none. */
    synchronized double mean() {
        return values.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
    }

    /** The percentile by nearest rank; NaN without values. */
    synchronized double percentile(double percent) {
        if (values.isEmpty()) {
            return Double.NaN;
        }
        List<Double> sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        int rank = (int) Math.ceil(percent / 100 * sorted.size());
        return sorted.get(Math.clamp(rank, 1, sorted.size()) - 1);
    }

    double max() {
        return percentile(100);
    }
}
