package io.cemfleet.enhancement.job;

import io.cemfleet.enhancement.history.EnhancementHistory;
import io.cemfleet.enhancement.stage.PipelineTicket;
import io.cemfleet.enhancement.tenant.TenantScope;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedRuntimeException;
import org.springframework.stereotype.Component;

/** Records an attempt in its job and in the history: its begin and its outcome. */
@Component
class AttemptRecorder {
    private static final Logger LOG = LoggerFactory.getLogger(AttemptRecorder.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final String LOST = "lost";
    private static final String FAILED = "failed";

    private final JobLeases leases;
    private final EnhancementHistory history;
    private final TenantScope scope;
    private final AttemptSettings settings;
    private final Clock clock;

    AttemptRecorder(
            JobLeases leases, EnhancementHistory history, TenantScope scope, AttemptSettings settings, Clock clock) {
        this.leases = leases;
        this.history = history;
        this.scope = scope;
        this.settings = settings;
        this.clock = clock;
    }

    /** Whether the job has used up its attempts without an outcome of the last one: its worker died each time. */
    boolean isExhausted(ClaimedJob job) {
        return job.attempt() > settings.attempts();
    }

    void begin(PipelineTicket ticket, Instant started) {
        try {
            history.begin(ticket, started);
            LOG.info("Enhancement history recorded: pending");
        } catch (NestedRuntimeException e) {
            LOG.error("Failed to create enhancement history: {}", e.getMessage());
        }
    }

    /**
     * Whether its worker still holds the job. An unknown answer is no reason to stop: the ticket itself is searched
     * before it is written.
     */
    boolean isStillHeld(ClaimedJob job) {
        try {
            return leases.isHeld(job);
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
    String settle(ClaimedJob job, AttemptOutcome outcome, Duration took) {
        Duration pause = FIRST_PAUSE;
        for (int tries = 1; ; tries++) {
            try {
                String status = scope.in(job.tenantId(), () -> record(job, outcome, took));
                LOG.info("Enhancement history recorded: {}", status);
                return status;
            } catch (NestedRuntimeException e) {
                LOG.error("Failed to record the end of an enhancement: {}", e.getMessage());
                if (tries >= settings.settleTries() || Thread.currentThread().isInterrupted()) {
                    return "unrecorded";
                }
                LockSupport.parkNanos(pause.toNanos());
                pause = pause.multipliedBy(2);
            }
        }
    }

    private String record(ClaimedJob job, AttemptOutcome outcome, Duration took) {
        return switch (outcome) {
            case AttemptOutcome.Done() -> {
                if (!leases.complete(job)) {
                    yield LOST;
                }
                history.completed(job.correlationId(), took);
                yield "completed";
            }
            case AttemptOutcome.Retryable(String code, String reason) -> {
                if (!postponeOrBury(job, code)) {
                    yield LOST;
                }
                history.failed(job.correlationId(), reason, took);
                yield FAILED;
            }
            case AttemptOutcome.Permanent(String code, String reason) -> {
                if (!leases.bury(job, code)) {
                    yield LOST;
                }
                history.failed(job.correlationId(), reason, took);
                yield FAILED;
            }
            case AttemptOutcome.LeaseLost() -> LOST;
        };
    }

    private boolean postponeOrBury(ClaimedJob job, String code) {
        return job.attempt() >= settings.attempts()
                ? leases.bury(job, code)
                : leases.postpone(job, clock.instant().plus(settings.pauseAfter(job.attempt())), code);
    }
}
