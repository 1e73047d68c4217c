package io.cemfleet.enhancement.similarity;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.lucene.store.AlreadyClosedException;

/**
 * One tenant's index, kept up to date with its table, into which other instances write too. Each method throws
 * {@link AlreadyClosedException} when the index is closed meanwhile.
 */
final class TenantTicketIndex implements Closeable {
    /** Transactions and clocks of other instances may be late by this much. */
    private static final Duration OVERLAP = Duration.ofSeconds(30);

    private final String tenantId;
    private final ResolvedTicketStore store;
    private final Clock clock;
    private final Duration catchUp;
    private final TicketIndex index;
    private final ReentrantLock reading = new ReentrantLock();
    private volatile Instant nextReading = Instant.MIN;
    private volatile Instant seen;

    TenantTicketIndex(String tenantId, ResolvedTicketStore store, TicketIndex index, Duration catchUp, Clock clock) {
        this.tenantId = tenantId;
        this.store = store;
        this.index = index;
        this.catchUp = catchUp;
        this.clock = clock;
        this.seen = index.seen();
    }

    void put(ResolvedTicket ticket) throws IOException {
        IndexFileWork.run(() -> {
            index.put(ticket.ticketId(), ticket.searched());
            return ticket;
        });
    }

    List<TicketIndex.SearchHit> search(String text, String without, int most) throws IOException {
        catchUp();
        return index.search(text, without, most);
    }

    /** Indexes the new rows of the table; the first time, all of them. */
    void catchUp() throws IOException {
        if (clock.instant().isBefore(nextReading)) {
            return;
        }
        IndexFileWork.run(() -> {
            reading.lock();
            try {
                return clock.instant().isBefore(nextReading) ? nextReading : read();
            } finally {
                reading.unlock();
            }
        });
    }

    private Instant read() throws IOException {
        Instant now = clock.instant();
        boolean first = seen.equals(Instant.EPOCH);
        store.each(tenantId, first ? seen : seen.minus(OVERLAP), ticket -> {
            try {
                index.put(ticket.ticketId(), ticket.searched());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            seen = ticket.learnedAt().isAfter(seen) ? ticket.learnedAt() : seen;
        });
        if (first) {
            index.compact();
        }
        nextReading = now.plus(catchUp);
        return nextReading;
    }

    /** Closes the index and leaves it on disk, with its position in the table. */
    void keep() throws IOException {
        index.keep(seen);
    }

    /** Closes the index and removes it from disk. */
    @Override
    public void close() throws IOException {
        index.close();
    }
}
