package io.cemfleet.enhancement.synthesis;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The settings of OpenRouter.
 *
 * @param url the base of its API, to which {@code chat/completions} is added
 * @param apiKey blank: no model is called, and the text is the one without AI
 * @param timeout of one model's answer
 * @param dataCollection {@code deny} leaves out providers that keep prompts
 * @param tokensPerWord tokens for each word of the answer, for the model's limit
 */
@Validated
@ConfigurationProperties("cem.enhancement.openrouter")
public record OpenRouterSettings(
        @DefaultValue("https://openrouter.ai/api/v1") @NotNull URI url,
        @DefaultValue("") String apiKey,
        @DefaultValue("30s") Duration timeout,
        @DefaultValue("deny") String dataCollection,
        @DefaultValue("3") @Min(1) int tokensPerWord) {

    @Override
    public String toString() {
        return "ModelSettings[" + url + ", key ***]";
    }
}
