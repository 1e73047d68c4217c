package io.cemfleet.enhancement.similarity;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/** One tenant's index, kept abreast of its table: another instance may have learned something. */
final class TenantHistory implements AutoCloseable {
    /** Transactions and clocks of other instances may be late by this much. */
    private static final Duration OVERLAP = Duration.ofSeconds(30);

    private final String tenantId;
    private final ResolvedTicketStore store;
    private final Clock clock;
    private final Duration catchUp;
    private final TicketIndex index;
    private final ReentrantLock reading = new ReentrantLock();
    private volatile Instant nextReading = Instant.MIN;
    private Instant seen = Instant.EPOCH;

    TenantHistory(String tenantId, ResolvedTicketStore store, SimilaritySettings settings, Clock clock) {
        this.tenantId = tenantId;
        this.store = store;
        this.clock = clock;
        this.catchUp = settings.catchUp();
        try {
            this.index = new TicketIndex(settings);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void put(ResolvedTicket ticket) {
        try {
            index.put(ticket.ticketId(), ticket.searched());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<TicketIndex.Hit> search(String text, String without, int most) {
        catchUp();
        try {
            return index.search(text, without, most);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Takes in what the table has gained; the first time, all of it. */
    void catchUp() {
        if (clock.instant().isBefore(nextReading)) {
            return;
        }
        reading.lock();
        try {
            Instant now = clock.instant();
            if (now.isBefore(nextReading)) {
                return;
            }
            boolean first = seen.equals(Instant.EPOCH);
            store.each(tenantId, first ? seen : seen.minus(OVERLAP), ticket -> {
                put(ticket);
                seen = ticket.learnedAt().isAfter(seen) ? ticket.learnedAt() : seen;
            });
            if (first) {
                index.compact();
            }
            nextReading = now.plus(catchUp);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            reading.unlock();
        }
    }

    @Override
    public void close() throws IOException {
        index.close();
    }
}
