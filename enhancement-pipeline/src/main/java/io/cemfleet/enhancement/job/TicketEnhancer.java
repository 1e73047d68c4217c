package io.cemfleet.enhancement.job;

import io.cemfleet.enhancement.history.EnhancementResultStore;
import io.cemfleet.enhancement.stage.ContextStage;
import io.cemfleet.enhancement.stage.EnhancementText;
import io.cemfleet.enhancement.stage.PipelineTicket;
import io.cemfleet.enhancement.stage.SourceError;
import io.cemfleet.enhancement.stage.StageDeadline;
import io.cemfleet.enhancement.stage.SynthesisStage;
import io.cemfleet.enhancement.stage.TenantProfile;
import io.cemfleet.enhancement.stage.TicketContext;
import io.cemfleet.enhancement.stage.TicketUpdateOutcome;
import io.cemfleet.enhancement.stage.UpdateStage;
import java.time.Clock;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedRuntimeException;
import org.springframework.stereotype.Component;

/**
 * Enhances a ticket: gathers its context, writes a text, updates the ticket, each within its limit. A context or a model
 * that fails makes the text poorer; only the update can fail the attempt. The text is stored before it is written into
 * the ticket; an unavailable database stops only that.
 */
@Component
class TicketEnhancer {
    private static final Logger LOG = LoggerFactory.getLogger(TicketEnhancer.class);
    private static final Duration GRACE = Duration.ofMillis(500);
    private static final Duration WITHOUT_AI = Duration.ofSeconds(5);

    private final ContextStage context;
    private final SynthesisStage synthesis;
    private final UpdateStage update;
    private final StageRunner stages;
    private final EnhancementResultStore results;
    private final AttemptSettings limits;
    private final Clock clock;

    TicketEnhancer(
            ContextStage context,
            SynthesisStage synthesis,
            UpdateStage update,
            StageRunner stages,
            EnhancementResultStore results,
            AttemptSettings limits,
            Clock clock) {
        this.context = context;
        this.synthesis = synthesis;
        this.update = update;
        this.stages = stages;
        this.results = results;
        this.limits = limits;
        this.clock = clock;
    }

    /** @param stillHeld whether the worker still has the job; queried right before the ticket is written */
    AttemptOutcome enhance(JobInput.Ready input, BooleanSupplier stillHeld) {
        StageDeadline soft = new StageDeadline(clock.instant().plus(limits.softLimit()));
        StageDeadline hard = new StageDeadline(clock.instant().plus(limits.hardLimit()));
        try {
            EnhancementText text = input.text().orElseGet(() -> makeText(input.tenant(), input.ticket(), soft));
            if (!stillHeld.getAsBoolean()) {
                LOG.warn("Another worker has this job now");
                return new AttemptOutcome.LeaseLost();
            }
            Duration left = hard.remaining(clock);
            if (left.isZero()) {
                return hardLimit("");
            }
            return outcome(stages.run(
                    "update",
                    input.tenant().tenantId(),
                    left,
                    () -> update.update(input.tenant(), input.ticket(), text, hard)));
        } catch (StageRunner.StageTimeout e) {
            LOG.error("Cancelled at the hard limit: {}", e.getMessage());
            return hardLimit(": " + e.getMessage());
        } catch (RuntimeException e) {
            LOG.error("The attempt failed", e);
            return new AttemptOutcome.Retryable("attempt_failed", String.valueOf(e.getMessage()));
        }
    }

    private EnhancementText makeText(TenantProfile tenant, PipelineTicket ticket, StageDeadline soft) {
        TicketContext found = gatherContext(tenant, ticket, soft);
        EnhancementText text = writeText(tenant, ticket, found, soft);
        try {
            results.keep(ticket, found, text);
        } catch (NestedRuntimeException e) {
            LOG.error("The text could not be kept, the ticket gets it all the same: {}", e.getMessage());
        }
        return text;
    }

    private TicketContext gatherContext(TenantProfile tenant, PipelineTicket ticket, StageDeadline soft) {
        StageDeadline deadline = soft.within(limits.contextLimit(), clock);
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

    private EnhancementText writeText(
            TenantProfile tenant, PipelineTicket ticket, TicketContext found, StageDeadline soft) {
        try {
            return stages.run(
                    "synthesis",
                    tenant.tenantId(),
                    soft.remaining(clock).plus(GRACE),
                    () -> synthesis.synthesise(tenant, ticket, found, soft));
        } catch (StageRunner.StageTimeout | RuntimeException e) {
            LOG.error("LLM synthesis failed: {}", e.getMessage());
            return writeWithoutModel(tenant, ticket, found);
        }
    }

    /** A deadline that has passed leaves no time for a model. */
    private EnhancementText writeWithoutModel(TenantProfile tenant, PipelineTicket ticket, TicketContext found) {
        StageDeadline passed = new StageDeadline(clock.instant());
        try {
            return stages.run(
                    "fallback",
                    tenant.tenantId(),
                    WITHOUT_AI,
                    () -> synthesis.synthesise(tenant, ticket, found, passed));
        } catch (StageRunner.StageTimeout e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    private AttemptOutcome hardLimit(String detail) {
        return new AttemptOutcome.Retryable(
                "hard_limit", "hard limit of " + limits.hardLimit().toSeconds() + " s" + detail);
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
