package io.cemfleet.runtime.retention;

import io.cemfleet.runtime.retention.TableLifetime.Expiring;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Removes rows that are past their declared lifetime, in bounded transactions of their own. */
public final class RetentionPurge {
    private static final Logger LOG = LoggerFactory.getLogger(RetentionPurge.class);

    private final List<TableLifetime> tables;
    private final RetentionSettings settings;
    private final JdbcClient jdbc;
    private final Clock clock;
    private final MeterRegistry meters;

    /** @throws IllegalStateException when a setting names a table that has no declared lifetime of its own */
    public RetentionPurge(
            List<TableLifetime> tables,
            RetentionSettings settings,
            JdbcClient jdbc,
            Clock clock,
            MeterRegistry meters) {
        this.tables = List.copyOf(tables);
        this.settings = settings;
        this.jdbc = jdbc;
        this.clock = clock;
        this.meters = meters;
        Set<String> known =
                expiring().stream().map(t -> RetentionSettings.plain(t.table())).collect(Collectors.toSet());
        settings.keep().keySet().stream()
                .filter(name -> !known.contains(RetentionSettings.plain(name)))
                .findFirst()
                .ifPresent(name -> {
                    throw new IllegalStateException("cem.retention.keep." + name + " names no table whose rows expire");
                });
    }

    /** The declared lifetimes. */
    public List<TableLifetime> tables() {
        return tables;
    }

    /**
     * Removes expired rows. A table that cannot be purged does not block the others.
     *
     * @return rows removed
     */
    public long purge() {
        return expiring().stream().mapToLong(this::purge).sum();
    }

    /** The statement that removes one batch and returns its size; parameters {@code before} and {@code batch}. */
    public static String statement(Expiring table) {
        String also = table.with() == null ? "" : ", also as (" + table.with() + ")";
        return "with removed as (" + delete(table) + " returning *)" + also + " select count(*) from removed";
    }

    private static String delete(Expiring table) {
        return "delete from " + table.table() + " where ctid = any(array(select ctid from " + table.table() + " where "
                + table.expired() + " limit :batch for update skip locked))";
    }

    private List<Expiring> expiring() {
        return tables.stream()
                .filter(Expiring.class::isInstance)
                .map(Expiring.class::cast)
                .toList();
    }

    private long purge(Expiring table) {
        Counter counter = Counter.builder("cem.retention.removed")
                .description("Rows removed because they outlived what is declared for their table")
                .tag("table", table.table())
                .register(meters);
        var before = clock.instant().minus(settings.of(table)).atOffset(ZoneOffset.UTC);
        long all = 0;
        try {
            for (int batch = 0; batch < settings.batches(); batch++) {
                int removed = jdbc.sql(statement(table))
                        .param("before", before)
                        .param("batch", settings.batch())
                        .query(Integer.class)
                        .single();
                counter.increment(removed);
                all += removed;
                if (removed < settings.batch()) {
                    break;
                }
            }
        } catch (DataAccessException e) {
            LOG.warn("rows of {} that have expired could not be removed", table.table(), e);
        }
        if (all > 0) {
            LOG.info("{} expired rows of {} were removed", all, table.table());
        }
        return all;
    }
}
