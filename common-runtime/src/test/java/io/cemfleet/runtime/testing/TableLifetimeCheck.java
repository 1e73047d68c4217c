package io.cemfleet.runtime.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.cemfleet.runtime.retention.RetentionPurge;
import io.cemfleet.runtime.retention.RetentionSettings;
import io.cemfleet.runtime.retention.TableLifetime;
import io.cemfleet.runtime.retention.TableLifetime.Expiring;
import io.cemfleet.runtime.retention.TableLifetime.WithParent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** Holds what an agent declares of its tables against the catalogue of the migrated schema, and against the page. */
public final class TableLifetimeCheck {
    private static final Path PAGE = Path.of("..", "docs", "operations", "retention.md");

    private final JdbcClient jdbc;
    private final List<TableLifetime> declared;

    private TableLifetimeCheck(JdbcClient jdbc, List<TableLifetime> declared) {
        this.jdbc = jdbc;
        this.declared = declared;
    }

    /**
     * Fails for a table without a lifetime, a lifetime without a table, rows that would be looked for by a scan, a child
     * without a cascade, and a table that the page does not list with its default.
     *
     * @param agent the agent's name on the page, for example {@code io-agent}
     */
    public static void assertComplete(String agent, RetentionPurge retention, DataSource database) {
        try (Connection connection = database.getConnection()) {
            JdbcClient jdbc = JdbcClient.create(new SingleConnectionDataSource(connection, true));
            new TableLifetimeCheck(jdbc, retention.tables()).assertComplete(agent);
        } catch (SQLException e) {
            throw new IllegalStateException("the catalogue cannot be read", e);
        }
    }

    private void assertComplete(String agent) {
        everyTableHasOne();
        for (TableLifetime table : declared) {
            switch (table) {
                case Expiring expiring -> anIndexFinds(expiring);
                case WithParent child -> cascades(child);
                case TableLifetime.RemovedBy removed -> {}
                case TableLifetime.Forever forever -> {}
            }
            onThePage(agent, table);
        }
    }

    private void everyTableHasOne() {
        List<String> tables = jdbc.sql(
                        """
                        select relname from pg_class
                        where relnamespace = current_schema()::regnamespace and relkind in ('r', 'p')
                          and not relispartition""")
                .query(String.class)
                .list();
        assertThat(declared.stream().map(TableLifetime::table))
                .as("each table of the schema has one declared lifetime")
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(tables);
    }

    private void anIndexFinds(Expiring table) {
        jdbc.sql("set enable_seqscan = off").update();
        String plan = String.join(
                "\n",
                jdbc.sql("explain " + RetentionPurge.statement(table))
                        .param("before", OffsetDateTime.now())
                        .param("batch", 1)
                        .query(String.class)
                        .list());
        jdbc.sql("reset enable_seqscan").update();
        assertThat(plan)
                .as("expired rows of %s are found by an index", table.table())
                .doesNotContain("Seq Scan");
    }

    private void cascades(WithParent child) {
        Integer cascades = jdbc.sql(
                        """
                        select count(*) from pg_constraint
                        where contype = 'f' and confdeltype = 'c'
                          and conrelid = (:child)::regclass and confrelid = (:parent)::regclass
                          and exists (select 1 from pg_index
                                      where indrelid = conrelid and indkey[0] = conkey[1] and indpred is null)""")
                .param("child", child.table())
                .param("parent", child.parent())
                .query(Integer.class)
                .single();
        assertThat(cascades)
                .as("rows of %s go with %s, and an index finds them", child.table(), child.parent())
                .isPositive();
    }

    private static void onThePage(String agent, TableLifetime table) {
        boolean shared = table.table().startsWith("a2a_")
                || List.of("scheduled_tasks", "flyway_schema_history").contains(table.table());
        String row = "| " + (shared ? "every agent" : agent) + " | `" + table.table() + "` | " + kept(table) + " |";
        try {
            assertThat(Files.readAllLines(PAGE))
                    .as("docs/operations/retention.md has a row that begins with %s", row)
                    .anyMatch(line -> line.startsWith(row));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String kept(TableLifetime table) {
        return switch (table) {
            case Expiring expiring ->
                text(expiring.keep()) + " | `" + RetentionSettings.setting(expiring.table()) + "`";
            case WithParent child -> "with `" + child.parent() + "` | –";
            case TableLifetime.RemovedBy removed -> "removed by " + removed.by() + " | –";
            case TableLifetime.Forever forever -> "for ever: " + forever.reason() + " | –";
        };
    }

    private static String text(Duration keep) {
        if (keep.toHours() == 0) {
            return keep.toMinutes() + " min";
        }
        return keep.toHours() % 24 == 0 ? keep.toDays() + " d" : keep.toHours() + " h";
    }
}
