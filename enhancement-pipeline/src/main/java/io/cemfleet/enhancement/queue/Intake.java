package io.cemfleet.enhancement.queue;

import io.cemfleet.enhancement.job.JobStore;
import io.cemfleet.enhancement.job.QueuedJob;
import org.springframework.stereotype.Component;

/** Takes jobs in: one that is known is not queued again. */
@Component
public class Intake {
    private final JobStore jobs;
    private final JobQueue queue;

    Intake(JobStore jobs, JobQueue queue) {
        this.jobs = jobs;
        this.queue = queue;
    }

    /** Whether the job is safe: Kafka has acknowledged it, now or before. */
    public boolean take(QueuedJob job) {
        return jobs.knows(job.jobId()) || queue.push(job);
    }
}
