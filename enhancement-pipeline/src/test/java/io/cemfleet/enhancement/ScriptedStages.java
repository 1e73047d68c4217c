package io.cemfleet.enhancement;

import io.cemfleet.enhancement.pipeline.Context;
import io.cemfleet.enhancement.pipeline.ContextStage;
import io.cemfleet.enhancement.pipeline.Deadline;
import io.cemfleet.enhancement.pipeline.Enhancement;
import io.cemfleet.enhancement.pipeline.NodeError;
import io.cemfleet.enhancement.pipeline.SimilarTicket;
import io.cemfleet.enhancement.pipeline.SynthesisStage;
import io.cemfleet.enhancement.pipeline.TenantProfile;
import io.cemfleet.enhancement.pipeline.Ticket;
import io.cemfleet.enhancement.pipeline.UpdateOutcome;
import io.cemfleet.enhancement.pipeline.UpdateStage;
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

/** Stages that do what a test says for a ticket, and otherwise succeed at once; they remember who asked. */
public final class ScriptedStages implements ContextStage, SynthesisStage, UpdateStage {
    public static final String TEXT = "### Similar Tickets\n- **TKT-11111**: slow server [TKT-11111]";

    private final Map<String, Real> realByTenant = new ConcurrentHashMap<>();
    private final Map<String, Function<Ticket, Context>> contexts = new ConcurrentHashMap<>();
    private final Map<String, BiFunction<Context, Deadline, Enhancement>> syntheses = new ConcurrentHashMap<>();
    private final Map<String, Supplier<UpdateOutcome>> updates = new ConcurrentHashMap<>();

    /** What came to the service desk, and what went to the model, in order. */
    public final List<String> written = new CopyOnWriteArrayList<>();

    public final List<Ticket> synthesised = new CopyOnWriteArrayList<>();

    private record Real(ContextStage context, SynthesisStage synthesis, UpdateStage update) {}

    /** Tickets of this tenant go through these stages, not through a script. */
    public void real(String tenantId, ContextStage context, SynthesisStage synthesis, UpdateStage update) {
        realByTenant.put(tenantId, new Real(context, synthesis, update));
    }

    public void onContext(String ticketId, Function<Ticket, Context> does) {
        contexts.put(ticketId, does);
    }

    public void onSynthesis(String ticketId, BiFunction<Context, Deadline, Enhancement> does) {
        syntheses.put(ticketId, does);
    }

    public void onUpdate(String ticketId, Supplier<UpdateOutcome> does) {
        updates.put(ticketId, does);
    }

    public static Context context(NodeError... errors) {
        return new Context(
                List.of(new SimilarTicket("TKT-11111", "slow server", "it was slow", 2.5, "restarted")),
                List.of(),
                List.of(),
                List.of(),
                List.of(errors),
                4 - errors.length,
                errors.length);
    }

    public static Enhancement byAi() {
        return new Enhancement(TEXT, true, "openrouter", "openai/gpt-4.1-mini", 900, 120, new BigDecimal("0.0012"));
    }

    public static Enhancement withoutAi() {
        return new Enhancement("## Enhancement Context (Generated Without AI)", false, null, null, 0, 0, null);
    }

    @Override
    public Context gather(TenantProfile tenant, Ticket ticket, Deadline deadline) {
        Real real = realByTenant.get(tenant.tenantId());
        if (real != null) {
            return real.context().gather(tenant, ticket, deadline);
        }
        return contexts.getOrDefault(ticket.ticketId(), t -> context()).apply(ticket);
    }

    @Override
    public Enhancement synthesise(TenantProfile tenant, Ticket ticket, Context context, Deadline deadline) {
        synthesised.add(ticket);
        Real real = realByTenant.get(tenant.tenantId());
        if (real != null) {
            return real.synthesis().synthesise(tenant, ticket, context, deadline);
        }
        return syntheses.getOrDefault(ticket.ticketId(), (c, d) -> byAi()).apply(context, deadline);
    }

    @Override
    public UpdateOutcome update(TenantProfile tenant, Ticket ticket, Enhancement enhancement, Deadline deadline) {
        Real real = realByTenant.get(tenant.tenantId());
        if (real != null) {
            return real.update().update(tenant, ticket, enhancement, deadline);
        }
        UpdateOutcome outcome = updates.getOrDefault(ticket.ticketId(), UpdateOutcome.Written::new)
                .get();
        if (outcome instanceof UpdateOutcome.Written) {
            written.add(ticket.ticketId() + '|' + ticket.correlationId() + '|' + enhancement.markdown());
        }
        return outcome;
    }

    /** Waits like something that hangs; a cancelled stage is let go. */
    public static void hang(Duration time) {
        try {
            boolean unused = new CountDownLatch(1).await(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("cancelled", e);
        }
    }
}
