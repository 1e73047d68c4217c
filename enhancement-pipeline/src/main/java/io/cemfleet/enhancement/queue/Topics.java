package io.cemfleet.enhancement.queue;

import io.cemfleet.a2a.kafka.DurableTopics;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.Set;
import org.apache.kafka.clients.admin.NewTopic;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.config.TopicBuilder;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.util.backoff.ExponentialBackOff;
import org.springframework.validation.annotation.Validated;

/** The topics, made before anybody writes or reads them. */
@Configuration(proxyBeanMethods = false)
class Topics {
    static final String JOBS = "cem.enhancement-jobs";
    static final String DEAD = JOBS + ".dlt";

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

    /** What fails is tried again until it works, nothing is skipped. */
    @Bean
    DefaultErrorHandler patientListeners() {
        ExponentialBackOff patient = new ExponentialBackOff(200, 2);
        patient.setMaxInterval(5000);
        return new DefaultErrorHandler(patient);
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
