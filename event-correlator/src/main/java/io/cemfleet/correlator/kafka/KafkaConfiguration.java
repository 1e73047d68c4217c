package io.cemfleet.correlator.kafka;

import io.cemfleet.correlator.alert.CorrelatorTopics;
import io.cemfleet.runtime.kafka.BatchHalving;
import io.cemfleet.runtime.kafka.DeadLetterRecoverer;
import io.cemfleet.runtime.kafka.DurableTopics;
import io.cemfleet.runtime.kafka.KafkaClients;
import io.cemfleet.runtime.kafka.RecordErrorHandler;
import io.cemfleet.runtime.kafka.WatchedConsumers;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.annotation.EnableKafka;
import org.springframework.kafka.config.ConcurrentKafkaListenerContainerFactory;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.listener.ContainerProperties;

/** The producer and the listeners' factories. */
@EnableKafka
@Configuration(proxyBeanMethods = false)
class KafkaConfiguration {
    /** A quarter of what a broker takes at once by default. */
    private static final int BATCH_BYTES = 262_144;

    @Bean
    DurableTopics durableTopics() {
        return new DurableTopics(KafkaTopics.names().collect(Collectors.toSet()));
    }

    /**
     * Records that arrive while the broker answers wait for its answer, and then leave in one request: under load that
     * costs a quarter of the processor time of many small requests side by side, and alone a record never waits.
     */
    @Bean
    KafkaTemplate<String, byte[]> kafkaTemplate(KafkaSettings settings, KafkaClients clients) {
        int delivery = (int) settings.deliveryTimeout().toMillis();
        Map<String, Object> config = clients.producer();
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        config.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        config.put(ProducerConfig.BATCH_SIZE_CONFIG, BATCH_BYTES);
        config.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
        config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, delivery / 2);
        config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, delivery);
        config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, delivery / 2);
        return new KafkaTemplate<>(
                new DefaultKafkaProducerFactory<>(config, new StringSerializer(), new ByteArraySerializer()));
    }

    @Bean
    ConsumerFactory<String, byte[]> committedRecords(KafkaClients clients) {
        Map<String, Object> config = clients.consumer();
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        config.put(ConsumerConfig.METADATA_MAX_AGE_CONFIG, 5000);
        config.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 10000);
        config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 500);
        return new DefaultKafkaConsumerFactory<>(config, new StringDeserializer(), new ByteArrayDeserializer());
    }

    @Bean
    DeadLetterRecoverer deadLetterRecoverer(KafkaTemplate<String, byte[]> kafka, MeterRegistry meters) {
        return new DeadLetterRecoverer(kafka, meters);
    }

    @Bean
    BatchHalving batchHalving(DeadLetterRecoverer deadLetters) {
        return new BatchHalving(deadLetters);
    }

    @Bean
    WatchedConsumers watchedConsumers(
            @Value("${cem.correlator.stream.application-id:cem-event-correlator}") String id) {
        return new WatchedConsumers(Map.of(
                id,
                Set.of(CorrelatorTopics.ALERTS),
                CorrelatorTopics.LEDGER_GROUP,
                Set.of(CorrelatorTopics.VERDICTS),
                CorrelatorTopics.NUMBERING_GROUP,
                Set.of(CorrelatorTopics.INCIDENTS),
                CorrelatorTopics.DEAD_LETTER_GROUP,
                CorrelatorTopics.ALL.stream().map(CorrelatorTopics::dead).collect(Collectors.toSet())));
    }

    /** One record after the other, each until it is done or in the dead letters. */
    @Bean
    ConcurrentKafkaListenerContainerFactory<String, byte[]> recordListeners(
            ConsumerFactory<String, byte[]> consumers, DeadLetterRecoverer deadLetters) {
        return factory(consumers, deadLetters, false);
    }

    @Bean
    ConcurrentKafkaListenerContainerFactory<String, byte[]> batchListeners(
            ConsumerFactory<String, byte[]> consumers, DeadLetterRecoverer deadLetters) {
        return factory(consumers, deadLetters, true);
    }

    private static ConcurrentKafkaListenerContainerFactory<String, byte[]> factory(
            ConsumerFactory<String, byte[]> consumers, DeadLetterRecoverer deadLetters, boolean batch) {
        ConcurrentKafkaListenerContainerFactory<String, byte[]> factory =
                new ConcurrentKafkaListenerContainerFactory<>();
        factory.setConsumerFactory(consumers);
        factory.setBatchListener(batch);
        factory.getContainerProperties().setAckMode(ContainerProperties.AckMode.BATCH);
        factory.getContainerProperties().setMissingTopicsFatal(false);
        // Without it a listener stops for good when the broker refuses it once, as during a change of password.
        factory.getContainerProperties().setAuthExceptionRetryInterval(Duration.ofSeconds(5));
        // The end of a transaction uses an offset too: without this, a consumer that has read everything seems to be
        // one record behind.
        factory.getContainerProperties().setFixTxOffsets(true);
        factory.setCommonErrorHandler(new RecordErrorHandler(deadLetters));
        return factory;
    }
}
