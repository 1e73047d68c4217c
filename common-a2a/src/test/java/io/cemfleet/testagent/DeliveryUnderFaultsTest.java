package io.cemfleet.testagent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cemfleet.a2a.client.A2aClient;
import io.cemfleet.a2a.client.PeerHttpClient;
import io.cemfleet.a2a.contract.IncidentDetected;
import io.cemfleet.a2a.contract.NoticeAccepted;
import io.cemfleet.a2a.message.AgentName;
import io.cemfleet.a2a.outbox.Outbox;
import io.cemfleet.a2a.outbox.OutboxDispatcher;
import io.cemfleet.a2a.outbox.OutboxSettler;
import io.cemfleet.a2a.outbox.OutboxStore;
import io.cemfleet.a2a.server.TaskReply;
import io.cemfleet.a2a.settings.A2aSettings;
import io.cemfleet.a2a.testing.TestKeys;
import io.cemfleet.runtime.problem.ProblemException;
import io.cemfleet.runtime.testing.FleetJson;
import io.cemfleet.runtime.testing.FleetPostgres;
import io.cemfleet.runtime.testing.TestTlsClients;
import io.github.resilience4j.bulkhead.BulkheadRegistry;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Two instances of a sender and one receiver, with lost requests and answers, failures of the handler, senders that crash
 * between their steps, and leases that end while a request is under way: each message has its effect once, in the order
 * of its lane.
 */
class DeliveryUnderFaultsTest extends RunningTestAgent {
    private static final int LANES = 6;
    private static final int EACH = 40;
    private static final Duration LEASE = Duration.ofMillis(150);

    private volatile boolean faulty = true;

    @Value("${spring.datasource.url}")
    private String receiverDatabase;

    @AfterEach
    void calm() {
        FleetPostgres.restore(receiverDatabase);
        A2aTestAgent.next = incident -> TaskReply.completed(NoticeAccepted.YES);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void eachMessageHasItsEffectOnceInTheOrderOfItsLane(long seed) throws Exception {
        Random random = new Random(seed);
        A2aTestAgent.RAN.clear();
        A2aTestAgent.next = incident -> reply(random);
        DataSource database = database();
        JdbcClient jdbc = JdbcClient.create(database);
        try (var network = new UnreliableNetwork(port, () -> percent(random));
                var one = instance(network.url(), new CrashingDataSource(database, random));
                var other = instance(network.url(), new CrashingDataSource(database, random))) {
            send(random, database, List.of(one, other), "F" + seed + '-');
            faulty = false;
            network.repair();
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(count(jdbc, "select count(*) from a2a_outbox"))
                            .isZero());

            assertThat(network.lost()).isPositive();
        }
        assertEachOnceInOrder("F" + seed + '-');
    }

    private static int count(JdbcClient jdbc, String sql) {
        return jdbc.sql(sql).query(Integer.class).single();
    }

    private static void assertEachOnceInOrder(String prefix) {
        for (int lane = 0; lane < LANES; lane++) {
            String incident = prefix + lane;
            assertThat(A2aTestAgent.RAN.stream().filter(ran -> ran.startsWith(incident)))
                    .containsExactlyElementsOf(IntStream.rangeClosed(1, EACH)
                            .mapToObj(number -> incident + ' ' + number)
                            .toList());
        }
    }

    @Test
    void aReceiverWithoutItsDatabaseGetsEachMessageOnceWhenItIsBack() throws Exception {
        // given a receiver whose database is gone
        faulty = false;
        A2aTestAgent.RAN.clear();
        DataSource database = database();
        JdbcClient jdbc = JdbcClient.create(database);
        FleetPostgres.stop(receiverDatabase);
        try (var network = new UnreliableNetwork(port, () -> 100);
                var sender = instance(network.url(), database)) {
            send(new Random(4), database, List.of(sender), "D-");
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> count(jdbc, "select count(*) from a2a_outbox where attempts > 1") > 0);
            assertThat(A2aTestAgent.RAN).isEmpty();

            // when
            FleetPostgres.restore(receiverDatabase);

            // then nothing is lost, and nothing was given up
            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(count(jdbc, "select count(*) from a2a_outbox"))
                            .isZero());
        }
        assertEachOnceInOrder("D-");
    }

    /** Messages in commits of one to ten, over all lanes; now and then an instance is restarted. */
    private static void send(Random random, DataSource database, List<SenderInstance> instances, String prefix) {
        TransactionTemplate transactions = new TransactionTemplate(new DataSourceTransactionManager(database));
        int[] sent = new int[LANES];
        while (IntStream.of(sent).anyMatch(number -> number < EACH)) {
            SenderInstance instance = instances.get(random.nextInt(instances.size()));
            Outbox outbox = instance.outbox(database);
            transactions.executeWithoutResult(status -> {
                for (int left = 1 + random.nextInt(10); left > 0; left--) {
                    int lane = random.nextInt(LANES);
                    if (sent[lane] < EACH) {
                        outbox.send(IncidentDetected.TYPE, prefix + lane, detected(prefix + lane, ++sent[lane]));
                    }
                }
            });
            if (random.nextInt(10) == 0) {
                instance.restart();
            }
        }
    }

    private record SenderInstance(PeerHttpClient peers, OutboxDispatcher dispatcher, A2aSettings settings)
            implements AutoCloseable {

        /** Messages are stored without faults: what is not committed was never sent. */
        Outbox outbox(DataSource database) {
            return new Outbox(
                    new OutboxStore(JdbcClient.create(database), FleetJson.MAPPER, Clock.systemUTC()),
                    dispatcher,
                    FleetJson.MAPPER,
                    settings);
        }

        void restart() {
            dispatcher.stop();
            dispatcher.start();
        }

        @Override
        public void close() {
            dispatcher.stop();
            peers.close();
        }
    }

    private SenderInstance instance(URI receiver, DataSource database) {
        A2aSettings settings = new A2aSettings(
                "event_correlator",
                "0",
                null,
                TestKeys.directory(),
                Map.of("orchestrator", receiver),
                true,
                new A2aSettings.OutboxSettings(
                        Duration.ofMillis(20),
                        Duration.ofMillis(5),
                        Duration.ofMillis(50),
                        LEASE,
                        Duration.ofMinutes(15)),
                null);
        PeerHttpClient peers = new PeerHttpClient(
                settings,
                TestKeys.tokensOf(AgentName.EVENT_CORRELATOR),
                FleetJson.MAPPER,
                new PeerHttpClient.PeerGuards(
                        CircuitBreakerRegistry.of(CircuitBreakerConfig.custom()
                                .minimumNumberOfCalls(100_000)
                                .slidingWindowSize(100_000)
                                .build()),
                        BulkheadRegistry.ofDefaults()),
                TestTlsClients.tls());
        JdbcClient jdbc = JdbcClient.create(database);
        Clock clock = Clock.systemUTC();
        OutboxDispatcher dispatcher = new OutboxDispatcher(
                new OutboxStore(jdbc, FleetJson.MAPPER, clock),
                new OutboxSettler(jdbc, new TransactionTemplate(new DataSourceTransactionManager(database)), clock),
                new A2aClient(peers, FleetJson.MAPPER, clock),
                settings.outbox(),
                Stream::empty);
        dispatcher.start();
        return new SenderInstance(peers, dispatcher, settings);
    }

    /** A sender that fails between any two of its steps leaves what a crash leaves. */
    private final class CrashingDataSource extends DelegatingDataSource {
        private final Random random;

        CrashingDataSource(DataSource database, Random random) {
            super(database);
            this.random = random;
        }

        @Override
        public Connection getConnection() throws SQLException {
            if (faulty && percent(random) < 15) {
                throw new SQLException("crashed");
            }
            return super.getConnection();
        }
    }

    private TaskReply<NoticeAccepted> reply(Random random) {
        int fate = faulty ? percent(random) : 100;
        if (fate < 5) {
            throw new IllegalStateException("surprise");
        }
        if (fate < 10) {
            throw ProblemException.later(HttpStatus.SERVICE_UNAVAILABLE, "busy", Duration.ofSeconds(1));
        }
        return TaskReply.completed(NoticeAccepted.YES);
    }

    private static int percent(Random random) {
        return random.nextInt(100);
    }

    private static IncidentDetected.Request detected(String incident, int number) {
        ObjectNode payload = (ObjectNode) FleetJson.golden("incident_detected");
        try {
            return FleetJson.MAPPER.treeToValue(
                    payload.put("incident_id", incident).put("alert_count", number), IncidentDetected.Request.class);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static DataSource database() {
        DataSource database = FleetPostgres.dataSource("event_correlator");
        Flyway.configure()
                .dataSource(database)
                .locations("classpath:db/a2a")
                .schemas("event_correlator")
                .load()
                .migrate();
        return database;
    }
}
