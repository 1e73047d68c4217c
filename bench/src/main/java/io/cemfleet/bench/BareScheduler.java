package io.cemfleet.bench;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.zaxxer.hikari.HikariDataSource;
import io.cemfleet.launcher.postgres.PostgresServer;
import io.cemfleet.launcher.postgres.ScratchDatabase;
import io.cemfleet.launcher.state.DatabasePasswords;
import io.cemfleet.launcher.state.FleetFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import javax.sql.DataSource;

/** db-scheduler without work: one-time tasks with an empty body, with the agents' scheduler settings. */
final class BareScheduler {
    private static final String DATABASE = "bench_scheduler";
    private static final Duration LIMIT = Duration.ofSeconds(120);
    private static final int CONNECTIONS = 8;
    private static final int THREADS = 20;
    private static final String TABLE =
            """
            create table scheduled_tasks (
                task_name text not null, task_instance text not null, task_data bytea,
                execution_time timestamptz not null, picked boolean not null, picked_by text,
                last_success timestamptz, last_failure timestamptz, consecutive_failures int,
                last_heartbeat timestamptz, version bigint not null, priority smallint, state text,
                primary key (task_name, task_instance));
            create index scheduled_tasks_execution_time on scheduled_tasks (execution_time);
            create index scheduled_tasks_last_heartbeat on scheduled_tasks (last_heartbeat);
            create index scheduled_tasks_priority on scheduled_tasks (priority desc, execution_time asc)""";

    private final PostgresServer postgres;
    private final DatabasePasswords passwords;

    BareScheduler(PostgresServer postgres, DatabasePasswords passwords) {
        this.postgres = postgres;
        this.passwords = passwords;
    }

    /** Executions per second, over a number of tasks that are all due. */
    double executionsPerSecond(int count) {
        try (var scratch = new ScratchDatabase(postgres, passwords, DATABASE)) {
            try (var database = new BenchDatabase(postgres, passwords, scratch.name())) {
                database.execute(TABLE);
            }
            try (var pool = pool(scratch.name())) {
                measure(pool, Math.max(200, count / 10));
                return measure(pool, count);
            }
        }
    }

    private static double measure(DataSource database, int count) {
        CountDownLatch left = new CountDownLatch(count);
        OneTimeTask<Void> task = Tasks.oneTime("empty").execute((instance, context) -> left.countDown());
        Scheduler scheduler = Scheduler.create(database, task)
                .threads(THREADS)
                .pollUsingLockAndFetch(0.5, 3.0)
                .pollingInterval(Duration.ofSeconds(1))
                .build();
        Instant now = Instant.now();
        scheduler.scheduleBatch(
                IntStream.range(0, count)
                        .<TaskInstance<?>>mapToObj(number -> task.instance("task-" + number))
                        .toList(),
                now);
        long begin = System.nanoTime();
        try {
            scheduler.start();
            if (!left.await(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                throw new FleetFailure("db-scheduler left " + left.getCount() + " tasks");
            }
            return count / ((System.nanoTime() - begin) / 1e9);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new FleetFailure("interrupted", e);
        } finally {
            scheduler.stop();
        }
    }

    private HikariDataSource pool(String database) {
        var pool = new HikariDataSource();
        pool.setJdbcUrl(postgres.url(database));
        pool.setUsername(PostgresServer.ADMINISTRATOR);
        pool.setPassword(passwords.of(PostgresServer.ADMINISTRATOR));
        pool.setMaximumPoolSize(CONNECTIONS);
        return pool;
    }
}
