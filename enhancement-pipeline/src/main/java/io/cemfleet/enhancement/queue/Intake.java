package io.cemfleet.enhancement.queue;

import io.cemfleet.enhancement.job.EnhancedTickets;
import io.cemfleet.enhancement.job.JobStore;
import io.cemfleet.enhancement.job.QueuedJob;
import io.cemfleet.enhancement.job.TicketSighting;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Takes jobs in: a ticket that has been answered is not queued again. */
@Component
public class Intake {
    private final JobStore jobs;
    private final EnhancedTickets tickets;
    private final JobQueue queue;

    Intake(JobStore jobs, EnhancedTickets tickets, JobQueue queue) {
        this.jobs = jobs;
        this.tickets = tickets;
        this.queue = queue;
    }

    /** The job of a ticket, null when it has none. */
    public @Nullable UUID known(String tenantId, String ticketId) {
        return tickets.job(tenantId, ticketId).orElse(null);
    }

    /**
     * The job that answers the ticket: this one, once Kafka has acknowledged it, or the one that did before; empty when
     * Kafka did not take it.
     */
    public Optional<UUID> take(QueuedJob job, TicketSighting seen) {
        Optional<UUID> answered = tickets.answer(job.tenantId(), job.ticketId(), seen);
        if (answered.isPresent()) {
            return answered;
        }
        return jobs.knows(job.jobId()) || queue.push(job, seen) ? Optional.of(job.jobId()) : Optional.empty();
    }
}
