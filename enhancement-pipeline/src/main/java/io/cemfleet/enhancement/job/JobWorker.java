package io.cemfleet.enhancement.job;

import io.cemfleet.runtime.trace.TraceContext;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Makes one attempt at a claimed job, from its first record to its last. */
@Component
class JobWorker {
    private static final Logger LOG = LoggerFactory.getLogger(JobWorker.class);

    private final JobInputReader inputs;
    private final TicketEnhancer enhancer;
    private final AttemptRecorder records;
    private final MeterRegistry meters;
    private final Clock clock;

    JobWorker(
            JobInputReader inputs,
            TicketEnhancer enhancer,
            AttemptRecorder records,
            MeterRegistry meters,
            Clock clock) {
        this.inputs = inputs;
        this.enhancer = enhancer;
        this.records = records;
        this.meters = meters;
        this.clock = clock;
    }

    void work(ClaimedJob job) {
        try (var correlation = TraceContext.LoggingScope.put(
                        TraceContext.CORRELATION_ID, job.correlationId().toString());
                var tenant = TraceContext.LoggingScope.put("tenant_id", job.tenantId());
                var ticket = TraceContext.LoggingScope.put("ticket_id", job.ticketId());
                var trace = trace(job).open()) {
            Instant started = clock.instant();
            AttemptOutcome outcome = attempt(job, started);
            Duration took = Duration.between(started, clock.instant());
            String status = records.settle(job, outcome, took);
            meters.timer("enhancement.total", "tenant", job.tenantId(), "status", status)
                    .record(took);
            LOG.atInfo()
                    .addKeyValue("status", status)
                    .addKeyValue("processing_time_ms", took.toMillis())
                    .addKeyValue("attempt", job.attempt())
                    .log("Enhancement {}", status);
        }
    }

    private AttemptOutcome attempt(ClaimedJob job, Instant started) {
        if (records.isExhausted(job)) {
            return new AttemptOutcome.Permanent("attempts_used_up", "too many attempts, none of which came to an end");
        }
        return switch (inputs.read(job)) {
            case JobInput.Unreadable() -> new AttemptOutcome.Retryable("job_unreadable", "the job cannot be read");
            case JobInput.Unusable(String reason) -> new AttemptOutcome.Permanent(reason, reason);
            case JobInput.Ready input -> {
                LOG.info("Processing enhancement, attempt {}", job.attempt());
                records.begin(input.ticket(), started);
                yield enhancer.enhance(input, () -> records.isStillHeld(job));
            }
        };
    }

    private static TraceContext trace(ClaimedJob job) {
        return job.traceId().isEmpty() ? TraceContext.fresh() : new TraceContext(job.traceId());
    }
}
