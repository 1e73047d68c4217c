package io.cemfleet.enhancement.queue;

import io.cemfleet.runtime.kafka.DeadLetterRecoverer;
import io.cemfleet.runtime.kafka.DurableTopics;
import io.cemfleet.runtime.kafka.RecordErrorHandler;
import io.cemfleet.runtime.kafka.WatchedConsumers;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.NewTopic;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.config.TopicBuilder;
import org.springframework.kafka.core.KafkaOperations;
import org.springframework.validation.annotation.Validated;

/** The topics, created before the first read or write. */
@Configuration(proxyBeanMethods = false)
class JobTopicConfiguration {
    static final String JOBS = "cem.enhancement-jobs";
    static final String DEAD = JOBS + DeadLetterRecoverer.SUFFIX;

    @Bean
    DurableTopics durableTopics() {
        return new DurableTopics(Set.of(JOBS, DEAD));
    }

    @Bean
    NewTopic enhancementJobs(KafkaSettings settings) {
        return TopicBuilder.name(JOBS)
                .partitions(settings.partitions())
                .replicas(settings.replicas())
                .configs(DurableTopics.config(settings.replicas()))
                .build();
    }

    @Bean
    NewTopic unreadableEnhancementJobs(KafkaSettings settings) {
        return TopicBuilder.name(DEAD)
                .partitions(settings.partitions())
                .replicas(settings.replicas())
                .configs(DurableTopics.config(settings.replicas()))
                .build();
    }

    /** Health and metrics report a listener that makes no progress. */
    @Bean
    WatchedConsumers watchedConsumers(@Value("${spring.kafka.consumer.group-id}") String group) {
        return new WatchedConsumers(Map.of(group, Set.of(JOBS)));
    }

    /**
     * Waits for an unavailable database; a record that cannot be stored goes to the dead letters, and those behind it
     * go on.
     */
    @Bean
    RecordErrorHandler patientListeners(KafkaOperations<String, byte[]> kafka, MeterRegistry meters) {
        return new RecordErrorHandler(new DeadLetterRecoverer(kafka, meters));
    }

    /**
     * @param partitions of each topic, fixed for good once they exist
     * @param publishWait how long a webhook waits for Kafka's acknowledgement
     */
    @Validated
    @ConfigurationProperties("cem.enhancement.kafka")
    record KafkaSettings(
            @DefaultValue("6") @Min(1) int partitions,
            @DefaultValue("1") @Min(1) int replicas,
            @DefaultValue("4s") Duration publishWait) {}
}
