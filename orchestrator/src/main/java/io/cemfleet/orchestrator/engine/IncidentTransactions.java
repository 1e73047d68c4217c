package io.cemfleet.orchestrator.engine;

import com.zaxxer.hikari.HikariDataSource;
import io.cemfleet.runtime.schedule.KeyedMutex;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.jdbc.DataSourceUnwrapper;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Transactions on incidents. Those on one incident run one after the other, and wait before they take a connection;
 * where another instance, or another incident, has locked a row, the transaction is rolled back and repeated, so that
 * no connection waits for a lock. Steps together take at most half of the pool's connections.
 */
@Component
public final class IncidentTransactions {
    private static final Logger LOG = LoggerFactory.getLogger(IncidentTransactions.class);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final long SHORTEST_PAUSE_MS = 5;
    private static final long LONGEST_PAUSE_MS = 160;

    private final KeyedMutex incidents = new KeyedMutex(PATIENCE);
    private final TransactionTemplate transactions;
    /** Half of the pool's connections: the pool has some for tasks and queries, however many steps run. */
    private final Semaphore connections;

    IncidentTransactions(TransactionTemplate transactions, DataSource database) {
        this.transactions = transactions;
        HikariDataSource pool = Objects.requireNonNull(
                DataSourceUnwrapper.unwrap(database, HikariDataSource.class), "the data source is no Hikari pool");
        this.connections = new Semaphore(Math.max(1, pool.getMaximumPoolSize() / 2), true);
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
                return inSequence(
                        incidentId,
                        () -> withConnection(() -> Objects.requireNonNull(transactions.execute(status -> work.get()))));
            } catch (CannotAcquireLockException locked) {
                if (System.nanoTime() > end
                        || !isPaused(ThreadLocalRandom.current().nextLong(pause, 2 * pause))) {
                    throw locked;
                }
                LOG.debug("{} is tried again: {}", incidentId, locked.getMessage());
            }
        }
    }

    /** Runs a step's work that needs a connection; waits while as many steps as half of the pool has connections run. */
    <T> T withConnection(Supplier<T> work) {
        connections.acquireUninterruptibly();
        try {
            return work.get();
        } finally {
            connections.release();
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
