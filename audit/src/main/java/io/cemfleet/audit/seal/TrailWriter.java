package io.cemfleet.audit.seal;

import io.cemfleet.a2a.contract.LogEvent;
import io.cemfleet.audit.trail.Chain;
import io.cemfleet.audit.trail.Head;
import io.cemfleet.audit.trail.SealedEvent;
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
    private final Ends ends;
    private final TransactionTemplate transactions;

    TrailWriter(TrailStore store, Ends ends, TransactionTemplate transactions) {
        this.store = store;
        this.ends = ends;
        this.transactions = transactions;
    }

    private record Written(Map<EventKey, Long> sequences, @Nullable Head head) {}

    /** Answers the callers once the batch is durable. */
    void write(List<PendingEvent> batch) {
        Written written = Objects.requireNonNull(transactions.execute(status -> append(batch)));
        ends.committed(written.head());
        for (PendingEvent pending : batch) {
            Long sequence = Objects.requireNonNull(written.sequences().get(pending.key()));
            pending.outcome().complete(new SealOutcome.Sealed(sequence));
        }
    }

    private Written append(List<PendingEvent> batch) {
        Ends.End end = ends.lock();
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
            return new Written(sequences, null);
        }
        store.append(rows);
        return new Written(sequences, ends.sign(rows.getLast()));
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
                Chain.hash(previousHash, sequence, pending.record()));
    }
}
