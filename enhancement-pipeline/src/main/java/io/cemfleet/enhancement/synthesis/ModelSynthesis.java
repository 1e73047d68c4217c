package io.cemfleet.enhancement.synthesis;

import io.cemfleet.enhancement.privacy.PersonalDataMasker;
import io.cemfleet.enhancement.stage.EnhancementText;
import io.cemfleet.enhancement.stage.ModelBudget;
import io.cemfleet.enhancement.stage.PipelineTicket;
import io.cemfleet.enhancement.stage.StageDeadline;
import io.cemfleet.enhancement.stage.SynthesisStage;
import io.cemfleet.enhancement.stage.TenantProfile;
import io.cemfleet.enhancement.stage.TicketContext;
import java.time.Clock;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Calls the tenant's models one after the other until one answers; the ticket itself is a source, so that a tenant
 * without a history gets a model's text too. No model is called without a key, or beyond the tenant's budget.
 */
@Component
class ModelSynthesis implements SynthesisStage {
    static final String PROVIDER = "openrouter";
    private static final Logger LOG = LoggerFactory.getLogger(ModelSynthesis.class);

    private final OpenRouterClient models;
    private final OpenRouterSettings settings;
    private final ModelBudget budget;
    private final Clock clock;

    ModelSynthesis(OpenRouterClient models, OpenRouterSettings settings, ModelBudget budget, Clock clock) {
        this.models = models;
        this.settings = settings;
        this.budget = budget;
        this.clock = clock;
    }

    @Override
    public EnhancementText synthesise(
            TenantProfile tenant, PipelineTicket ticket, TicketContext context, StageDeadline deadline) {
        List<PromptSource> sources = PromptSource.of(ticket, context);
        PersonalDataMasker masks = new PersonalDataMasker();
        ModelPrompt prompt =
                ModelPrompt.of(ticket, sources, masks, tenant.preferences().maxWords());
        if (settings.apiKey().isBlank()) {
            return without(context, masks, "there is no key for OpenRouter");
        }
        int words = tenant.preferences().maxWords();
        CitationFilter backed = new CitationFilter(sources, words);
        for (String model : tenant.models()) {
            if (!budget.allows(tenant.tenantId())) {
                return without(context, masks, "the tenant's budget is used up");
            }
            var question = new OpenRouterClient.ChatRequest(
                    model,
                    prompt,
                    tenant.preferences().temperature(),
                    words * settings.tokensPerWord(),
                    ticket.correlationId());
            switch (models.complete(question, deadline.remaining(clock))) {
                case ModelResponse.Text(String text, String answered, ModelResponse.Usage usage) -> {
                    book(tenant, usage);
                    String kept = masks.restore(backed.of(text));
                    if (!kept.isBlank()) {
                        return new EnhancementText(
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
                case ModelResponse.Failed failed -> {
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

    private void book(TenantProfile tenant, ModelResponse.Usage usage) {
        LOG.debug("Model used {} tokens", usage.tokens());
        budget.spent(tenant.tenantId(), usage.tokens(), usage.costUsd());
    }

    private static EnhancementText without(TicketContext context, PersonalDataMasker masks, String reason) {
        LOG.warn("Text without AI: {}", reason);
        return new EnhancementText(FallbackRenderer.of(context, masks), false, null, null, 0, 0, null);
    }
}
