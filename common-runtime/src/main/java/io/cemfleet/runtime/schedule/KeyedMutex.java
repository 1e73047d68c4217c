package io.cemfleet.runtime.schedule;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.springframework.dao.CannotAcquireLockException;

/**
 * Lets work for the same key run one after the other in this process, in the order in which it came; work for different
 * keys runs side by side. Enter it before taking a database connection: then nothing holds a connection while it waits
 * for a row that another thread of this process has locked.
 */
public final class KeyedMutex {
    private final Duration patience;
    private final ConcurrentMap<String, Entry> entries = new ConcurrentHashMap<>();

    /** The lock of one key, kept while anyone holds it or waits for it. */
    private static final class Entry {
        final ReentrantLock lock = new ReentrantLock(true);
        int users;
    }

    /** @param patience how long to wait for others */
    public KeyedMutex(Duration patience) {
        this.patience = patience;
    }

    /**
     * Runs the work while no other work for this key runs.
     *
     * @throws CannotAcquireLockException when others kept the key for longer than the patience
     */
    public <T> T hold(String key, Supplier<T> work) {
        Entry entry = Objects.requireNonNull(entries.compute(key, (name, known) -> {
            Entry used = known == null ? new Entry() : known;
            used.users++;
            return used;
        }));
        try {
            return locked(entry, key, work);
        } finally {
            entries.computeIfPresent(key, (name, used) -> --used.users == 0 ? null : used);
        }
    }

    private <T> T locked(Entry entry, String key, Supplier<T> work) {
        if (!isAcquired(entry.lock)) {
            throw new CannotAcquireLockException("others work on " + key);
        }
        try {
            return work.get();
        } finally {
            entry.lock.unlock();
        }
    }

    private boolean isAcquired(ReentrantLock lock) {
        try {
            return lock.tryLock(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
