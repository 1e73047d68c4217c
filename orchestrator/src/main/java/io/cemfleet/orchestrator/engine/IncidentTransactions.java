package io.cemfleet.orchestrator.engine;

import io.cemfleet.runtime.schedule.KeyedMutex;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Transactions on incidents. Those on one incident run one after the other, and wait before they take a connection; where another instance, or
 * another incident, has locked a row, the transaction is rolled back and repeated, so that no connection waits for a
 * lock.
 */
@Component
public final class IncidentTransactions {
    private static final Logger LOG = LoggerFactory.getLogger(IncidentTransactions.class);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final long SHORTEST_PAUSE_MS = 5;
    private static final long LONGEST_PAUSE_MS = 160;

    private final KeyedMutex incidents = new KeyedMutex(PATIENCE);
    private final TransactionTemplate transactions;

    IncidentTransactions(TransactionTemplate transactions) {
        this.transactions = transactions;
    }

    /**
     * Runs a transaction that the caller begins, in sequence with others on the incident.
     *
     * @throws CannotAcquireLockException when others kept the incident for too long
     */
    public <T> T inSequence(String incidentId, Supplier<T> transaction) {
        return incidents.hold(incidentId, transaction);
    }

    /**
     * Runs the work in a transaction, in sequence with others on the incident; again while a row is locked.
     *
     * @param work may run several times, each time on what is stored
     * @throws CannotAcquireLockException when a row stayed locked for too long
     */
    <T> T run(String incidentId, Supplier<T> work) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        for (long pause = SHORTEST_PAUSE_MS; ; pause = Math.min(2 * pause, LONGEST_PAUSE_MS)) {
            try {
                return inSequence(incidentId, () -> Objects.requireNonNull(transactions.execute(status -> work.get())));
            } catch (CannotAcquireLockException locked) {
                if (System.nanoTime() > end
                        || !isPaused(ThreadLocalRandom.current().nextLong(pause, 2 * pause))) {
                    throw locked;
                }
                LOG.debug("{} is tried again: {}", incidentId, locked.getMessage());
            }
        }
    }

    private static boolean isPaused(long millis) {
        try {
            Thread.sleep(millis);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
