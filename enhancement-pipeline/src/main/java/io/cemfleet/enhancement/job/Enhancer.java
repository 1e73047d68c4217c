package io.cemfleet.enhancement.job;

import io.cemfleet.enhancement.pipeline.Context;
import io.cemfleet.enhancement.pipeline.ContextStage;
import io.cemfleet.enhancement.pipeline.Deadline;
import io.cemfleet.enhancement.pipeline.Enhancement;
import io.cemfleet.enhancement.pipeline.NodeError;
import io.cemfleet.enhancement.pipeline.SynthesisStage;
import io.cemfleet.enhancement.pipeline.TenantProfile;
import io.cemfleet.enhancement.pipeline.Ticket;
import io.cemfleet.enhancement.pipeline.UpdateOutcome;
import io.cemfleet.enhancement.pipeline.UpdateStage;
import java.time.Clock;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * One attempt of one job: context, synthesis, update. A database that is away stops nothing here but the record; the
 * ticket itself says whether it was written already.
 */
@Component
class Enhancer {
    private static final Logger LOG = LoggerFactory.getLogger(Enhancer.class);
    private static final String HARD_LIMIT = "hard_limit";
    private static final Duration GRACE = Duration.ofMillis(500);
    private static final Duration WITHOUT_AI = Duration.ofSeconds(5);

    private final ContextStage context;
    private final SynthesisStage synthesis;
    private final UpdateStage update;
    private final Stages stages;
    private final Memory memory;

    Enhancer(ContextStage context, SynthesisStage synthesis, UpdateStage update, Stages stages, Memory memory) {
        this.context = context;
        this.synthesis = synthesis;
        this.update = update;
        this.stages = stages;
        this.memory = memory;
    }

    Outcome enhance(Records.Loaded.Work work, BooleanSupplier stillMine) {
        TenantProfile tenant = work.tenant();
        Ticket ticket = work.ticket();
        Clock clock = memory.clock();
        WorkSettings limits = memory.settings();
        Deadline soft = new Deadline(clock.instant().plus(limits.softLimit()));
        Deadline hard = new Deadline(clock.instant().plus(limits.hardLimit()));
        try {
            Enhancement text = work.kept().orElseGet(() -> made(tenant, ticket, soft));
            if (!stillMine.getAsBoolean()) {
                LOG.warn("Another worker has this job now");
                return new Outcome.Lost();
            }
            Duration left = hard.remaining(clock);
            if (left.isZero()) {
                return new Outcome.Again(
                        HARD_LIMIT, "hard limit of " + limits.hardLimit().toSeconds() + " s");
            }
            return outcome(
                    stages.run("update", tenant.tenantId(), left, () -> update.update(tenant, ticket, text, hard)));
        } catch (Stages.StageTimeout e) {
            LOG.error("Cancelled at the hard limit: {}", e.getMessage());
            return new Outcome.Again(
                    HARD_LIMIT, "hard limit of " + limits.hardLimit().toSeconds() + " s: " + e.getMessage());
        } catch (RuntimeException e) {
            LOG.error("The attempt failed", e);
            return new Outcome.Again("attempt_failed", String.valueOf(e.getMessage()));
        }
    }

    private Enhancement made(TenantProfile tenant, Ticket ticket, Deadline soft) {
        Context known = gathered(tenant, ticket, soft);
        Enhancement text = written(tenant, ticket, known, soft);
        memory.keep(ticket, known, text);
        return text;
    }

    private Context gathered(TenantProfile tenant, Ticket ticket, Deadline soft) {
        Clock clock = memory.clock();
        Deadline deadline = soft.within(memory.settings().contextLimit(), clock);
        try {
            Context found = stages.run(
                    "context",
                    tenant.tenantId(),
                    deadline.remaining(clock).plus(GRACE),
                    () -> context.gather(tenant, ticket, deadline));
            LOG.atInfo()
                    .addKeyValue("context_nodes", found.nodesSuccess())
                    .addKeyValue("context_nodes_failed", found.nodesFailed())
                    .log("Context gathered");
            return found;
        } catch (Stages.StageTimeout e) {
            LOG.warn("Context gathering timed out");
            return Context.failed(new NodeError("context_gathering", "Timeout"));
        } catch (RuntimeException e) {
            LOG.error("Context gathering failed", e);
            return Context.failed(new NodeError("context_gathering", "Failed"));
        }
    }

    private Enhancement written(TenantProfile tenant, Ticket ticket, Context known, Deadline soft) {
        Clock clock = memory.clock();
        try {
            return stages.run(
                    "synthesis",
                    tenant.tenantId(),
                    soft.remaining(clock).plus(GRACE),
                    () -> synthesis.synthesise(tenant, ticket, known, soft));
        } catch (Stages.StageTimeout | RuntimeException e) {
            LOG.error("LLM synthesis failed: {}", e.getMessage());
            return withoutAi(tenant, ticket, known);
        }
    }

    /** A deadline that has passed leaves no time for a model. */
    private Enhancement withoutAi(TenantProfile tenant, Ticket ticket, Context known) {
        Deadline passed = new Deadline(memory.clock().instant());
        try {
            return stages.run(
                    "fallback",
                    tenant.tenantId(),
                    WITHOUT_AI,
                    () -> synthesis.synthesise(tenant, ticket, known, passed));
        } catch (Stages.StageTimeout e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    private static Outcome outcome(UpdateOutcome update) {
        return switch (update) {
            case UpdateOutcome.Written() -> new Outcome.Done();
            case UpdateOutcome.AlreadyThere() -> new Outcome.Done();
            case UpdateOutcome.Refused(String code, String message) -> new Outcome.Dead(code, code + ": " + message);
            case UpdateOutcome.Unavailable(String reason) -> new Outcome.Again("servicedesk_unavailable", reason);
        };
    }
}
