package io.cemfleet.audit.seal;

import io.cemfleet.a2a.contract.LogEvent;
import io.cemfleet.audit.trail.HashChain;
import io.cemfleet.audit.trail.SealedEvent;
import io.cemfleet.audit.trail.TrailHead;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Gives a batch numbers and hashes, and writes it with one COPY: all of it or nothing. */
@Component
class TrailWriter {
    private final TrailStore store;
    private final TrailHeadTracker ends;
    private final TransactionTemplate transactions;

    TrailWriter(TrailStore store, TrailHeadTracker ends, TransactionTemplate transactions) {
        this.store = store;
        this.ends = ends;
        this.transactions = transactions;
    }

    private record WrittenBatch(Map<EventKey, Long> sequences, @Nullable TrailHead head) {}

    /** Answers the callers once the batch is durable. */
    void write(List<PendingEvent> batch) {
        WrittenBatch written = Objects.requireNonNull(transactions.execute(status -> append(batch)));
        ends.committed(written.head());
        for (PendingEvent pending : batch) {
            Long sequence = Objects.requireNonNull(written.sequences().get(pending.key()));
            pending.outcome().complete(new SealOutcome.Sealed(sequence));
        }
    }

    private WrittenBatch append(List<PendingEvent> batch) {
        TrailHeadTracker.TrailPosition end = ends.lock();
        Map<EventKey, Long> sequences =
                new HashMap<>(store.known(batch.stream().map(PendingEvent::key).toList()));
        List<SealedEvent> rows = new ArrayList<>();
        String hash = end.hash();
        for (PendingEvent pending : batch) {
            if (!sequences.containsKey(pending.key())) {
                SealedEvent row = row(pending, end.nextSequence() + rows.size(), hash, end.now());
                rows.add(row);
                sequences.put(pending.key(), row.sequence());
                hash = row.hash();
            }
        }
        if (rows.isEmpty()) {
            return new WrittenBatch(sequences, null);
        }
        store.append(rows);
        return new WrittenBatch(sequences, ends.sign(rows.getLast()));
    }

    private static SealedEvent row(PendingEvent pending, long sequence, String previousHash, Instant now) {
        LogEvent.Request event = pending.event();
        return new SealedEvent(
                sequence,
                event.eventId(),
                event.eventType().wire(),
                event.incidentId(),
                event.actor(),
                pending.key().sourceAgent(),
                event.occurredAt().truncatedTo(ChronoUnit.MICROS),
                now,
                pending.record(),
                previousHash,
                HashChain.hash(previousHash, sequence, pending.record()));
    }
}
