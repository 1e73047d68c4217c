package io.cemfleet.enhancement.queue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.cemfleet.enhancement.job.JobDispatcher;
import io.cemfleet.enhancement.job.JobStore;
import io.cemfleet.enhancement.job.QueuedJob;
import io.cemfleet.enhancement.job.TicketDiscovery;
import io.cemfleet.runtime.kafka.UnusableRecordException;
import io.cemfleet.runtime.trace.TraceContext;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
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
    private final ObjectMapper mapper;

    JobListener(JobStore jobs, JobDispatcher dispatcher, ObjectMapper mapper) {
        this.jobs = jobs;
        this.dispatcher = dispatcher;
        this.mapper = mapper;
    }

    @KafkaListener(id = ID, idIsGroup = false, topics = JobTopicConfiguration.JOBS, autoStartup = "false")
    void take(ConsumerRecord<String, byte[]> record) {
        QueuedJob job;
        TicketDiscovery seen;
        try {
            seen = DiscoveryHeaders.read(record.headers());
            job = mapper.readValue(record.value(), QueuedJob.class);
            Objects.requireNonNull(job.jobId(), "job_id");
            Objects.requireNonNull(job.tenantId(), "tenant_id");
            Objects.requireNonNull(job.ticketId(), "ticket_id");
            Objects.requireNonNull(job.description(), "description");
            Objects.requireNonNull(job.priority(), "priority");
            Objects.requireNonNull(job.timestamp(), "timestamp");
            Objects.requireNonNull(job.createdAt(), "created_at");
            Objects.requireNonNull(job.correlationId(), "correlation_id");
        } catch (IOException | RuntimeException e) {
            throw new UnusableRecordException("not a job", e);
        }
        try (var correlation = TraceContext.LoggingScope.put(
                TraceContext.CORRELATION_ID, job.correlationId().toString())) {
            boolean stored = jobs.store(job, trace(record).traceId(), seen);
            LOG.debug("Job {} {}", job.jobId(), stored ? "stored" : "is not needed, its ticket is answered");
        }
        dispatcher.wake();
    }

    private static TraceContext trace(ConsumerRecord<String, byte[]> record) {
        Header header = record.headers().lastHeader(TraceContext.TRACEPARENT);
        return TraceContext.parse(header == null ? null : new String(header.value(), StandardCharsets.UTF_8))
                .orElseGet(TraceContext::fresh);
    }
}
