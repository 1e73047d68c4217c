package io.cemfleet.audit.seal;

import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Seals a batch with any content: it waits while the database is unavailable; otherwise it halves the batch until the
 * event that cannot be stored is alone, and quarantines that after {@value #ATTEMPTS} attempts. The other events are
 * stored.
 */
@Component
class BatchSealer {
    private static final Logger LOG = LoggerFactory.getLogger(BatchSealer.class);
    private static final int ATTEMPTS = 3;
    private static final long FIRST_PAUSE_MILLIS = 100;
    private static final long LONGEST_PAUSE_MILLIS = 3_000;

    private final TrailWriter writer;
    private final QuarantineStore aside;
    private final SealerHealth progress;
    private final Clock clock;

    BatchSealer(TrailWriter writer, QuarantineStore aside, SealerHealth progress, Clock clock) {
        this.writer = writer;
        this.aside = aside;
        this.progress = progress;
        this.clock = clock;
    }

    /** @throws InterruptedException when the agent stops; the events that were not stored have no outcome then */
    void seal(List<PendingEvent> batch) throws InterruptedException {
        RuntimeException fault = patiently(() -> writer.write(batch));
        if (fault == null) {
            progress.advanced(batch.size());
        } else if (batch.size() > 1) {
            int half = batch.size() / 2;
            seal(batch.subList(0, half));
            seal(batch.subList(half, batch.size()));
        } else {
            alone(batch, fault);
        }
    }

    private void alone(List<PendingEvent> one, RuntimeException first) throws InterruptedException {
        RuntimeException fault = first;
        for (int attempt = 2; attempt <= ATTEMPTS; attempt++) {
            Thread.sleep(FIRST_PAUSE_MILLIS);
            RuntimeException again = patiently(() -> writer.write(one));
            if (again == null) {
                progress.advanced(1);
                return;
            }
            fault = again;
        }
        PendingEvent event = one.getFirst();
        String reason = StorageFault.reason(fault);
        LOG.error(
                "event {} of {} is put aside: {}",
                event.event().eventId(),
                event.event().eventType(),
                reason);
        RuntimeException lost = patiently(() -> aside.put(event, reason, clock.instant()));
        if (lost != null) {
            LOG.error("and it could not be kept: {}", StorageFault.reason(lost));
        }
        progress.putAside();
        event.outcome().complete(new SealOutcome.Quarantined(reason));
    }

    /**
     * Waits as long as the database is unavailable.
     *
     * @return why it was refused, null when it was not
     */
    private @Nullable RuntimeException patiently(Runnable write) throws InterruptedException {
        long pause = FIRST_PAUSE_MILLIS;
        while (true) {
            try {
                write.run();
                return null;
            } catch (RuntimeException e) {
                if (!StorageFault.passes(e)) {
                    return e;
                }
                LOG.warn("the trail waits for its database: {}", StorageFault.reason(e));
                Thread.sleep(pause);
                pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS);
            }
        }
    }
}
