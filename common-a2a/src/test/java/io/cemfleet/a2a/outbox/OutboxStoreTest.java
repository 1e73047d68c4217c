package io.cemfleet.a2a.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.cemfleet.a2a.contract.IncidentClosed;
import io.cemfleet.a2a.contract.LogEvent;
import io.cemfleet.a2a.message.AgentName;
import io.cemfleet.a2a.message.TaskType;
import io.cemfleet.runtime.testing.FleetJson;
import io.cemfleet.runtime.testing.FleetPostgres;
import io.cemfleet.runtime.testing.GenericQueryPlan;
import io.cemfleet.runtime.testing.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class OutboxStoreTest {
    private static final Duration LEASE = Duration.ofSeconds(30);
    private static final DataSource DATABASE = database();
    private static final Map<AgentName, Integer> ROOM = Map.of(AgentName.AUDIT, 8, IncidentClosed.TYPE.receiver(), 8);

    private final ManualClock clock = new ManualClock(Instant.parse("2026-01-10T12:00:00Z"));
    private final JdbcClient jdbc = JdbcClient.create(DATABASE);
    private final TransactionTemplate transactions =
            new TransactionTemplate(new DataSourceTransactionManager(DATABASE));
    private final OutboxStore store = new OutboxStore(jdbc, new ObjectMapper(), transactions, clock);

    private static DataSource database() {
        DataSource database = FleetPostgres.dataSource("orchestrator");
        Flyway.configure()
                .dataSource(database)
                .locations("classpath:db/a2a")
                .schemas("orchestrator")
                .load()
                .migrate();
        return database;
    }

    @BeforeEach
    void empty() {
        jdbc.sql("truncate a2a_outbox").update();
    }

    @Test
    void onlyTheFirstOfALaneIsClaimedAndTheNextOneFollowsIt() {
        UUID first = append(LogEvent.TYPE, "INC-1");
        UUID second = append(LogEvent.TYPE, "INC-1");
        UUID other = append(LogEvent.TYPE, "INC-2");

        List<OutboxMessage> heads = claim();
        assertThat(heads).extracting(m -> m.request().taskId()).containsExactlyInAnyOrder(first, other);
        assertThat(claim()).isEmpty();

        OutboxMessage head = heads.stream()
                .filter(m -> first.equals(m.request().taskId()))
                .findFirst()
                .orElseThrow();
        store.delivered(head);

        assertThat(store.claimNext(head.lane(), LEASE))
                .get()
                .extracting(m -> m.request().taskId())
                .isEqualTo(second);
    }

    @Test
    void aDeadLetterMakesRoomForTheNextAndItsReplayComesFirst() {
        append(LogEvent.TYPE, "INC-1");
        UUID second = append(LogEvent.TYPE, "INC-1");
        OutboxMessage head = claim().getFirst();

        store.refused(head.position(), head.lane(), "no");
        assertThat(claim()).extracting(m -> m.request().taskId()).containsExactly(second);
        assertThat(store.deadLetters(10)).isEqualTo(1);

        assertThat(store.replay(head.position())).isTrue();
        assertThat(claim()).extracting(OutboxMessage::position).containsExactly(head.position());
    }

    @Test
    void aDestinationTakesNoMoreThanItsRoomAndLeavesTheOthersTheirs() {
        for (int i = 0; i < 100; i++) {
            append(LogEvent.TYPE, "INC-" + i);
        }
        UUID closed = append(IncidentClosed.TYPE, "INC-7");

        List<OutboxMessage> heads = claim();

        assertThat(heads).filteredOn(m -> m.destination() == AgentName.AUDIT).hasSize(8);
        assertThat(heads).extracting(m -> m.request().taskId()).contains(closed);
    }

    @Test
    void noClaimReadsAllWaitingMessages() {
        jdbc.sql(
                        """
                        insert into a2a_outbox (lane, destination, task_id, task_type, payload, created_at, due_at, head)
                        select 'INC-' || n % 1000 || '>audit', 'audit', gen_random_uuid(), 'log_event', '{}', now(),
                               now(), n <= 1000
                        from generate_series(1, 100000) n""")
                .update();
        jdbc.sql("analyze a2a_outbox").update();
        String numbered = OutboxStore.CLAIM_HEADS
                .replace(":leased", "$1")
                .replace(":destinations", "$2")
                .replace(":free_lanes", "$3")
                .replace(":now", "$4");

        String plan = GenericQueryPlan.of(jdbc, numbered);

        assertThat(plan).contains("a2a_outbox_heads").doesNotContain("Seq Scan");
        jdbc.sql("truncate a2a_outbox").update();
    }

    private List<OutboxMessage> claim() {
        return store.claimHeads(ROOM, LEASE).stream()
                .map(claimed -> ((ClaimedMessage.Ready) claimed).message())
                .toList();
    }

    private UUID append(TaskType<?, ?> type, String incident) {
        UUID task = UUID.randomUUID();
        transactions.executeWithoutResult(status -> store.append(type, incident, FleetJson.parse("{}"), task, null));
        clock.move(Duration.ofMillis(1));
        return task;
    }
}
