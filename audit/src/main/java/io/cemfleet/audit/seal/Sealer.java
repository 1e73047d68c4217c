package io.cemfleet.audit.seal;

import io.cemfleet.a2a.contract.LogEvent;
import io.cemfleet.a2a.problem.ProblemException;
import io.cemfleet.audit.AuditSettings;
import io.cemfleet.audit.trail.Chain;
import io.cemfleet.audit.trail.Head;
import io.cemfleet.audit.trail.SealedEvent;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Takes what waits as one batch, gives numbers and hashes, writes it with one COPY, and then answers all callers. */
@Component
public class Sealer implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(Sealer.class);

    private final TrailStore store;
    private final Ends ends;
    private final RecordText text;
    private final TransactionTemplate transactions;
    private final AuditSettings settings;
    private final BlockingQueue<Waiting> queue;
    private volatile boolean running;
    private @Nullable Thread thread;

    private record Waiting(LogEvent.Request event, EventKey key, String record, CompletableFuture<Long> sequence) {}

    Sealer(TrailStore store, Ends ends, RecordText text, TransactionTemplate transactions, AuditSettings settings) {
        this.store = store;
        this.ends = ends;
        this.text = text;
        this.transactions = transactions;
        this.settings = settings;
        this.queue = new LinkedBlockingQueue<>(settings.waiting());
    }

    /**
     * The event's place in the trail; done when it is durable. The same event id of the same source agent gets the same
     * place.
     *
     * @param event with its source agent
     * @throws ProblemException 503 when too many wait
     */
    public CompletableFuture<Long> seal(LogEvent.Request event) {
        Waiting waiting = new Waiting(event, EventKey.of(event), text.write(event), new CompletableFuture<>());
        if (!isRunning() || !queue.offer(waiting)) {
            throw ProblemException.later(
                    HttpStatus.SERVICE_UNAVAILABLE, "too many events wait to be sealed", Duration.ofSeconds(1));
        }
        return waiting.sequence();
    }

    @Override
    public void start() {
        running = true;
        thread = Thread.ofVirtual().name("sealer").start(this::run);
    }

    @Override
    public void stop() {
        running = false;
        if (thread != null) {
            thread.interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void run() {
        List<Waiting> batch = new ArrayList<>();
        while (isRunning()) {
            try {
                Waiting first = queue.poll(1, TimeUnit.SECONDS);
                if (first != null) {
                    batch.add(first);
                    queue.drainTo(batch, settings.batch() - 1);
                    answer(batch);
                    batch.clear();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private void answer(List<Waiting> batch) {
        try {
            Written written = Objects.requireNonNull(transactions.execute(status -> write(batch)));
            ends.committed(written.head());
            batch.forEach(waiting -> waiting.sequence()
                    .complete(Objects.requireNonNull(written.sequences().get(waiting.key()))));
        } catch (RuntimeException e) {
            LOG.error("{} events could not be sealed: {}", batch.size(), e.getMessage());
            batch.forEach(waiting -> waiting.sequence().completeExceptionally(e));
        }
    }

    private record Written(Map<EventKey, Long> sequences, @Nullable Head head) {}

    private Written write(List<Waiting> batch) {
        Ends.End end = ends.lock();
        Map<EventKey, Long> sequences =
                new HashMap<>(store.known(batch.stream().map(Waiting::key).toList()));
        List<SealedEvent> rows = new ArrayList<>();
        String hash = end.hash();
        for (Waiting waiting : batch) {
            if (!sequences.containsKey(waiting.key())) {
                SealedEvent row = row(waiting, end.nextSequence() + rows.size(), hash, end.now());
                rows.add(row);
                sequences.put(waiting.key(), row.sequence());
                hash = row.hash();
            }
        }
        if (rows.isEmpty()) {
            return new Written(sequences, null);
        }
        store.append(rows);
        return new Written(sequences, ends.sign(rows.getLast()));
    }

    private static SealedEvent row(Waiting waiting, long sequence, String previousHash, Instant now) {
        LogEvent.Request event = waiting.event();
        return new SealedEvent(
                sequence,
                event.eventId(),
                event.eventType().wire(),
                event.incidentId(),
                event.actor(),
                waiting.key().sourceAgent(),
                event.occurredAt().truncatedTo(ChronoUnit.MICROS),
                now,
                waiting.record(),
                previousHash,
                Chain.hash(previousHash, sequence, waiting.record()));
    }
}
