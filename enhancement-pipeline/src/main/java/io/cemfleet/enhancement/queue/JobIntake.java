package io.cemfleet.enhancement.queue;

import io.cemfleet.enhancement.job.JobStore;
import io.cemfleet.enhancement.job.QueuedJob;
import io.cemfleet.enhancement.job.TicketDiscovery;
import io.cemfleet.enhancement.job.TicketJobStore;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Takes jobs in: an enhanced ticket is not queued again. */
@Component
public class JobIntake {
    private final JobStore jobs;
    private final TicketJobStore tickets;
    private final JobPublisher publisher;

    JobIntake(JobStore jobs, TicketJobStore tickets, JobPublisher publisher) {
        this.jobs = jobs;
        this.tickets = tickets;
        this.publisher = publisher;
    }

    /** The job of a ticket, null when it has none. */
    public @Nullable UUID known(String tenantId, String ticketId) {
        return tickets.job(tenantId, ticketId).orElse(null);
    }

    /**
     * The job that enhances the ticket: this one, once Kafka has acknowledged it, or an earlier one; empty when Kafka
     * did not accept it.
     */
    public Optional<UUID> take(QueuedJob job, TicketDiscovery discovery) {
        Optional<UUID> answered = tickets.answer(job.tenantId(), job.ticketId(), discovery);
        if (answered.isPresent()) {
            return answered;
        }
        boolean queued = jobs.knows(job.jobId()) || publisher.push(job, discovery);
        return queued ? Optional.of(job.jobId()) : Optional.empty();
    }
}
