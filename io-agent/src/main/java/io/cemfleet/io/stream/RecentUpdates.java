package io.cemfleet.io.stream;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** The newest updates, kept for the streams of this process; bounded in number and in characters. */
final class RecentUpdates {
    private static final long UNKNOWN = -1;
    private static final int MOST = 2_000;
    private static final int MOST_CHARACTERS = 8_000_000;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<StreamedUpdate> kept = new ArrayDeque<>();
    private long before = UNKNOWN;
    private long newest = UNKNOWN;
    private long characters;
    private boolean closed;

    /** Whether the newest position is known: from the first answer of the database on. */
    boolean known() {
        return newest() != UNKNOWN;
    }

    /** The newest position, negative until it is known. */
    long newest() {
        lock.lock();
        try {
            return newest;
        } finally {
            lock.unlock();
        }
    }

    void startAt(long position) {
        lock.lock();
        try {
            before = position;
            newest = position;
        } finally {
            lock.unlock();
        }
    }

    /** Adds what came, oldest first, and drops the oldest beyond the bounds. */
    void add(List<StreamedUpdate> updates) {
        if (updates.isEmpty()) {
            return;
        }
        lock.lock();
        try {
            for (StreamedUpdate update : updates) {
                kept.addLast(update);
                characters += update.json().length();
                newest = update.position();
            }
            while (kept.size() > MOST || characters > MOST_CHARACTERS) {
                StreamedUpdate oldest = kept.removeFirst();
                characters -= oldest.json().length();
                before = oldest.position();
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** The updates after a position, oldest first; empty when one after it was dropped, or never was in memory. */
    Optional<List<StreamedUpdate>> after(long position) {
        lock.lock();
        try {
            return position < before
                    ? Optional.empty()
                    : Optional.of(kept.stream()
                            .dropWhile(update -> update.position() <= position)
                            .toList());
        } finally {
            lock.unlock();
        }
    }

    /** Waits for updates after a position; returns when there are some, after the timeout, or when the feed closes. */
    void await(long position, Duration patience) throws InterruptedException {
        lock.lock();
        try {
            long left = patience.toNanos();
            while (newest <= position && !closed && left > 0) {
                left = changed.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    boolean closed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }

    void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
