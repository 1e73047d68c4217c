package io.cemfleet.enhancement.queue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cemfleet.a2a.kafka.Acknowledgement;
import io.cemfleet.a2a.kafka.KafkaFault;
import io.cemfleet.a2a.trace.TraceContext;
import io.cemfleet.enhancement.job.QueuedJob;
import io.cemfleet.enhancement.job.TicketSighting;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.stereotype.Component;

/** Puts jobs into Kafka. */
@Component
public class JobQueue {
    private static final Logger LOG = LoggerFactory.getLogger(JobQueue.class);

    private final KafkaTemplate<String, byte[]> kafka;
    private final KafkaAdmin admin;
    private final ObjectMapper mapper;
    private final Duration wait;
    private final ReentrantLock looking = new ReentrantLock();
    private volatile boolean topicsPresent;

    JobQueue(
            KafkaTemplate<String, byte[]> kafka, KafkaAdmin admin, ObjectMapper mapper, Topics.KafkaSettings settings) {
        this.kafka = kafka;
        this.admin = admin;
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
        return hasTopics() && Acknowledgement.in(wait, "a record for " + record.topic(), () -> kafka.send(record));
    }

    /** Looked for by one alone: each look costs a client of its own, and a burst after the start would make hundreds. */
    private boolean hasTopics() {
        if (topicsPresent) {
            return true;
        }
        try {
            if (!looking.tryLock(wait.toMillis(), TimeUnit.MILLISECONDS)) {
                return false;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
        try {
            if (!topicsPresent) {
                topicsPresent = admin.initialize();
            }
            return topicsPresent;
        } catch (RuntimeException e) {
            LOG.warn("Kafka cannot be asked for its topics: {}", KafkaFault.describe(e));
            return false;
        } finally {
            looking.unlock();
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
