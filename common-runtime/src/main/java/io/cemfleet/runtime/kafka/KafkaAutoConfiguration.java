package io.cemfleet.runtime.kafka;

import io.cemfleet.runtime.defaults.RuntimeAutoConfiguration;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.apache.kafka.clients.admin.Admin;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.kafka.KafkaConnectionDetails;
import org.springframework.boot.autoconfigure.kafka.KafkaProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Configures the Kafka clients of agents with topics, and their health. */
@AutoConfiguration(
        after = RuntimeAutoConfiguration.class,
        afterName = "org.springframework.boot.autoconfigure.kafka.KafkaAutoConfiguration")
@ConditionalOnClass(name = "org.springframework.kafka.core.KafkaTemplate")
public class KafkaAutoConfiguration {

    @Bean
    KafkaClients kafkaClients(
            KafkaProperties properties, KafkaConnectionDetails connection, ObjectProvider<SslBundles> bundles) {
        return new KafkaClients(properties, connection, bundles.getIfAvailable());
    }

    /** The health part {@code kafka}. */
    @Bean
    @ConditionalOnBean(DurableTopics.class)
    KafkaHealth kafkaHealthIndicator(KafkaClients clients, Clock clock) {
        return new KafkaHealth(clients, clock);
    }

    /** Applies the Kafka requirements of the NOC profile. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnProperty("cem.kafka.durability.replicas")
    @EnableConfigurationProperties(DurabilitySettings.class)
    static class DurabilityConfiguration {

        @Bean
        @ConditionalOnBean(DurableTopics.class)
        TopicDurability topicDurability(
                KafkaClients clients, DurableTopics topics, DurabilitySettings settings, Clock clock) {
            return new TopicDurability(clients, topics, settings, clock);
        }
    }

    /** The health part {@code consumerProgress}. */
    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(ProgressSettings.class)
    static class ProgressConfiguration {

        @Bean
        @ConditionalOnBean(WatchedConsumers.class)
        ConsumerProgress consumerProgress(
                KafkaClients clients,
                WatchedConsumers consumers,
                ProgressSettings settings,
                MeterRegistry meters,
                Clock clock) {
            return new ConsumerProgress(() -> Admin.create(clients.admin()), consumers, settings, meters, clock);
        }
    }
}
