package io.cemfleet.enhancement.synthesis;

import io.cemfleet.enhancement.pipeline.Context;
import io.cemfleet.enhancement.pipeline.Deadline;
import io.cemfleet.enhancement.pipeline.Enhancement;
import io.cemfleet.enhancement.pipeline.ModelBudget;
import io.cemfleet.enhancement.pipeline.SynthesisStage;
import io.cemfleet.enhancement.pipeline.TenantProfile;
import io.cemfleet.enhancement.pipeline.Ticket;
import io.cemfleet.enhancement.privacy.Masks;
import java.time.Clock;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Asks the tenant's models one after the other; the ticket itself is a source, so that a tenant without a history gets a
 * model's text too. None is asked without a key, or beyond the tenant's budget.
 */
@Component
class ModelSynthesis implements SynthesisStage {
    static final String PROVIDER = "openrouter";
    private static final Logger LOG = LoggerFactory.getLogger(ModelSynthesis.class);

    private final OpenRouter models;
    private final ModelSettings settings;
    private final ModelBudget budget;
    private final Clock clock;

    ModelSynthesis(OpenRouter models, ModelSettings settings, ModelBudget budget, Clock clock) {
        this.models = models;
        this.settings = settings;
        this.budget = budget;
        this.clock = clock;
    }

    @Override
    public Enhancement synthesise(TenantProfile tenant, Ticket ticket, Context context, Deadline deadline) {
        List<SourceText> sources = SourceText.of(ticket, context);
        Masks masks = new Masks();
        Prompt prompt = Prompt.of(ticket, sources, masks, tenant.preferences().maxWords());
        if (settings.apiKey().isBlank()) {
            return without(context, masks, "there is no key for OpenRouter");
        }
        int words = tenant.preferences().maxWords();
        BackedText backed = new BackedText(sources, words);
        for (String model : tenant.models()) {
            if (!budget.allows(tenant.tenantId())) {
                return without(context, masks, "the tenant's budget is used up");
            }
            var question = new OpenRouter.Question(
                    model,
                    prompt,
                    tenant.preferences().temperature(),
                    words * settings.tokensPerWord(),
                    ticket.correlationId());
            switch (models.ask(question, deadline.remaining(clock))) {
                case ModelAnswer.Text(String text, String answered, ModelAnswer.Usage usage) -> {
                    book(tenant, usage);
                    String kept = masks.restore(backed.of(text));
                    if (!kept.isBlank()) {
                        return new Enhancement(
                                kept,
                                true,
                                PROVIDER,
                                answered,
                                usage.promptTokens(),
                                usage.completionTokens(),
                                usage.costUsd());
                    }
                    LOG.warn("Model {} wrote nothing that a source backs", model);
                }
                case ModelAnswer.Failed failed -> {
                    LOG.warn("Model {} failed: {}", model, failed.reason());
                    if (failed.usage() != null) {
                        book(tenant, failed.usage());
                    }
                    if (!failed.anotherMayHelp() || Thread.currentThread().isInterrupted()) {
                        return without(context, masks, failed.reason());
                    }
                }
            }
        }
        return without(context, masks, "no model of the chain gave a text");
    }

    private void book(TenantProfile tenant, ModelAnswer.Usage usage) {
        LOG.debug("Model used {} tokens", usage.tokens());
        budget.spent(tenant.tenantId(), usage.tokens(), usage.costUsd());
    }

    private static Enhancement without(Context context, Masks masks, String reason) {
        LOG.warn("Text without AI: {}", reason);
        return new Enhancement(FallbackText.of(context, masks), false, null, null, 0, 0, null);
    }
}
