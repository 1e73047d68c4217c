package io.cemfleet.enhancement.job;

import io.cemfleet.enhancement.history.EnhancementHistory;
import io.cemfleet.enhancement.pipeline.EnhancementText;
import io.cemfleet.enhancement.pipeline.PipelineTicket;
import io.cemfleet.enhancement.pipeline.TenantProfile;
import io.cemfleet.enhancement.tenant.TenantRegistry;
import io.cemfleet.enhancement.tenant.TenantScope;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedRuntimeException;
import org.springframework.stereotype.Component;

/** Records an attempt: reads its input, stores its begin and its outcome. */
@Component
class AttemptRecorder {
    private static final Logger LOG = LoggerFactory.getLogger(AttemptRecorder.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final String LOST = "lost";

    private final JobStore jobs;
    private final TenantRegistry tenants;
    private final EnhancementHistory history;
    private final TenantScope scope;
    private final AttemptCheckpoints memory;

    AttemptRecorder(
            JobStore jobs,
            TenantRegistry tenants,
            EnhancementHistory history,
            TenantScope scope,
            AttemptCheckpoints memory) {
        this.jobs = jobs;
        this.tenants = tenants;
        this.history = history;
        this.scope = scope;
        this.memory = memory;
    }

    /** The input of a job, or why it has none. */
    sealed interface JobInput {
        /** @param kept the text of an earlier attempt */
        record ReadyJob(TenantProfile tenant, PipelineTicket ticket, Optional<EnhancementText> kept)
                implements JobInput {}

        record UnusableJob(String reason) implements JobInput {}
    }

    /** Whether the job has used up its attempts without an outcome of the last one: its worker died each time. */
    boolean isExhausted(ClaimedJob job) {
        return job.attempt() > memory.settings().attempts();
    }

    JobInput load(ClaimedJob job) {
        return scope.in(job.tenantId(), () -> {
            Optional<TenantProfile> tenant = tenants.profile(job.tenantId());
            if (tenant.isEmpty()) {
                return new JobInput.UnusableJob("tenant_inactive");
            }
            return jobs.ticket(job)
                    .<JobInput>map(ticket -> new JobInput.ReadyJob(tenant.get(), ticket, memory.text(ticket)))
                    .orElseGet(() -> new JobInput.UnusableJob("ticket_missing"));
        });
    }

    void begin(PipelineTicket ticket, Instant started) {
        try {
            history.begin(ticket, started);
            LOG.info("Enhancement history recorded: pending");
        } catch (NestedRuntimeException e) {
            LOG.error("Failed to create enhancement history: {}", e.getMessage());
        }
    }

    /** An unknown answer is no reason to stop: the ticket itself is searched before it is written. */
    boolean isMine(ClaimedJob job, String worker) {
        try {
            return jobs.isMine(job.jobId(), worker);
        } catch (NestedRuntimeException e) {
            LOG.error("Cannot tell whose job this is: {}", e.getMessage());
            return true;
        }
    }

    /**
     * Records the outcome, with retries. When the database stays unavailable, the job runs once more after its lease
     * and finds its text in the ticket.
     *
     * @return completed, failed, unrecorded; or lost when another worker has the job by now, whose record counts
     */
    String settle(ClaimedJob job, String worker, AttemptOutcome outcome, Duration took) {
        Duration pause = FIRST_PAUSE;
        for (int tries = 1; ; tries++) {
            try {
                String status = scope.in(job.tenantId(), () -> settled(job, worker, outcome, took));
                LOG.info("Enhancement history recorded: {}", status);
                return status;
            } catch (NestedRuntimeException e) {
                LOG.error("Failed to record the end of an enhancement: {}", e.getMessage());
                if (tries >= memory.settings().settleTries()
                        || Thread.currentThread().isInterrupted()) {
                    return "unrecorded";
                }
                LockSupport.parkNanos(pause.toNanos());
                pause = pause.multipliedBy(2);
            }
        }
    }

    private String settled(ClaimedJob job, String worker, AttemptOutcome outcome, Duration took) {
        return switch (outcome) {
            case AttemptOutcome.Done() -> {
                if (!jobs.done(job.jobId(), worker)) {
                    yield LOST;
                }
                history.completed(job.correlationId(), took);
                yield "completed";
            }
            case AttemptOutcome.Retryable(String code, String reason) ->
                failed(again(job, worker, code), job, reason, took);
            case AttemptOutcome.Permanent(String code, String reason) ->
                failed(jobs.dead(job.jobId(), worker, code), job, reason, took);
            case AttemptOutcome.LeaseLost() -> LOST;
        };
    }

    private String failed(boolean mine, ClaimedJob job, String reason, Duration took) {
        if (!mine) {
            return LOST;
        }
        history.failed(job.correlationId(), reason, took);
        return "failed";
    }

    private boolean again(ClaimedJob job, String worker, String code) {
        WorkerSettings settings = memory.settings();
        if (job.attempt() >= settings.attempts()) {
            return jobs.dead(job.jobId(), worker, code);
        }
        Instant due = memory.clock().instant().plus(settings.pauseAfter(job.attempt()));
        return jobs.again(job.jobId(), worker, due, code);
    }
}
