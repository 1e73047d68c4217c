package io.cemfleet.impact.network;

import io.cemfleet.cnc.CncResult;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A cached value with the time of its reading. A caller that needs a fresher value reads it again, one at a time. */
final class CachedReading<T> {

    /** The value and the moment at which its reading began. */
    record DatedValue<T>(T value, Instant readAt) {}

    private final Clock clock;
    private final ReentrantLock reading = new ReentrantLock();
    private volatile @Nullable DatedValue<T> newest;

    CachedReading(Clock clock) {
        this.clock = clock;
    }

    /** Returns a value that is not older than this, and reads it again if needed; a failed read is a failure. */
    CncResult<DatedValue<T>> noOlderThan(Duration maxAge, Supplier<CncResult<T>> read) {
        return fresh(maxAge).map(CncResult::ok).orElseGet(() -> {
            reading.lock();
            try {
                return fresh(maxAge).map(CncResult::ok).orElseGet(() -> readNow(read));
            } finally {
                reading.unlock();
            }
        });
    }

    /** Reads the value now. */
    CncResult<DatedValue<T>> again(Supplier<CncResult<T>> read) {
        reading.lock();
        try {
            return readNow(read);
        } finally {
            reading.unlock();
        }
    }

    /** Whether nothing was read after this moment. */
    boolean isNotAfter(Instant moment) {
        var known = newest;
        return known == null || !known.readAt().isAfter(moment);
    }

    /** Replaces the cached value by one that was read elsewhere, if that is newer. */
    void offer(T value, Instant readAt) {
        reading.lock();
        try {
            var known = newest;
            if (known == null || readAt.isAfter(known.readAt())) {
                newest = new DatedValue<>(value, readAt);
            }
        } finally {
            reading.unlock();
        }
    }

    private CncResult<DatedValue<T>> readNow(Supplier<CncResult<T>> read) {
        var startedAt = clock.instant();
        return read.get().map(value -> {
            var dated = new DatedValue<>(value, startedAt);
            newest = dated;
            return dated;
        });
    }

    private Optional<DatedValue<T>> fresh(Duration maxAge) {
        return Optional.ofNullable(newest)
                .filter(known ->
                        Duration.between(known.readAt(), clock.instant()).compareTo(maxAge) <= 0);
    }
}
