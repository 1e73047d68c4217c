package io.cemfleet.enhancement.queue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cemfleet.a2a.kafka.Acknowledgement;
import io.cemfleet.a2a.trace.TraceContext;
import io.cemfleet.enhancement.job.QueuedJob;
import io.cemfleet.enhancement.job.TicketSighting;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.stereotype.Component;

/** Puts jobs into Kafka. */
@Component
public class JobQueue {
    private final KafkaTemplate<String, byte[]> kafka;
    private final JobTopics topics;
    private final ObjectMapper mapper;
    private final Duration wait;

    JobQueue(
            KafkaTemplate<String, byte[]> kafka, JobTopics topics, ObjectMapper mapper, Topics.KafkaSettings settings) {
        this.kafka = kafka;
        this.topics = topics;
        this.mapper = mapper;
        this.wait = settings.publishWait();
    }

    /** Whether Kafka has acknowledged the job; if not, it may be there all the same, and may be sent again. */
    public boolean push(QueuedJob job, TicketSighting seen) {
        try {
            ProducerRecord<String, byte[]> record =
                    new ProducerRecord<>(Topics.JOBS, job.key(), mapper.writeValueAsBytes(job));
            record.headers()
                    .add(TraceContext.TRACEPARENT, bytes(TraceContext.current().traceparent()))
                    .add(TraceContext.CORRELATION_ID, bytes(job.correlationId().toString()));
            SightingHeaders.write(seen, record.headers());
            return send(record);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a job is always JSON", e);
        }
    }

    private boolean send(ProducerRecord<String, byte[]> record) {
        return topics.ensure(wait)
                && Acknowledgement.in(wait, "a record for " + record.topic(), () -> kafka.send(record));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
