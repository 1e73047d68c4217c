package io.cemfleet.enhancement.synthesis;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** The result of a model call. */
sealed interface ModelResponse {

    /** @param model the one that answered, which a router may have chosen */
    record Text(String text, String model, Usage usage) implements ModelResponse {}

    /**
     * @param usage the usage all the same, null when none is known
     * @param anotherMayHelp false where every model would be refused alike: the key, the credit
     */
    record Failed(String reason, @Nullable Usage usage, boolean anotherMayHelp) implements ModelResponse {}

    /** @param costUsd null when the provider did not say */
    record Usage(int promptTokens, int completionTokens, @Nullable BigDecimal costUsd) {

        int tokens() {
            return promptTokens + completionTokens;
        }
    }
}
