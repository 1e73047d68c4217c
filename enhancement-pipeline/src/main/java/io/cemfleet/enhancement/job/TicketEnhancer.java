package io.cemfleet.enhancement.job;

import io.cemfleet.enhancement.pipeline.ContextStage;
import io.cemfleet.enhancement.pipeline.EnhancementText;
import io.cemfleet.enhancement.pipeline.PipelineTicket;
import io.cemfleet.enhancement.pipeline.SourceError;
import io.cemfleet.enhancement.pipeline.StageDeadline;
import io.cemfleet.enhancement.pipeline.SynthesisStage;
import io.cemfleet.enhancement.pipeline.TenantProfile;
import io.cemfleet.enhancement.pipeline.TicketContext;
import io.cemfleet.enhancement.pipeline.TicketUpdateOutcome;
import io.cemfleet.enhancement.pipeline.UpdateStage;
import java.time.Clock;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * One attempt of one job: context, synthesis, update. An unavailable database stops only the record; the ticket itself
 * shows whether it was written already.
 */
@Component
class TicketEnhancer {
    private static final Logger LOG = LoggerFactory.getLogger(TicketEnhancer.class);
    private static final String HARD_LIMIT = "hard_limit";
    private static final Duration GRACE = Duration.ofMillis(500);
    private static final Duration WITHOUT_AI = Duration.ofSeconds(5);

    private final ContextStage context;
    private final SynthesisStage synthesis;
    private final UpdateStage update;
    private final StageRunner stages;
    private final AttemptCheckpoints memory;

    TicketEnhancer(
            ContextStage context,
            SynthesisStage synthesis,
            UpdateStage update,
            StageRunner stages,
            AttemptCheckpoints memory) {
        this.context = context;
        this.synthesis = synthesis;
        this.update = update;
        this.stages = stages;
        this.memory = memory;
    }

    AttemptOutcome enhance(AttemptRecorder.JobInput.ReadyJob work, BooleanSupplier stillMine) {
        TenantProfile tenant = work.tenant();
        PipelineTicket ticket = work.ticket();
        Clock clock = memory.clock();
        WorkerSettings limits = memory.settings();
        StageDeadline soft = new StageDeadline(clock.instant().plus(limits.softLimit()));
        StageDeadline hard = new StageDeadline(clock.instant().plus(limits.hardLimit()));
        try {
            EnhancementText text = work.kept().orElseGet(() -> made(tenant, ticket, soft));
            if (!stillMine.getAsBoolean()) {
                LOG.warn("Another worker has this job now");
                return new AttemptOutcome.LeaseLost();
            }
            Duration left = hard.remaining(clock);
            if (left.isZero()) {
                return new AttemptOutcome.Retryable(
                        HARD_LIMIT, "hard limit of " + limits.hardLimit().toSeconds() + " s");
            }
            return outcome(
                    stages.run("update", tenant.tenantId(), left, () -> update.update(tenant, ticket, text, hard)));
        } catch (StageRunner.StageTimeout e) {
            LOG.error("Cancelled at the hard limit: {}", e.getMessage());
            return new AttemptOutcome.Retryable(
                    HARD_LIMIT, "hard limit of " + limits.hardLimit().toSeconds() + " s: " + e.getMessage());
        } catch (RuntimeException e) {
            LOG.error("The attempt failed", e);
            return new AttemptOutcome.Retryable("attempt_failed", String.valueOf(e.getMessage()));
        }
    }

    private EnhancementText made(TenantProfile tenant, PipelineTicket ticket, StageDeadline soft) {
        TicketContext known = gathered(tenant, ticket, soft);
        EnhancementText text = written(tenant, ticket, known, soft);
        memory.keep(ticket, known, text);
        return text;
    }

    private TicketContext gathered(TenantProfile tenant, PipelineTicket ticket, StageDeadline soft) {
        Clock clock = memory.clock();
        StageDeadline deadline = soft.within(memory.settings().contextLimit(), clock);
        try {
            TicketContext found = stages.run(
                    "context",
                    tenant.tenantId(),
                    deadline.remaining(clock).plus(GRACE),
                    () -> context.gather(tenant, ticket, deadline));
            LOG.atInfo()
                    .addKeyValue("context_nodes", found.nodesSuccess())
                    .addKeyValue("context_nodes_failed", found.nodesFailed())
                    .log("Context gathered");
            return found;
        } catch (StageRunner.StageTimeout e) {
            LOG.warn("Context gathering timed out");
            return TicketContext.failed(new SourceError("context_gathering", "Timeout"));
        } catch (RuntimeException e) {
            LOG.error("Context gathering failed", e);
            return TicketContext.failed(new SourceError("context_gathering", "Failed"));
        }
    }

    private EnhancementText written(
            TenantProfile tenant, PipelineTicket ticket, TicketContext known, StageDeadline soft) {
        Clock clock = memory.clock();
        try {
            return stages.run(
                    "synthesis",
                    tenant.tenantId(),
                    soft.remaining(clock).plus(GRACE),
                    () -> synthesis.synthesise(tenant, ticket, known, soft));
        } catch (StageRunner.StageTimeout | RuntimeException e) {
            LOG.error("LLM synthesis failed: {}", e.getMessage());
            return withoutAi(tenant, ticket, known);
        }
    }

    /** A deadline that has passed leaves no time for a model. */
    private EnhancementText withoutAi(TenantProfile tenant, PipelineTicket ticket, TicketContext known) {
        StageDeadline passed = new StageDeadline(memory.clock().instant());
        try {
            return stages.run(
                    "fallback",
                    tenant.tenantId(),
                    WITHOUT_AI,
                    () -> synthesis.synthesise(tenant, ticket, known, passed));
        } catch (StageRunner.StageTimeout e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    private static AttemptOutcome outcome(TicketUpdateOutcome update) {
        return switch (update) {
            case TicketUpdateOutcome.Written() -> new AttemptOutcome.Done();
            case TicketUpdateOutcome.AlreadyThere() -> new AttemptOutcome.Done();
            case TicketUpdateOutcome.Refused(String code, String message) ->
                new AttemptOutcome.Permanent(code, code + ": " + message);
            case TicketUpdateOutcome.Unavailable(String reason) ->
                new AttemptOutcome.Retryable("servicedesk_unavailable", reason);
        };
    }
}
