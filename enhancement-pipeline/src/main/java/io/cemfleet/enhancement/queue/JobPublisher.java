package io.cemfleet.enhancement.queue;

import io.cemfleet.enhancement.job.QueuedJob;
import io.cemfleet.enhancement.job.TicketDiscovery;
import io.cemfleet.runtime.kafka.KafkaAcknowledgement;
import java.time.Duration;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.stereotype.Component;

/** Writes jobs to Kafka. */
@Component
public class JobPublisher {
    private final KafkaTemplate<String, byte[]> kafka;
    private final JobTopicCreator topics;
    private final JobRecordFormat format;
    private final Duration wait;

    JobPublisher(
            KafkaTemplate<String, byte[]> kafka,
            JobTopicCreator topics,
            JobRecordFormat format,
            JobTopicConfiguration.KafkaSettings settings) {
        this.kafka = kafka;
        this.topics = topics;
        this.format = format;
        this.wait = settings.publishWait();
    }

    /** Whether Kafka has acknowledged the job; if not, it may have been written all the same, and may be sent again. */
    public boolean push(QueuedJob job, TicketDiscovery discovery) {
        ProducerRecord<String, byte[]> record = format.write(job, discovery);
        return topics.ensure(wait)
                && KafkaAcknowledgement.in(wait, "a record for " + record.topic(), () -> kafka.send(record));
    }
}
