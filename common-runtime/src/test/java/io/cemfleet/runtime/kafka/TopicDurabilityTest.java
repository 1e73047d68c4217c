package io.cemfleet.runtime.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.Status;
import org.springframework.boot.autoconfigure.kafka.KafkaConnectionDetails;
import org.springframework.boot.autoconfigure.kafka.KafkaProperties;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;

class TopicDurabilityTest {
    private static final String TOPIC = "cem.alerts";
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final EmbeddedKafkaKraftBroker BROKER = new EmbeddedKafkaKraftBroker(1, 2, TOPIC);

    @BeforeAll
    static void start() {
        BROKER.afterPropertiesSet();
    }

    @AfterAll
    static void stop() {
        BROKER.destroy();
    }

    private static TopicDurability durability(String broker, int replicas, int inSync, Clock clock) {
        return durability(broker, Set.of(TOPIC), replicas, inSync, clock);
    }

    private static TopicDurability durability(
            String broker, Set<String> topics, int replicas, int inSync, Clock clock) {
        return new TopicDurability(
                clients(List.of(broker)),
                new DurableTopics(topics),
                new DurabilitySettings(replicas, inSync, MINUTE),
                clock);
    }

    private static KafkaClients clients(List<String> brokers) {
        KafkaConnectionDetails kafka = () -> brokers;
        return new KafkaClients(new KafkaProperties(), kafka, null);
    }

    @Test
    void topicsWithFewerCopiesThanAskedForAreNotReadyAndNamed() {
        Health health =
                durability(BROKER.getBrokersAsString(), 3, 2, Clock.systemUTC()).health();

        assertThat(health.getStatus()).isEqualTo(Status.OUT_OF_SERVICE);
        assertThat(health.getDetails()).containsEntry(TOPIC, "1 replicas, min.insync.replicas 1");
    }

    @Test
    void topicsWithEnoughCopiesAreReady() {
        assertThat(durability(BROKER.getBrokersAsString(), 1, 1, Clock.systemUTC())
                        .health()
                        .getStatus())
                .isEqualTo(Status.UP);
    }

    @Test
    void aTopicThatIsMissingIsNotReadyUntilItIsMade() {
        // given
        TopicDurability durability =
                durability(BROKER.getBrokersAsString(), Set.of(TOPIC, "cem.late"), 1, 1, Clock.systemUTC());

        // when, then
        Health health = durability.health();
        assertThat(health.getStatus()).isEqualTo(Status.OUT_OF_SERVICE);
        assertThat(health.getDetails()).containsOnly(Map.entry("cem.late", "missing"));

        // and once it is there, long before a good verdict would be checked again
        BROKER.addTopics("cem.late");
        await().atMost(MINUTE.dividedBy(2))
                .untilAsserted(() -> assertThat(durability.health().getStatus()).isEqualTo(Status.UP));
    }

    @Test
    void aKafkaThatNeverAnsweredIsNotReady() {
        assertThat(durability("127.0.0.1:1", 1, 1, Clock.systemUTC()).health().getStatus())
                .isEqualTo(Status.OUT_OF_SERVICE);
    }

    @Test
    void aVerdictHoldsWhileKafkaDoesNotAnswer() {
        // given a Kafka that answered once
        List<String> brokers = new ArrayList<>(List.of(BROKER.getBrokersAsString()));
        TopicDurability durability = new TopicDurability(
                clients(brokers),
                new DurableTopics(Set.of(TOPIC)),
                new DurabilitySettings(1, 1, Duration.ZERO),
                Clock.systemUTC());
        assertThat(durability.health().getStatus()).isEqualTo(Status.UP);

        // when
        brokers.set(0, "127.0.0.1:1");

        // then
        assertThat(durability.health().getStatus()).isEqualTo(Status.UP);
    }

    @Test
    void withThreeCopiesAWriteCountsOnceTwoBrokersHaveIt() {
        assertThat(DurableTopics.config(3)).containsEntry("min.insync.replicas", "2");
        assertThat(DurableTopics.config(1)).containsEntry("min.insync.replicas", "1");
    }
}
