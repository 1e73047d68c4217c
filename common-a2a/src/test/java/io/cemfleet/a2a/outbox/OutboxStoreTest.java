package io.cemfleet.a2a.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.cemfleet.a2a.contract.IncidentClosed;
import io.cemfleet.a2a.contract.LogEvent;
import io.cemfleet.a2a.message.AgentName;
import io.cemfleet.a2a.message.TaskType;
import io.cemfleet.runtime.testing.FleetJson;
import io.cemfleet.runtime.testing.FleetPostgres;
import io.cemfleet.runtime.testing.GenericQueryPlan;
import io.cemfleet.runtime.testing.ManualClock;
import io.cemfleet.runtime.time.SqlTime;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.transaction.support.TransactionTemplate;

class OutboxStoreTest {
    private static final Duration LEASE = Duration.ofSeconds(30);
    private static final DataSource DATABASE = database();
    private static final Map<AgentName, Integer> ROOM = Map.of(AgentName.AUDIT, 8, IncidentClosed.TYPE.receiver(), 8);

    private final ManualClock clock = new ManualClock(Instant.parse("2026-01-10T12:00:00Z"));
    private final JdbcClient jdbc = JdbcClient.create(DATABASE);
    private final TransactionTemplate transactions =
            new TransactionTemplate(new DataSourceTransactionManager(DATABASE));
    private final OutboxStore store = new OutboxStore(jdbc, new ObjectMapper(), clock);
    private final OutboxSettler settler = new OutboxSettler(jdbc, transactions, clock);

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
        assertThat(heads).extracting(OutboxStoreTest::id).containsExactlyInAnyOrder(first, other);
        assertThat(claim()).isEmpty();

        OutboxMessage head =
                heads.stream().filter(m -> first.equals(id(m))).findFirst().orElseThrow();
        assertThat(settler.settle(List.of(delivered(head)))).isTrue();

        assertThat(claim()).extracting(OutboxStoreTest::id).containsExactly(second);
    }

    @Test
    void whatWaitsBehindAClaimedMessageGoesWithItInOrder() {
        List<UUID> one = List.of(append(LogEvent.TYPE, "INC-1"), append(LogEvent.TYPE, "INC-1"));
        UUID other = append(LogEvent.TYPE, "INC-2");
        UUID third = append(LogEvent.TYPE, "INC-1");

        List<OutboxMessage> messages = withFollowing(claim(), 200);

        assertThat(messages)
                .filteredOn(m -> m.lane().startsWith("INC-1"))
                .extracting(OutboxStoreTest::id)
                .containsExactly(one.getFirst(), one.getLast(), third);
        assertThat(messages).extracting(OutboxStoreTest::id).contains(other).hasSize(4);
        assertThat(settler.settle(
                        messages.stream().map(OutboxStoreTest::delivered).toList()))
                .isFalse();
        assertThat(rows()).isZero();
    }

    @Test
    void aRequestHoldsNoMoreMessagesAndTextThanItMay() {
        String half = "{\"text\":\"" + "x".repeat(OutboxStore.LONGEST / 2) + "\"}";
        String huge = "{\"text\":\"" + "x".repeat(OutboxStore.LONGEST) + "\"}";
        UUID first = append("INC-1", half);
        append("INC-1", half);
        append("INC-1", "{}");
        UUID second = append("INC-2", huge);
        UUID third = append("INC-3", "{}");
        append("INC-3", huge);

        assertThat(withFollowing(claim(), 200)).extracting(OutboxStoreTest::id).containsExactly(first);
        assertThat(withFollowing(claim(), 200)).extracting(OutboxStoreTest::id).containsExactly(second);
        assertThat(withFollowing(claim(), 200)).extracting(OutboxStoreTest::id).containsExactly(third);
    }

    @Test
    void aMessageThatStaysHoldsBackThoseBehindIt() {
        for (int i = 0; i < 4; i++) {
            append(LogEvent.TYPE, "INC-1");
        }
        List<OutboxMessage> lane = withFollowing(claim(), 200);
        OutboxMessage second = lane.get(1);

        boolean more = settler.settle(List.of(delivered(lane.getFirst()), postponed(second, Duration.ofSeconds(1))));

        assertThat(more).isTrue();
        assertThat(claim()).isEmpty();
        clock.move(Duration.ofSeconds(1));
        assertThat(withFollowing(claim(), 200))
                .extracting(OutboxMessage::position)
                .containsExactly(
                        second.position(), lane.get(2).position(), lane.get(3).position());
    }

    @Test
    void aRowThatCannotBeReadBehindOneThatStaysMakesNoSecondHead() {
        for (int i = 0; i < 3; i++) {
            append(LogEvent.TYPE, "INC-1");
        }
        List<OutboxMessage> lane = withFollowing(claim(), 200);
        OutboxMessage second = lane.get(1);

        settler.settle(List.of(
                new MessageSettlement.DeadLetter(second.position(), second.lane(), "unreadable"),
                postponed(lane.getFirst(), Duration.ZERO)));

        assertThat(claim())
                .extracting(OutboxMessage::position)
                .containsExactly(lane.getFirst().position());
    }

    @Test
    void aLaneThatIsBeingWrittenToIsSettledWithoutHoldingUpTheOthers() throws Exception {
        append(LogEvent.TYPE, "INC-1");
        append(LogEvent.TYPE, "INC-2");
        List<OutboxMessage> heads = claim();
        UUID late = UUID.randomUUID();
        CompletableFuture<Boolean> settling = new CompletableFuture<>();

        transactions.executeWithoutResult(status -> {
            store.append(LogEvent.TYPE, "INC-1", FleetJson.parse("{}"), late, null);
            settling.completeAsync(() -> settler.settle(
                    heads.stream().map(OutboxStoreTest::delivered).toList()));
            await().untilAsserted(() -> assertThat(rows()).isEqualTo(1));
            assertThat(settling).isNotDone();
        });

        assertThat(settling.get()).isTrue();
        assertThat(claim()).extracting(OutboxStoreTest::id).containsExactly(late);
    }

    @Test
    void aDeadLetterMakesRoomForTheNextAndItsReplayComesFirst() {
        append(LogEvent.TYPE, "INC-1");
        UUID second = append(LogEvent.TYPE, "INC-1");
        OutboxMessage head = claim().getFirst();

        settler.settle(List.of(new MessageSettlement.DeadLetter(head.position(), head.lane(), "no")));
        assertThat(claim()).extracting(OutboxStoreTest::id).containsExactly(second);
        assertThat(store.deadLetters(10)).isEqualTo(1);

        assertThat(store.replay(head.position())).isTrue();
        assertThat(claim()).extracting(OutboxMessage::position).containsExactly(head.position());
    }

    @Test
    void aReplayedDeadLetterAndTheHeadOfItsLaneGoOnceEachInOrder() {
        append(LogEvent.TYPE, "INC-1");
        append(LogEvent.TYPE, "INC-1");
        append(LogEvent.TYPE, "INC-1");
        OutboxMessage first = claim().getFirst();
        settler.settle(List.of(new MessageSettlement.DeadLetter(first.position(), first.lane(), "no")));
        store.replay(first.position());

        List<OutboxMessage> lane = withFollowing(claim(), 200);

        assertThat(lane)
                .hasSize(3)
                .extracting(OutboxMessage::position)
                .isSorted()
                .startsWith(first.position());
    }

    @Test
    void aDestinationTakesNoMoreThanItsRoomAndLeavesTheOthersTheirs() {
        for (int i = 0; i < 100; i++) {
            append(LogEvent.TYPE, "INC-" + i);
        }
        UUID closed = append(IncidentClosed.TYPE, "INC-7");

        List<OutboxMessage> heads = claim();

        assertThat(heads).filteredOn(m -> m.destination() == AgentName.AUDIT).hasSize(8);
        assertThat(heads).extracting(OutboxStoreTest::id).contains(closed);
    }

    @Test
    void onlyTheCommitThatSendsWaitsForTheDiskAndARequestIsOneCommit() {
        jdbc.sql("alter role current_user set synchronous_commit = on").update();
        jdbc.sql("create table if not exists commits (written text, synchronous text, xact xid8)")
                .update();
        jdbc.sql(
                        """
                        create or replace function note_commit() returns trigger language plpgsql as $$
                        begin
                            insert into commits values (tg_op, current_setting('synchronous_commit'), pg_current_xact_id());
                            return null;
                        end $$""")
                .update();
        jdbc.sql(
                        """
                        create or replace trigger note_commit after insert or update or delete on a2a_outbox
                        for each row execute function note_commit()""")
                .update();
        try {
            for (int i = 0; i < 9; i++) {
                append(LogEvent.TYPE, "INC-" + i % 3);
            }
            settler.settle(withFollowing(claim(), 7).stream()
                    .map(OutboxStoreTest::delivered)
                    .toList());
        } finally {
            jdbc.sql("drop trigger note_commit on a2a_outbox").update();
        }

        assertThat(jdbc.sql("select distinct written || ' ' || synchronous from commits")
                        .query(String.class)
                        .list())
                .containsExactlyInAnyOrder("INSERT on", "UPDATE off", "DELETE off");
        assertThat(jdbc.sql("select count(*) || ' in ' || count(distinct xact) from commits where written = 'DELETE'")
                        .query(String.class)
                        .single())
                .isEqualTo("6 in 1");
    }

    @Test
    void noClaimReadsAllWaitingMessages() {
        waiting(100_000, 1000);
        String numbered = OutboxStore.CLAIM_HEADS
                .replace(":leased", "$1")
                .replace(":destinations", "$2")
                .replace(":most", "$3")
                .replace(":longest", "$4")
                .replace(":now", "$5");
        String following = OutboxStore.FOLLOWING
                .replace(":lanes", "$1")
                .replace(":positions", "$2")
                .replace(":most", "$3")
                .replace(":longest", "$4");

        assertThat(GenericQueryPlan.of(jdbc, numbered))
                .contains("a2a_outbox_heads")
                .doesNotContain("Seq Scan");
        assertThat(GenericQueryPlan.of(jdbc, following))
                .contains("a2a_outbox_lane")
                .doesNotContain("Seq Scan");
    }

    /** Pages that are read, not time: a blocked lane costs the same however many messages wait in it. */
    @Test
    void aBlockedLaneCostsTheSameHoweverLongItIs() throws SQLException {
        try (Connection connection = DATABASE.getConnection()) {
            DataSource one = new SingleConnectionDataSource(connection, true);
            waiting(1_000, 1);
            long few = pagesOfOneRound(one);
            waiting(99_000, 1);

            assertThat(pagesOfOneRound(one)).isLessThanOrEqualTo(2 * few);
        }
    }

    /** A claim that finds a lane, the messages behind its head, and the failure that keeps the lane blocked. */
    private long pagesOfOneRound(DataSource one) {
        jdbc.sql("vacuum analyze a2a_outbox").update();
        clock.move(Duration.ofMinutes(1));
        JdbcClient measured = JdbcClient.create(one);
        OutboxStore claiming = new OutboxStore(measured, new ObjectMapper(), clock);
        OutboxSettler settling =
                new OutboxSettler(measured, new TransactionTemplate(new DataSourceTransactionManager(one)), clock);
        long before = pages(measured);
        List<OutboxMessage> lane = ready(claiming.withFollowing(ready(claiming.claimHeads(ROOM, LEASE)), 200));
        settling.settle(List.of(postponed(lane.getFirst(), Duration.ofSeconds(1))));
        long after = pages(measured);
        assertThat(lane).hasSize(200);
        return after - before;
    }

    private static long pages(JdbcClient measured) {
        assertThat(measured.sql("select 1 from (select pg_stat_force_next_flush()) as flush")
                        .query(Integer.class)
                        .list())
                .hasSize(1);
        return measured.sql(
                        """
                        select coalesce(heap_blks_read + heap_blks_hit + idx_blks_read + idx_blks_hit, 0)
                        from pg_statio_user_tables where relname = 'a2a_outbox'""")
                .query(Long.class)
                .single();
    }

    private void waiting(int messages, int lanes) {
        jdbc.sql(
                        """
                        insert into a2a_outbox (lane, destination, task_id, task_type, payload, created_at, due_at, head)
                        select 'INC-' || n % :lanes || '>audit', 'audit', gen_random_uuid(), 'log_event', '{}', :now, :now,
                               n <= :lanes and not exists (select 1 from a2a_outbox)
                        from generate_series(1, :messages) n""")
                .param("messages", messages)
                .param("lanes", lanes)
                .param("now", SqlTime.utc(clock.instant()))
                .update();
        jdbc.sql("analyze a2a_outbox").update();
    }

    private List<OutboxMessage> claim() {
        return ready(store.claimHeads(ROOM, LEASE));
    }

    private List<OutboxMessage> withFollowing(List<OutboxMessage> heads, int most) {
        return ready(store.withFollowing(heads, most));
    }

    private static List<OutboxMessage> ready(List<ClaimedMessage> claimed) {
        return claimed.stream()
                .map(row -> ((ClaimedMessage.Ready) row).message())
                .toList();
    }

    private UUID append(TaskType<?, ?> type, String incident) {
        return append(type, incident, "{}");
    }

    private UUID append(String incident, String payload) {
        return append(LogEvent.TYPE, incident, payload);
    }

    private UUID append(TaskType<?, ?> type, String incident, String payload) {
        UUID task = UUID.randomUUID();
        transactions.executeWithoutResult(status -> store.append(type, incident, FleetJson.parse(payload), task, null));
        clock.move(Duration.ofMillis(1));
        return task;
    }

    private static UUID id(OutboxMessage message) {
        return Objects.requireNonNull(message.request().taskId());
    }

    private static MessageSettlement delivered(OutboxMessage message) {
        return new MessageSettlement.Delivered(message.position(), message.lane());
    }

    private static MessageSettlement postponed(OutboxMessage message, Duration delay) {
        return new MessageSettlement.Postponed(message.position(), message.lane(), 1, delay, "later", null);
    }

    private int rows() {
        return jdbc.sql("select count(*) from a2a_outbox").query(Integer.class).single();
    }
}
