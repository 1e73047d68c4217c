package io.cemfleet.cnc.measurement;

import io.cemfleet.cnc.CncResult;
import io.cemfleet.network.measurement.LinkMeasurement;
import io.cemfleet.network.measurement.LinkReadings;
import io.cemfleet.network.topology.LinkDirection;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.Function;

/** Reads several directions at once, not more than the bound at any moment. */
final class ParallelReadings {

    private ParallelReadings() {}

    static LinkReadings of(
            Collection<LinkDirection> directions,
            int bound,
            Function<LinkDirection, CncResult<LinkMeasurement>> reading) {
        Map<LinkDirection, LinkMeasurement> measured = new ConcurrentHashMap<>();
        Map<LinkDirection, String> missing = new ConcurrentHashMap<>();
        var permits = new Semaphore(bound);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var direction : new LinkedHashSet<>(directions)) {
                missing.put(direction, "not read");
                threads.execute(() -> {
                    permits.acquireUninterruptibly();
                    try {
                        var result = reading.apply(direction);
                        result.optional()
                                .ifPresentOrElse(
                                        value -> measured.put(direction, value),
                                        () -> missing.put(direction, result.reason()));
                    } finally {
                        permits.release();
                    }
                });
            }
        }
        measured.keySet().forEach(missing::remove);
        return new LinkReadings(measured, missing);
    }
}
