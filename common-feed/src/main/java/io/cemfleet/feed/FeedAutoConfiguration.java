package io.cemfleet.feed;

import io.cemfleet.network.snapshot.NetworkSnapshots;
import io.cemfleet.runtime.kafka.KafkaAutoConfiguration;
import io.cemfleet.runtime.kafka.KafkaClients;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;

/** Follows the network in every agent whose settings name Kafka's brokers. */
@AutoConfiguration(after = KafkaAutoConfiguration.class)
class FeedAutoConfiguration {

    /** An agent without Kafka reads the controller itself. */
    @Bean
    @ConditionalOnMissingBean
    NetworkSnapshots noNetworkSnapshots() {
        return NetworkSnapshots.NONE;
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnProperty("spring.kafka.bootstrap-servers")
    @EnableConfigurationProperties(FeedSettings.class)
    static class FollowingConfiguration {

        @Bean
        @ConditionalOnMissingBean(NetworkSnapshots.class)
        NetworkFeed networkFeed(KafkaClients clients, FeedSettings settings, MeterRegistry meters, Clock clock) {
            return new NetworkFeed(
                    () -> new KafkaConsumer<>(
                            consumer(clients.consumer()), new StringDeserializer(), new ByteArrayDeserializer()),
                    settings,
                    new FeedMetrics(meters, settings.topic()),
                    clock);
        }

        /** The health part {@code network}. */
        @Bean
        NetworkFeedHealth networkHealthIndicator(NetworkFeed feed, FeedSettings settings, Clock clock) {
            return new NetworkFeedHealth(feed, settings, clock);
        }

        /** Only the one reader uses it. */
        @Bean
        @Lazy
        NetworkFeedWriter networkFeedWriter(KafkaClients clients, FeedSettings settings) {
            return new NetworkFeedWriter(
                    () -> new KafkaProducer<>(
                            producer(clients.producer(), settings), new StringSerializer(), new ByteArraySerializer()),
                    () -> Admin.create(clients.admin()),
                    settings);
        }
    }

    static Map<String, Object> consumer(Map<String, Object> connection) {
        var config = new HashMap<>(connection);
        config.remove(ConsumerConfig.GROUP_ID_CONFIG);
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 2000);
        return config;
    }

    static Map<String, Object> producer(Map<String, Object> connection, FeedSettings settings) {
        var config = new HashMap<>(connection);
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        // With the prefix that ACLs allow.
        config.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, settings.topic().replace('.', '-') + "-writer");
        config.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, 15_000);
        config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 10_000);
        config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
        config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 10_000);
        config.put(ProducerConfig.LINGER_MS_CONFIG, 5);
        config.put(ProducerConfig.BATCH_SIZE_CONFIG, 256 << 10);
        return config;
    }
}
