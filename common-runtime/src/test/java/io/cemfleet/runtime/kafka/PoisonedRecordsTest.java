package io.cemfleet.runtime.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.cemfleet.runtime.testing.FleetPostgres;
import io.cemfleet.runtime.testing.ManualClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.actuate.health.Status;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.listener.BatchMessageListener;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.KafkaMessageListenerContainer;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;
import org.springframework.kafka.test.utils.KafkaTestUtils;
import org.springframework.transaction.support.TransactionTemplate;

/** A batch listener that stores texts in a real Postgres, from a real Kafka, where one of them cannot be stored. */
class PoisonedRecordsTest {
    private static final EmbeddedKafkaKraftBroker BROKER = new EmbeddedKafkaKraftBroker(1, 1);
    private static final String NUL = "text with \0 in it";

    private static JdbcTemplate jdbc;
    private static TransactionTemplate transactions;
    private static KafkaTemplate<String, byte[]> kafka;

    private final String topic = "texts-" + UUID.randomUUID();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final AtomicInteger databaseAway = new AtomicInteger();
    private final AtomicInteger brokenAlone = new AtomicInteger();
    private KafkaMessageListenerContainer<String, byte[]> container;

    @BeforeAll
    static void start() {
        BROKER.afterPropertiesSet();
        var source = FleetPostgres.dataSource("public");
        jdbc = new JdbcTemplate(source);
        jdbc.execute("create table stored (position bigserial primary key, topic text, line text)");
        transactions = new TransactionTemplate(new DataSourceTransactionManager(source));
        kafka = new KafkaTemplate<>(new DefaultKafkaProducerFactory<>(
                Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, BROKER.getBrokersAsString()),
                new StringSerializer(),
                new ByteArraySerializer()));
    }

    @AfterAll
    static void stop() {
        kafka.destroy();
        BROKER.destroy();
    }

    @BeforeEach
    void listen() {
        BROKER.addTopics(topic, topic + DeadLetterRecoverer.SUFFIX);
        var recoverer = new DeadLetterRecoverer(kafka, meters);
        var halving = new BatchHalving(recoverer);
        ContainerProperties properties = new ContainerProperties(topic);
        properties.setGroupId("group-" + topic);
        properties.setMessageListener(
                (BatchMessageListener<String, byte[]>) records -> halving.run(records, this::store));
        container = new KafkaMessageListenerContainer<>(
                new DefaultKafkaConsumerFactory<>(
                        Map.of(
                                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                                BROKER.getBrokersAsString(),
                                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                                "earliest"),
                        new StringDeserializer(),
                        new ByteArrayDeserializer()),
                properties);
        container.setCommonErrorHandler(new RecordErrorHandler(recoverer));
    }

    @AfterEach
    void leave() {
        container.stop();
    }

    private void store(List<ConsumerRecord<String, byte[]>> records) {
        if (databaseAway.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            throw new DataAccessResourceFailureException("away");
        }
        transactions.executeWithoutResult(status -> records.forEach(record -> {
            String line = new String(record.value(), StandardCharsets.UTF_8);
            if (line.equals("broken")) {
                brokenAlone.addAndGet(records.size() == 1 ? 1 : 0);
                throw new IllegalStateException("broken each time");
            }
            jdbc.update("insert into stored (topic, line) values (?, ?)", topic, line);
        }));
    }

    private void send(String... lines) {
        for (String line : lines) {
            kafka.send(topic, "key", line.getBytes(StandardCharsets.UTF_8)).join();
        }
    }

    private void awaitStored(String... lines) {
        Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(jdbc.queryForList(
                        "select line from stored where topic = ? order by position", String.class, topic))
                .containsExactly(lines));
    }

    private List<ConsumerRecord<String, byte[]>> deadLetters(int expected) {
        try (var consumer = new DefaultKafkaConsumerFactory<>(
                        KafkaTestUtils.consumerProps(UUID.randomUUID().toString(), "false", BROKER),
                        new StringDeserializer(),
                        new ByteArrayDeserializer())
                .createConsumer()) {
            BROKER.consumeFromAnEmbeddedTopic(consumer, topic + DeadLetterRecoverer.SUFFIX);
            var found = KafkaTestUtils.getRecords(
                    consumer, expected == 0 ? Duration.ofMillis(500) : Duration.ofSeconds(10), expected);
            List<ConsumerRecord<String, byte[]>> all = new ArrayList<>();
            found.forEach(all::add);
            return all;
        }
    }

    private static String reason(ConsumerRecord<String, byte[]> dead) {
        return new String(dead.headers().lastHeader(DeadLetterRecoverer.REASON).value(), StandardCharsets.UTF_8);
    }

    @Test
    void whatPostgresRefusesIsADeadLetterAndItsNeighboursAreStoredInOrder() {
        send("a", "b", NUL, "c", NUL, "d");

        container.start();

        awaitStored("a", "b", "c", "d");
        assertThat(deadLetters(2)).hasSize(2).allSatisfy(dead -> {
            assertThat(new String(dead.value(), StandardCharsets.UTF_8)).isEqualTo(NUL);
            assertThat(reason(dead)).startsWith("SQLSTATE 22021");
        });
        assertThat(meters.counter(DeadLetterRecoverer.METRIC, "topic", topic, "reason", "sqlstate_22021")
                        .count())
                .isEqualTo(2);
    }

    @Test
    void whileTheDatabaseIsAwayNothingIsPutAsideAndNothingIsLost() {
        databaseAway.set(3);
        send("a", NUL, "b");

        container.start();

        awaitStored("a", "b");
        assertThat(databaseAway).hasValue(0);
        assertThat(deadLetters(1)).hasSize(1);
    }

    @Test
    void anUnclearFaultIsTriedFourTimesAndThenPutAside() {
        send("a", "broken", "b");

        container.start();

        awaitStored("a", "b");
        assertThat(deadLetters(1)).singleElement().satisfies(dead -> assertThat(reason(dead))
                .isEqualTo("broken each time"));
        assertThat(brokenAlone).hasValue(4);
    }

    @Test
    void aConsumerThatDoesNotAdvanceIsOutOfServiceUntilItDoes() {
        ManualClock clock = new ManualClock(Instant.parse("2026-03-01T12:00:00Z"));
        try (var progress = new ConsumerProgress(
                () -> Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, BROKER.getBrokersAsString())),
                new WatchedConsumers(Map.of("group-" + topic, Set.of(topic))),
                new ProgressSettings(Duration.ofHours(1), Duration.ofMinutes(1)),
                meters,
                clock)) {
            assertThat(progress.health().getStatus()).isEqualTo(Status.UNKNOWN);
            send("a", "b");
            progress.look();
            assertThat(progress.health().getStatus()).isEqualTo(Status.UP);

            clock.move(Duration.ofMinutes(2));
            progress.look();

            assertThat(progress.health().getStatus()).isEqualTo(Status.OUT_OF_SERVICE);
            assertThat(meters.get("cem.consumer.lag").gauge().value()).isEqualTo(2);
            assertThat(meters.get("cem.consumer.stalled.seconds").gauge().value())
                    .isEqualTo(120);

            container.start();
            awaitStored("a", "b");
            Awaitility.await().untilAsserted(() -> {
                progress.look();
                assertThat(progress.health().getStatus()).isEqualTo(Status.UP);
            });
        }
    }
}
