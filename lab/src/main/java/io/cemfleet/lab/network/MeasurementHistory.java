package io.cemfleet.lab.network;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * The recent measurements, bounded in time and in memory. One thread at a time adds; readers see the published list and
 * never wait.
 */
final class MeasurementHistory {

    private static final long MOST_VALUES = 12_000_000;

    private final Duration span;
    private final Deque<MeasurementTick> ticks = new ArrayDeque<>();
    private long values;
    private volatile List<NetworkMeasurement> published = List.of();

    MeasurementHistory(Duration span) {
        this.span = span;
    }

    void add(MeasurementTick tick) {
        ticks.addLast(tick);
        values += tick.size();
        Instant oldest = tick.at().minus(span);
        while (ticks.getFirst().at().isBefore(oldest) || values > MOST_VALUES && ticks.size() > 1) {
            values -= ticks.removeFirst().size();
        }
        published = List.copyOf(ticks);
    }

    Optional<NetworkMeasurement> latest() {
        List<NetworkMeasurement> all = published;
        return all.isEmpty() ? Optional.empty() : Optional.of(all.getLast());
    }

    List<NetworkMeasurement> between(Instant from, Instant to) {
        List<NetworkMeasurement> all = published;
        int first = firstFrom(all, from);
        int end = first;
        while (end < all.size() && !all.get(end).at().isAfter(to)) {
            end++;
        }
        return all.subList(first, end);
    }

    /** The place of the first measurement that is not before a time. */
    private static int firstFrom(List<NetworkMeasurement> all, Instant from) {
        int low = 0;
        int high = all.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (all.get(middle).at().isBefore(from)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
