package io.cemfleet.enhancement.stage;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * The text for a ticket.
 *
 * @param byAi false for the text without AI, which has neither provider nor model
 * @param costUsd what the model's provider charged, null when it did not say
 */
public record EnhancementText(
        String markdown,
        boolean byAi,
        @Nullable String provider,
        @Nullable String model,
        int promptTokens,
        int completionTokens,
        @Nullable BigDecimal costUsd) {}
