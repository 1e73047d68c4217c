package io.cemfleet.audit.seal;

import io.cemfleet.a2a.contract.LogEvent;
import io.cemfleet.audit.AuditSettings;
import io.cemfleet.runtime.problem.ProblemException;
import io.cemfleet.runtime.schedule.GracefulThreadStop;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
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
    private final WaitingEvents waiting;
    private volatile boolean running;
    private @Nullable Thread thread;

    TrailSealer(BatchSealer sealing, SealerHealth progress, RecordCodec text, AuditSettings settings) {
        this.sealing = sealing;
        this.progress = progress;
        this.text = text;
        this.waiting = new WaitingEvents(settings);
    }

    /**
     * The outcome of the event; complete when it is durable. The same event id of the same source agent gets the same
     * place in the trail.
     *
     * @param event with its source agent
     * @throws ProblemException 503 when too many events wait, or too much text
     */
    public CompletableFuture<SealOutcome> seal(LogEvent.Request event) {
        return seal(List.of(event)).getFirst();
    }

    /**
     * The outcomes of events that are sealed in one transaction, in their order.
     *
     * @param events each with its source agent
     * @throws ProblemException 503 when too many events wait, or too much text; then none of them is sealed
     */
    public List<CompletableFuture<SealOutcome>> seal(List<LogEvent.Request> events) {
        List<PendingEvent> pending = events.stream()
                .map(event -> new PendingEvent(event, EventKey.of(event), text.write(event), new CompletableFuture<>()))
                .toList();
        if (!pending.isEmpty() && (!isRunning() || !waiting.offer(pending))) {
            throw ProblemException.later(HttpStatus.SERVICE_UNAVAILABLE, "too many events wait to be sealed", LATER);
        }
        progress.waits(pending.size());
        return pending.stream().map(PendingEvent::outcome).toList();
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
                List<PendingEvent> batch = waiting.take(LOOK);
                if (!batch.isEmpty()) {
                    sealing.seal(batch);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
