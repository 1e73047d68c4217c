package io.cemfleet.audit.seal;

import io.cemfleet.audit.AuditSettings;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** The events that wait for the sealer, limited by number and by text. Those that came together are taken together. */
final class WaitingEvents {
    private final AuditSettings settings;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrived = lock.newCondition();
    private final Deque<EventGroup> groups = new ArrayDeque<>();
    private int events;
    private long text;

    private record EventGroup(List<PendingEvent> events, int text) {}

    WaitingEvents(AuditSettings settings) {
        this.settings = settings;
    }

    /** @return false, and none of them waits, when too many events wait already, or too much text */
    boolean offer(List<PendingEvent> together) {
        int length =
                together.stream().mapToInt(event -> event.record().length()).sum();
        lock.lock();
        try {
            boolean fits = events + together.size() <= settings.waiting() && text + length <= settings.waitingText();
            if (!fits && !groups.isEmpty()) {
                return false;
            }
            groups.add(new EventGroup(together, length));
            events += together.size();
            text += length;
            arrived.signal();
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** As many events as one transaction may hold; none when none arrives in time. */
    List<PendingEvent> take(Duration patience) throws InterruptedException {
        List<PendingEvent> batch = new ArrayList<>();
        lock.lockInterruptibly();
        try {
            long left = patience.toNanos();
            while (groups.isEmpty() && left > 0) {
                left = arrived.awaitNanos(left);
            }
            int length = 0;
            while (!groups.isEmpty() && fits(batch, length, groups.getFirst())) {
                EventGroup group = groups.removeFirst();
                batch.addAll(group.events());
                length += group.text();
                events -= group.events().size();
                text -= group.text();
            }
            return batch;
        } finally {
            lock.unlock();
        }
    }

    private boolean fits(List<PendingEvent> batch, int length, EventGroup next) {
        return batch.isEmpty()
                || (batch.size() + next.events().size() <= settings.batch()
                        && length + next.text() <= settings.batchText());
    }
}
