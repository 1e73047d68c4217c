package io.cemfleet.a2a.server;

import com.zaxxer.hikari.HikariDataSource;
import io.cemfleet.runtime.problem.ProblemException;
import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.bulkhead.BulkheadRegistry;
import java.time.Duration;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.springframework.boot.jdbc.DataSourceUnwrapper;
import org.springframework.http.HttpStatus;

/**
 * Admits fewer tasks to a transaction than this agent has database connections, so that queries, health checks and the
 * agent's own work always find one. A task waits without a connection, and only briefly: its sender
 * repeats it.
 */
final class ConnectionBulkhead {
    private static final String NAME = "a2a-transactions";

    private static final Duration LATER = Duration.ofSeconds(1);
    /** A small part of the time for which the pool lets others wait for a connection. */
    private static final Duration WAIT = Duration.ofMillis(250);

    private final int connections;
    private final Bulkhead bulkhead;

    /** @param connections of the agent's pool, at least one */
    ConnectionBulkhead(int connections, BulkheadRegistry bulkheads) {
        this.connections = connections;
        this.bulkhead = bulkheads.bulkhead(
                NAME,
                BulkheadConfig.custom()
                        .maxConcurrentCalls(Math.max(1, connections - Math.max(2, connections / 4)))
                        .maxWaitDuration(WAIT)
                        .build());
    }

    /** @throws IllegalStateException when the agent's data source is no Hikari pool */
    static ConnectionBulkhead of(DataSource database, BulkheadRegistry bulkheads) {
        HikariDataSource pool = DataSourceUnwrapper.unwrap(database, HikariDataSource.class);
        if (pool == null) {
            throw new IllegalStateException("the data source is no Hikari pool, so its size is not known");
        }
        return new ConnectionBulkhead(pool.getMaximumPoolSize(), bulkheads);
    }

    /** How many tasks of batches may run at the same time: half of the connections. */
    int batchedTasks() {
        return Math.max(1, connections / 2);
    }

    /** @throws ProblemException 503 with Retry-After when too many tasks are in a transaction */
    <T> T admit(Supplier<T> task) {
        if (!bulkhead.tryAcquirePermission()) {
            throw ProblemException.later(
                    HttpStatus.SERVICE_UNAVAILABLE, "too many tasks are running; send this one again", LATER);
        }
        try {
            return task.get();
        } finally {
            bulkhead.onComplete();
        }
    }
}
