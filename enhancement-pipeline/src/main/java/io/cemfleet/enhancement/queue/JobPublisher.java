package io.cemfleet.enhancement.queue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cemfleet.enhancement.job.QueuedJob;
import io.cemfleet.enhancement.job.TicketDiscovery;
import io.cemfleet.runtime.kafka.KafkaAcknowledgement;
import io.cemfleet.runtime.trace.TraceContext;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.stereotype.Component;

/** Writes jobs to Kafka. */
@Component
public class JobPublisher {
    private final KafkaTemplate<String, byte[]> kafka;
    private final JobTopicCreator topics;
    private final ObjectMapper mapper;
    private final Duration wait;

    JobPublisher(
            KafkaTemplate<String, byte[]> kafka,
            JobTopicCreator topics,
            ObjectMapper mapper,
            JobTopicConfiguration.KafkaSettings settings) {
        this.kafka = kafka;
        this.topics = topics;
        this.mapper = mapper;
        this.wait = settings.publishWait();
    }

    /** Whether Kafka has acknowledged the job; if not, it may have been written all the same, and may be sent again. */
    public boolean push(QueuedJob job, TicketDiscovery seen) {
        try {
            ProducerRecord<String, byte[]> record =
                    new ProducerRecord<>(JobTopicConfiguration.JOBS, job.key(), mapper.writeValueAsBytes(job));
            record.headers()
                    .add(TraceContext.TRACEPARENT, bytes(TraceContext.current().traceparent()))
                    .add(TraceContext.CORRELATION_ID, bytes(job.correlationId().toString()));
            DiscoveryHeaders.write(seen, record.headers());
            return send(record);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a job is always JSON", e);
        }
    }

    private boolean send(ProducerRecord<String, byte[]> record) {
        return topics.ensure(wait)
                && KafkaAcknowledgement.in(wait, "a record for " + record.topic(), () -> kafka.send(record));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
