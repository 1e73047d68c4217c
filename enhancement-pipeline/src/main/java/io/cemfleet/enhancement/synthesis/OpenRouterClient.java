package io.cemfleet.enhancement.synthesis;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.JsonField;
import com.openai.core.JsonValue;
import com.openai.core.RequestOptions;
import com.openai.errors.OpenAIException;
import com.openai.errors.OpenAIIoException;
import com.openai.errors.OpenAIServiceException;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.completions.CompletionUsage;
import io.cemfleet.runtime.input.SafeText;
import io.cemfleet.runtime.tls.TlsHttpClients;
import jakarta.annotation.PreDestroy;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.stereotype.Component;

/**
 * Calls a model through OpenRouter, once: the chain of models is the retry. An error may arrive inside a 200, in place
 * of the choices or as the finish reason of one.
 */
@Component
class OpenRouterClient {
    private static final Logger LOG = LoggerFactory.getLogger(OpenRouterClient.class);
    private static final String TITLE = "CEM Fleet";
    private static final int CHARACTERS_PER_TOKEN = 4;
    private static final int IDLE_CONNECTIONS = 64;
    /** The length that the history stores. */
    private static final int MODEL_NAME = 100;

    private final OpenRouterSettings settings;
    private final OpenAIClient client;

    OpenRouterClient(OpenRouterSettings settings, TlsHttpClients tls) {
        this.settings = settings;
        OpenAIOkHttpClient.Builder builder = OpenAIOkHttpClient.builder()
                .baseUrl(settings.url().toString())
                .apiKey(settings.apiKey().isBlank() ? "none" : settings.apiKey())
                .maxRetries(0)
                .followRedirects(false)
                .maxIdleConnections(IDLE_CONNECTIONS)
                .keepAliveDuration(Duration.ofMinutes(5))
                .addInterceptor(new ResponseSizeInterceptor())
                .timeout(settings.timeout());
        tls.bundle("openrouter").ifPresent(bundle -> trust(builder, bundle));
        this.client = builder.build();
    }

    private static void trust(OpenAIOkHttpClient.Builder builder, SslBundle bundle) {
        builder.sslSocketFactory(bundle.createSslContext().getSocketFactory());
        Arrays.stream(bundle.getManagers().getTrustManagers())
                .filter(X509TrustManager.class::isInstance)
                .findFirst()
                .ifPresent(manager -> builder.trustManager((X509TrustManager) manager));
    }

    /** @param correlationId sent in a header */
    record ChatRequest(String model, ModelPrompt prompt, double temperature, int maxTokens, UUID correlationId) {}

    ModelResponse complete(ChatRequest question, Duration timeLeft) {
        Duration timeout = timeLeft.compareTo(settings.timeout()) < 0 ? timeLeft : settings.timeout();
        if (!timeout.isPositive()) {
            return new ModelResponse.Failed("no time left", null, false);
        }
        LOG.atInfo().addKeyValue("model", question.model()).log("OpenRouter API request");
        try {
            ChatCompletion answer = client.chat()
                    .completions()
                    .create(
                            parameters(question),
                            RequestOptions.builder().timeout(timeout).build());
            return read(answer, question);
        } catch (OpenAIServiceException e) {
            // 401, 402: the key or the credit, which all models share.
            return new ModelResponse.Failed(
                    "OpenRouter answers " + e.statusCode(), null, e.statusCode() != 401 && e.statusCode() != 402);
        } catch (OpenAIIoException e) {
            return new ModelResponse.Failed("OpenRouter does not answer", null, true);
        } catch (OpenAIException e) {
            return new ModelResponse.Failed("the answer cannot be read", null, true);
        }
    }

    private ChatCompletionCreateParams parameters(ChatRequest question) {
        return ChatCompletionCreateParams.builder()
                .model(question.model())
                .addSystemMessage(question.prompt().rules())
                .addUserMessage(question.prompt().material())
                .temperature(question.temperature())
                .putAdditionalBodyProperty("max_tokens", JsonValue.from(question.maxTokens()))
                .putAdditionalBodyProperty(
                        "provider", JsonValue.from(Map.of("data_collection", settings.dataCollection())))
                .putAdditionalBodyProperty("reasoning", JsonValue.from(Map.of("exclude", true)))
                .putAdditionalHeader("X-Title", TITLE)
                .putAdditionalHeader(
                        "X-Correlation-ID", question.correlationId().toString())
                .build();
    }

    private static ModelResponse read(ChatCompletion answer, ChatRequest question) {
        ModelResponse.@Nullable Usage reported = usage(answer);
        JsonValue error = answer._allProperties().get("error");
        if (error != null && !error.isNull()) {
            Integer code = code(error);
            return new ModelResponse.Failed(
                    "OpenRouter answers 200 with error " + (code == null ? "without a code" : code),
                    reported,
                    code == null || (code != 401 && code != 402));
        }
        var choice =
                answer._choices().asKnown().flatMap(choices -> choices.stream().findFirst());
        String finish = choice.flatMap(first -> first._finishReason().asKnown())
                .map(Object::toString)
                .orElse("");
        String text = choice.flatMap(first -> first._message().asKnown())
                .flatMap(message -> message._content().asKnown())
                .orElse("");
        if (text.isBlank() || finish.equals("error") || finish.equals("content_filter")) {
            return new ModelResponse.Failed("the model gave no text", reported, true);
        }
        String model = known(answer._model()).filter(name -> !name.isBlank()).orElse(question.model());
        return new ModelResponse.Text(
                text,
                SafeText.cut(SafeText.clean(model), MODEL_NAME),
                reported == null ? guessed(question, text) : reported);
    }

    private static ModelResponse.@Nullable Usage usage(ChatCompletion answer) {
        Optional<CompletionUsage> usage = known(answer._usage());
        return usage.map(reported -> new ModelResponse.Usage(
                        count(reported._promptTokens()),
                        count(reported._completionTokens()),
                        cost(reported._allProperties().get("cost"))))
                .orElse(null);
    }

    /** Estimates the usage where the provider reports none. */
    private static ModelResponse.Usage guessed(ChatRequest question, String text) {
        int promptLength = question.prompt().rules().length()
                + question.prompt().material().length();
        return new ModelResponse.Usage(promptLength / CHARACTERS_PER_TOKEN, text.length() / CHARACTERS_PER_TOKEN, null);
    }

    private static int count(JsonField<Long> tokens) {
        return (int) Math.clamp(known(tokens).orElse(0L), 0L, Integer.MAX_VALUE / 2);
    }

    private static @Nullable BigDecimal cost(@Nullable JsonValue cost) {
        if (cost == null || cost.isMissing() || cost.isNull()) {
            return null;
        }
        try {
            return cost.convert(BigDecimal.class);
        } catch (RuntimeException e) {
            return null;
        }
    }

    private static @Nullable Integer code(JsonValue error) {
        try {
            Map<?, ?> members = error.convert(Map.class);
            Object code = members == null ? null : members.get("code");
            return code instanceof Number number ? number.intValue() : null;
        } catch (RuntimeException e) {
            return null;
        }
    }

    private static <T> Optional<T> known(JsonField<T> field) {
        return field.asKnown();
    }

    @PreDestroy
    void close() {
        client.close();
    }
}
