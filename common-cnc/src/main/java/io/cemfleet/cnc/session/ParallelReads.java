package io.cemfleet.cnc.session;

import io.cemfleet.cnc.CncResult;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.Function;

/**
 * The results of several parallel calls to the controller.
 *
 * @param values by key
 * @param failures the reason for each key without a value
 */
public record ParallelReads<K, V>(Map<K, V> values, Map<K, String> failures) {

    public ParallelReads {
        values = Map.copyOf(values);
        failures = Map.copyOf(failures);
    }

    /**
     * Reads each key once, and returns when all reads have ended.
     *
     * @param bound how many calls may run at any moment
     */
    public static <K, V> ParallelReads<K, V> of(Collection<K> keys, int bound, Function<K, CncResult<V>> read) {
        Map<K, V> values = new ConcurrentHashMap<>();
        Map<K, String> failures = new ConcurrentHashMap<>();
        var permits = new Semaphore(bound);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var key : new LinkedHashSet<>(keys)) {
                failures.put(key, "not read");
                threads.execute(() -> {
                    permits.acquireUninterruptibly();
                    try {
                        var result = read.apply(key);
                        result.optional()
                                .ifPresentOrElse(
                                        value -> values.put(key, value), () -> failures.put(key, result.reason()));
                    } finally {
                        permits.release();
                    }
                });
            }
        }
        values.keySet().forEach(failures::remove);
        return new ParallelReads<>(values, failures);
    }
}
