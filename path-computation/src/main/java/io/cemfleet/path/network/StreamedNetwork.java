package io.cemfleet.path.network;

import com.fasterxml.jackson.databind.JsonNode;
import io.cemfleet.cnc.notification.NetworkNotificationListener;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What the controller's notifications say about the last reading. While the stream is open and no change was notified,
 * that reading is still true: the stream confirms it whenever it is heard.
 */
@Component
class StreamedNetwork implements NetworkNotificationListener {

    /** A keep-alive that was sent before a change may arrive after it. */
    private static final Duration ON_THE_WAY = Duration.ofSeconds(1);

    /** @param at when the controller measured, by its own clock */
    record MeasuredNotification(JsonNode notification, Instant at) {}

    private final Clock clock;
    private final AtomicReference<@Nullable MeasuredNotification> measured = new AtomicReference<>();
    private boolean open;
    private boolean changed = true;
    private Instant heardAt = Instant.MIN;
    private Instant openedAt = Instant.MIN;

    StreamedNetwork(Clock clock) {
        this.clock = clock;
    }

    @Override
    public synchronized void opened() {
        open = true;
        changed = true;
        openedAt = clock.instant();
        heardAt = openedAt;
    }

    @Override
    public synchronized void alive() {
        heardAt = clock.instant();
    }

    @Override
    public synchronized void changed() {
        changed = true;
    }

    @Override
    public void measured(JsonNode notification, Instant at) {
        measured.set(new MeasuredNotification(notification, at));
    }

    @Override
    public synchronized void closed() {
        open = false;
        changed = true;
    }

    synchronized boolean isOpen() {
        return open;
    }

    /** When the stream was opened; in the distant past while it is not open. */
    synchronized Instant openSince() {
        return open ? openedAt : Instant.MIN;
    }

    /** Call it before a reading: changes after it are then known to be missing in the reading, or not. */
    synchronized void startReading() {
        changed = false;
    }

    /** After a reading that failed. */
    synchronized void readAgain() {
        changed = true;
    }

    /** The moment up to which the last reading is known to be true; empty where a new one is needed. */
    synchronized Optional<Instant> confirmedAt() {
        return open && !changed ? Optional.of(heardAt.minus(ON_THE_WAY)) : Optional.empty();
    }

    /** The newest measurements that were not taken yet. */
    Optional<MeasuredNotification> takeMeasured() {
        return Optional.ofNullable(measured.getAndSet(null));
    }
}
