package io.cemfleet.testagent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.cemfleet.runtime.retention.RetentionPurge;
import io.cemfleet.runtime.retention.RetentionSettings;
import io.cemfleet.runtime.retention.TableLifetime.Expiring;
import io.cemfleet.runtime.retention.TableLifetime.Forever;
import io.cemfleet.runtime.retention.TableLifetime.WithParent;
import io.cemfleet.runtime.retention.TableLifetimes;
import io.cemfleet.runtime.testing.TableLifetimeCheck;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;

@TestPropertySource(properties = "db-scheduler.enabled=true")
class RetentionPurgeTest extends RunningTestAgent {
    private static final Expiring READING = new Expiring("reading", Duration.ofDays(2), "at < :before and not held");

    @Autowired
    private RetentionPurge ofTheAgent;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private DataSource database;

    @Autowired
    private MeterRegistry meters;

    @BeforeEach
    void tables() {
        jdbc.sql("drop table if exists note, reading").update();
        jdbc.sql("create table reading (id int primary key, at timestamptz not null, held boolean not null)")
                .update();
        jdbc.sql("create index reading_at on reading (at) where not held").update();
        jdbc.sql("create table note (reading int references reading on delete cascade, primary key (reading))")
                .update();
    }

    @Test
    void theRecurringTaskRemovesWhatHasExpired() {
        jdbc.sql(
                        """
                        insert into a2a_outbox (lane, destination, task_id, task_type, payload, created_at, due_at, dead,
                                                dead_at)
                        select 'lane', 'audit', gen_random_uuid(), 'log_event', '{}', now(), now(), true,
                               now() - interval '1 day' * age from unnest(array[29, 31]) as age""")
                .update();

        jdbc.sql("update scheduled_tasks set execution_time = now() where task_name = 'retention-purge'")
                .update();

        await().untilAsserted(() -> assertThat(jdbc.sql("select count(*) from a2a_outbox")
                        .query(Integer.class)
                        .single())
                .isEqualTo(1));
    }

    @Test
    void onlyRowsThatHaveExpiredGoAndTheirChildrenWithThem() {
        jdbc.sql(
                        """
                        insert into reading select n, now() - interval '1 day' * (n % 4), n % 8 = 3
                        from generate_series(1, 100) n""")
                .update();
        jdbc.sql("insert into note select id from reading").update();

        long removed = retention(10, 100).purge();

        assertThat(removed).isEqualTo(37);
        assertThat(jdbc.sql("select count(*) from reading where at < now() - interval '2 days' and not held")
                        .query(Integer.class)
                        .single())
                .isZero();
        assertThat(jdbc.sql("select count(*) from note").query(Integer.class).single())
                .isEqualTo(63);
        assertThat(meters.get("cem.retention.removed")
                        .tag("table", "reading")
                        .counter()
                        .count())
                .isPositive();
    }

    @Test
    void aRunIsBoundedAndTheNextOneGoesOn() {
        jdbc.sql("insert into reading select n, now() - interval '9 days', false from generate_series(1, 100) n")
                .update();
        RetentionPurge retention = retention(10, 3);

        assertThat(retention.purge()).isEqualTo(30);
        assertThat(retention.purge()).isEqualTo(30);
    }

    @Test
    void aTableThatCannotBeClearedDoesNotKeepTheOthers() {
        jdbc.sql("insert into reading values (1, now() - interval '9 days', false)")
                .update();
        Expiring broken = new Expiring("reading", Duration.ofDays(1), "no_such_column < :before");

        assertThat(new RetentionPurge(List.of(broken, READING), settings(10, 10), jdbc, Clock.systemUTC(), meters)
                        .purge())
                .isEqualTo(1);
    }

    @Test
    void aSettingForATableThatDoesNotExpireStopsTheStart() {
        RetentionSettings settings =
                new RetentionSettings(Map.of("raeding", Duration.ofDays(1)), Duration.ofMinutes(1), 1, 1);

        assertThatThrownBy(() -> new RetentionPurge(List.of(READING), settings, jdbc, Clock.systemUTC(), meters))
                .hasMessageContaining("cem.retention.keep.raeding");
    }

    @Test
    void aTableWithoutALifetimeFailsTheTestOfItsAgent() {
        assertThatThrownBy(() -> TableLifetimeCheck.assertComplete("orchestrator", ofTheAgent, database))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("reading");

        jdbc.sql("drop table note, reading").update();

        TableLifetimeCheck.assertComplete("orchestrator", ofTheAgent, database);
    }

    @Test
    void aChildIsOnlyTakenForOneIfItGoesWithItsParent() {
        RetentionPurge retention = new RetentionPurge(
                Stream.concat(ofTheAgent.tables().stream(), Stream.of(READING, new WithParent("note", "a2a_task")))
                        .toList(),
                settings(1, 1),
                jdbc,
                Clock.systemUTC(),
                meters);

        assertThatThrownBy(() -> TableLifetimeCheck.assertComplete("orchestrator", retention, database))
                .isInstanceOf(AssertionError.class);
    }

    private RetentionPurge retention(int batch, int batches) {
        TableLifetimes declared = TableLifetimes.of(READING, new Forever("other", "a test"));
        return new RetentionPurge(declared.tables(), settings(batch, batches), jdbc, Clock.systemUTC(), meters);
    }

    private static RetentionSettings settings(int batch, int batches) {
        return new RetentionSettings(Map.of("Reading", Duration.ofHours(47)), Duration.ofMinutes(1), batch, batches);
    }
}
