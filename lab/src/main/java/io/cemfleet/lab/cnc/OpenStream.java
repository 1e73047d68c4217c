package io.cemfleet.lab.cnc;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/** A subscription with the events that its reader has not fetched. A reader that falls behind is cut off. */
final class OpenStream {
    private static final int MOST_WAITING = 256;

    private final Set<NotificationStreams.Topic> topics;
    private final BlockingQueue<String> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
    private volatile boolean closed;

    OpenStream(Set<NotificationStreams.Topic> topics) {
        this.topics = topics;
    }

    Set<NotificationStreams.Topic> topics() {
        return topics;
    }

    void add(String event) {
        if (!waiting.offer(event)) {
            close();
        }
    }

    /** The next event; empty when there is none for so long. */
    Optional<String> next(Duration wait) {
        try {
            return Optional.ofNullable(waiting.poll(wait.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            close();
            return Optional.empty();
        }
    }

    void close() {
        closed = true;
    }

    boolean isClosed() {
        return closed;
    }
}
