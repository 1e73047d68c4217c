package io.cemfleet.enhancement.queue;

import io.cemfleet.enhancement.job.JobDispatcher;
import io.cemfleet.enhancement.job.JobStore;
import io.cemfleet.enhancement.job.QueuedJob;
import io.cemfleet.runtime.trace.TraceContext;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/** Stores each record as a job, nothing more: a slow ticket blocks no partition. */
@Component
class JobListener {
    /** {@link JobTopicCreator} starts the container with this id. */
    static final String ID = "enhancement-jobs";

    private static final Logger LOG = LoggerFactory.getLogger(JobListener.class);

    private final JobStore jobs;
    private final JobDispatcher dispatcher;
    private final JobRecordFormat format;

    JobListener(JobStore jobs, JobDispatcher dispatcher, JobRecordFormat format) {
        this.jobs = jobs;
        this.dispatcher = dispatcher;
        this.format = format;
    }

    @KafkaListener(id = ID, idIsGroup = false, topics = JobTopicConfiguration.JOBS, autoStartup = "false")
    void store(ConsumerRecord<String, byte[]> record) {
        JobRecordFormat.ReceivedJob received = format.read(record);
        QueuedJob job = received.job();
        try (var correlation = TraceContext.LoggingScope.put(
                TraceContext.CORRELATION_ID, job.correlationId().toString())) {
            boolean stored = jobs.store(job, received.trace().traceId(), received.discovery());
            LOG.debug("Job {} {}", job.jobId(), stored ? "stored" : "is not needed, its ticket is answered");
        }
        dispatcher.wake();
    }
}
