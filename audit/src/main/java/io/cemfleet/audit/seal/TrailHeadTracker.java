package io.cemfleet.audit.seal;

import io.cemfleet.audit.trail.SealedEvent;
import io.cemfleet.audit.trail.TrailHead;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Tracks the end of the trail. New rows follow the signed head, not the last row of the table: cutting the tail off, or
 * adding a row behind it, leaves a permanent break instead of being sealed over.
 */
@Component
class TrailHeadTracker {
    private static final Logger LOG = LoggerFactory.getLogger(TrailHeadTracker.class);

    private final TrailStore store;
    private final SigningKey key;
    private final Clock clock;
    private volatile @Nullable TrailHead known;

    /** The position that the next row follows; {@code now} never goes back, and never into a day that is sealed. */
    record TrailPosition(long nextSequence, String hash, Instant now) {}

    TrailHeadTracker(TrailStore store, SigningKey key, Clock clock) {
        this.store = store;
        this.key = key;
        this.clock = clock;
    }

    /** The end of the trail, for this transaction alone. */
    TrailPosition lock() {
        store.lock();
        TrailStore.TrailState standing = store.standing();
        TrailStore.TrailTail tail = standing.tail();
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        now = now.isBefore(tail.recordedAt()) ? tail.recordedAt() : now;
        if (standing.lastSealed() != null) {
            Instant open = standing.lastSealed()
                    .plusDays(1)
                    .atStartOfDay(ZoneOffset.UTC)
                    .toInstant();
            now = now.isBefore(open) ? open : now;
        }
        TrailHead head = newest(standing.head());
        if (head == null) {
            return new TrailPosition(tail.sequence() + 1, tail.hash(), now);
        }
        if (head.sequence() != tail.sequence() || !head.hash().equals(tail.hash())) {
            LOG.error(
                    "the trail was signed up to row {}, and ends at row {}: it was tampered with",
                    head.sequence(),
                    tail.sequence());
        }
        return new TrailPosition(Math.max(head.sequence(), tail.sequence()) + 1, head.hash(), now);
    }

    /** Signs the head after a batch, in its transaction. */
    TrailHead sign(SealedEvent last) {
        TrailHead head = signed(last.sequence(), last.hash(), last.recordedAt());
        store.sign(head);
        return head;
    }

    /** Remembers a signed head, once it is durable. */
    void committed(@Nullable TrailHead head) {
        if (head != null) {
            known = head;
        }
    }

    private TrailHead signed(long sequence, String hash, Instant at) {
        return new TrailHead(sequence, hash, at, key.sign(TrailHead.statement(sequence, hash, at)));
    }

    private @Nullable TrailHead newest(@Nullable TrailHead stored) {
        TrailHead remembered = known;
        if (stored == null || stored.equals(remembered)) {
            return remembered;
        }
        if (remembered != null && remembered.sequence() >= stored.sequence()) {
            LOG.error("the signed end of the trail was changed: row {} stands there", stored.sequence());
            return remembered;
        }
        if (!key.known().hold(stored.statement(), stored.seal())) {
            LOG.error("the signed end of the trail does not bear its signature");
            return remembered;
        }
        return stored;
    }
}
