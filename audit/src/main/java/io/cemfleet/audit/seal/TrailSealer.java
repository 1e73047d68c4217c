package io.cemfleet.audit.seal;

import io.cemfleet.a2a.contract.LogEvent;
import io.cemfleet.audit.AuditSettings;
import io.cemfleet.runtime.problem.ProblemException;
import io.cemfleet.runtime.schedule.GracefulThreadStop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Seals waiting events batch by batch, in one thread for all events of this instance. */
@Component
public class TrailSealer implements SmartLifecycle {
    private static final Duration LATER = Duration.ofSeconds(1);
    /** The interval of checks whether the agent stops, while no event waits. */
    private static final Duration LOOK = Duration.ofMillis(200);
    /** How long a batch may take when the agent stops. */
    private static final Duration STOP = Duration.ofSeconds(5);

    private final BatchSealer sealing;
    private final SealerHealth progress;
    private final RecordCodec text;
    private final AuditSettings settings;
    private final BlockingQueue<PendingEvent> queue;
    private final AtomicLong waitingText = new AtomicLong();
    private volatile boolean running;
    private @Nullable Thread thread;

    TrailSealer(BatchSealer sealing, SealerHealth progress, RecordCodec text, AuditSettings settings) {
        this.sealing = sealing;
        this.progress = progress;
        this.text = text;
        this.settings = settings;
        this.queue = new LinkedBlockingQueue<>(settings.waiting());
    }

    /**
     * The outcome of the event; complete when it is durable. The same event id of the same source agent gets the same
     * place in the trail.
     *
     * @param event with its source agent
     * @throws ProblemException 503 when too many events wait, or too much text
     */
    public CompletableFuture<SealOutcome> seal(LogEvent.Request event) {
        PendingEvent pending =
                new PendingEvent(event, EventKey.of(event), text.write(event), new CompletableFuture<>());
        int length = pending.record().length();
        boolean fits = waitingText.addAndGet(length) <= settings.waitingText();
        if (!isRunning() || !fits || !queue.offer(pending)) {
            waitingText.addAndGet(-length);
            throw ProblemException.later(HttpStatus.SERVICE_UNAVAILABLE, "too many events wait to be sealed", LATER);
        }
        progress.waits();
        return pending.outcome();
    }

    @Override
    public void start() {
        running = true;
        thread = Thread.ofVirtual().name("sealer").start(this::run);
    }

    @Override
    public void stop() {
        running = false;
        GracefulThreadStop.of(thread, STOP);
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void run() {
        while (isRunning()) {
            try {
                List<PendingEvent> batch = next();
                if (!batch.isEmpty()) {
                    sealing.seal(batch);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    /** As many events as a batch may hold, and as much text. */
    private List<PendingEvent> next() throws InterruptedException {
        List<PendingEvent> batch = new ArrayList<>();
        PendingEvent pending = queue.poll(LOOK.toMillis(), TimeUnit.MILLISECONDS);
        int length = 0;
        while (pending != null) {
            batch.add(pending);
            length += pending.record().length();
            waitingText.addAndGet(-pending.record().length());
            pending = batch.size() < settings.batch() && length < settings.batchText() ? queue.poll() : null;
        }
        return batch;
    }
}
