package io.cemfleet.runtime.kafka;

import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.core.KafkaOperations;
import org.springframework.kafka.listener.ConsumerRecordRecoverer;
import org.springframework.kafka.listener.DeadLetterPublishingRecoverer;
import org.springframework.kafka.listener.DeadLetterPublishingRecoverer.HeaderNames.HeadersToAdd;

/**
 * Writes a record to the dead letter topic of its topic, with its reason in the header {@value #REASON}, and counts it.
 * A record of a dead-letter topic stays where it is. Fails when Kafka does not accept it, so that the record is not
 * lost.
 */
public final class DeadLetterRecoverer implements ConsumerRecordRecoverer {
    /** The header with the reason, for people. */
    public static final String REASON = "reason";

    /** The suffix of a dead letter topic's name. */
    public static final String SUFFIX = ".dlt";

    /** Counts dead letters, by topic and reason. */
    public static final String METRIC = "cem.records.put.aside";

    private static final Logger LOG = LoggerFactory.getLogger(DeadLetterRecoverer.class);

    private final DeadLetterPublishingRecoverer publisher;
    private final MeterRegistry meters;

    public DeadLetterRecoverer(KafkaOperations<String, byte[]> kafka, MeterRegistry meters) {
        this.meters = meters;
        this.publisher = new Publisher(kafka);
        publisher.setHeadersFunction((record, failure) -> reason(failure));
        publisher.setLogRecoveryRecord(false);
        publisher.excludeHeader(HeadersToAdd.EX_STACKTRACE, HeadersToAdd.EX_MSG, HeadersToAdd.EX_CAUSE);
    }

    /**
     * Writes the record to the dead letters.
     *
     * @throws org.springframework.kafka.KafkaException when Kafka did not acknowledge it
     */
    @Override
    public void accept(ConsumerRecord<?, ?> record, @Nullable Exception failure) {
        Exception why = failure == null ? new UnusableRecordException("unknown") : failure;
        publisher.accept(record, null, why);
        String code = DeadLetterReason.of(why).code();
        meters.counter(METRIC, "topic", record.topic(), "reason", code).increment();
        LOG.error("{}-{}@{} was put aside: {}", record.topic(), record.partition(), record.offset(), code);
    }

    /** A record that would not fit with the headers that are added goes without its value, which its topic still has. */
    private static final class Publisher extends DeadLetterPublishingRecoverer {
        private static final int LARGEST = 1_000_000;

        Publisher(KafkaOperations<String, byte[]> kafka) {
            super(kafka, (record, failure) -> destination(record));
        }

        @Override
        protected ProducerRecord<Object, Object> createProducerRecord(
                ConsumerRecord<?, ?> record,
                TopicPartition destination,
                Headers headers,
                byte @Nullable [] key,
                byte @Nullable [] value) {
            boolean fits = !(record.value() instanceof byte[] bytes) || bytes.length <= LARGEST;
            ProducerRecord<Object, Object> dead = super.createProducerRecord(record, destination, headers, key, value);
            return fits ? dead : new ProducerRecord<>(dead.topic(), null, dead.key(), null, dead.headers());
        }
    }

    private static @Nullable TopicPartition destination(ConsumerRecord<?, ?> record) {
        return record.topic().endsWith(SUFFIX) ? null : new TopicPartition(record.topic() + SUFFIX, -1);
    }

    private static Headers reason(Exception failure) {
        return new RecordHeaders()
                .add(REASON, DeadLetterReason.of(failure).text().getBytes(StandardCharsets.UTF_8));
    }
}
