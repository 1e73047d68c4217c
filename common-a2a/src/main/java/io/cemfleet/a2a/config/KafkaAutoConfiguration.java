package io.cemfleet.a2a.config;

import io.cemfleet.a2a.kafka.DurabilitySettings;
import io.cemfleet.a2a.kafka.DurableTopics;
import io.cemfleet.a2a.kafka.TopicDurability;
import java.time.Clock;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.kafka.KafkaConnectionDetails;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** Holds agents with topics to what the NOC's profile asks of Kafka. */
@AutoConfiguration(
        after = A2aAutoConfiguration.class,
        afterName = "org.springframework.boot.autoconfigure.kafka.KafkaAutoConfiguration")
@ConditionalOnClass(name = "org.springframework.kafka.core.KafkaTemplate")
@ConditionalOnProperty("cem.kafka.durability.replicas")
@EnableConfigurationProperties(DurabilitySettings.class)
public class KafkaAutoConfiguration {

    @Bean
    @ConditionalOnBean(DurableTopics.class)
    TopicDurability topicDurability(
            KafkaConnectionDetails kafka, DurableTopics topics, DurabilitySettings settings, Clock clock) {
        return new TopicDurability(kafka, topics, settings, clock);
    }
}
