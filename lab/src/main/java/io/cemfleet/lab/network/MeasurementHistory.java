package io.cemfleet.lab.network;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** The recent measurements, bounded in time and in memory. */
final class MeasurementHistory {

    private static final long MOST_VALUES = 12_000_000;

    private final Duration span;
    private final Deque<MeasurementTick> ticks = new ArrayDeque<>();
    private long values;

    MeasurementHistory(Duration span) {
        this.span = span;
    }

    synchronized void add(MeasurementTick tick) {
        ticks.addLast(tick);
        values += tick.size();
        Instant oldest = tick.at().minus(span);
        while (ticks.getFirst().at().isBefore(oldest) || values > MOST_VALUES && ticks.size() > 1) {
            values -= ticks.removeFirst().size();
        }
    }

    synchronized Optional<NetworkMeasurement> latest() {
        return Optional.ofNullable(ticks.peekLast());
    }

    synchronized List<NetworkMeasurement> between(Instant from, Instant to) {
        return ticks.stream()
                .filter(tick -> !tick.at().isBefore(from) && !tick.at().isAfter(to))
                .map(NetworkMeasurement.class::cast)
                .toList();
    }
}
