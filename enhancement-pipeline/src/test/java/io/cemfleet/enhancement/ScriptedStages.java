package io.cemfleet.enhancement;

import io.cemfleet.enhancement.stage.ContextStage;
import io.cemfleet.enhancement.stage.EnhancementText;
import io.cemfleet.enhancement.stage.PipelineTicket;
import io.cemfleet.enhancement.stage.SimilarTicket;
import io.cemfleet.enhancement.stage.SourceError;
import io.cemfleet.enhancement.stage.StageDeadline;
import io.cemfleet.enhancement.stage.SynthesisStage;
import io.cemfleet.enhancement.stage.TenantProfile;
import io.cemfleet.enhancement.stage.TicketContext;
import io.cemfleet.enhancement.stage.TicketUpdateOutcome;
import io.cemfleet.enhancement.stage.UpdateStage;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;

/** Stages that do what a test says for a ticket, and otherwise succeed at once; they record their calls. */
public final class ScriptedStages implements ContextStage, SynthesisStage, UpdateStage {
    public static final String TEXT = "### Similar Tickets\n- **TKT-11111**: slow server [TKT-11111]";

    private final Map<String, RealStages> realByTenant = new ConcurrentHashMap<>();
    private final Map<String, Function<PipelineTicket, TicketContext>> contexts = new ConcurrentHashMap<>();
    private final Map<String, BiFunction<TicketContext, StageDeadline, EnhancementText>> syntheses =
            new ConcurrentHashMap<>();
    private final Map<String, Supplier<TicketUpdateOutcome>> updates = new ConcurrentHashMap<>();

    /** What was written to the service desk, and the tickets of which a text was written, in order. */
    public final List<String> written = new CopyOnWriteArrayList<>();

    public final List<PipelineTicket> synthesised = new CopyOnWriteArrayList<>();

    private record RealStages(ContextStage context, SynthesisStage synthesis, UpdateStage update) {}

    /** Tickets of this tenant go through these stages, not through a script. */
    public void real(String tenantId, ContextStage context, SynthesisStage synthesis, UpdateStage update) {
        realByTenant.put(tenantId, new RealStages(context, synthesis, update));
    }

    public void onContext(String ticketId, Function<PipelineTicket, TicketContext> does) {
        contexts.put(ticketId, does);
    }

    public void onSynthesis(String ticketId, BiFunction<TicketContext, StageDeadline, EnhancementText> does) {
        syntheses.put(ticketId, does);
    }

    public void onUpdate(String ticketId, Supplier<TicketUpdateOutcome> does) {
        updates.put(ticketId, does);
    }

    public static TicketContext context(SourceError... errors) {
        return new TicketContext(
                List.of(new SimilarTicket("TKT-11111", "slow server", "it was slow", 2.5, "restarted")),
                List.of(),
                List.of(),
                List.of(),
                List.of(errors),
                4 - errors.length,
                errors.length);
    }

    public static EnhancementText byAi() {
        return new EnhancementText(TEXT, true, "openrouter", "openai/gpt-4.1-mini", 900, 120, new BigDecimal("0.0012"));
    }

    public static EnhancementText withoutAi() {
        return new EnhancementText("## Enhancement Context (Generated Without AI)", false, null, null, 0, 0, null);
    }

    @Override
    public TicketContext gather(TenantProfile tenant, PipelineTicket ticket, StageDeadline deadline) {
        RealStages real = realByTenant.get(tenant.tenantId());
        if (real != null) {
            return real.context().gather(tenant, ticket, deadline);
        }
        return contexts.getOrDefault(ticket.ticketId(), t -> context()).apply(ticket);
    }

    @Override
    public EnhancementText synthesise(
            TenantProfile tenant, PipelineTicket ticket, TicketContext context, StageDeadline deadline) {
        synthesised.add(ticket);
        RealStages real = realByTenant.get(tenant.tenantId());
        if (real != null) {
            return real.synthesis().synthesise(tenant, ticket, context, deadline);
        }
        return syntheses.getOrDefault(ticket.ticketId(), (c, d) -> byAi()).apply(context, deadline);
    }

    @Override
    public TicketUpdateOutcome update(
            TenantProfile tenant, PipelineTicket ticket, EnhancementText enhancement, StageDeadline deadline) {
        RealStages real = realByTenant.get(tenant.tenantId());
        if (real != null) {
            return real.update().update(tenant, ticket, enhancement, deadline);
        }
        TicketUpdateOutcome outcome = updates.getOrDefault(ticket.ticketId(), TicketUpdateOutcome.Written::new)
                .get();
        if (outcome instanceof TicketUpdateOutcome.Written) {
            written.add(ticket.ticketId() + '|' + ticket.correlationId() + '|' + enhancement.markdown());
        }
        return outcome;
    }

    /** Hangs until the time is over or the stage is cancelled. */
    public static void hang(Duration time) {
        try {
            boolean unused = new CountDownLatch(1).await(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("cancelled", e);
        }
    }
}
