package io.cemfleet.lab.openrouter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.UUID;

/** Answers of {@code chat/completions} in OpenRouter's form. A token is counted as four characters. */
final class CompletionAnswer {
    private static final int CHARACTERS_A_TOKEN = 4;
    private static final String PROVIDER = "Lab";

    private final ModelCatalogue.Model model;
    private final String prompt;
    private final Clock clock;

    CompletionAnswer(ModelCatalogue.Model model, String prompt, Clock clock) {
        this.model = model;
        this.prompt = prompt;
        this.clock = clock;
    }

    /** @param maxTokens length at which the text is cut; 0: no limit */
    ObjectNode text(String text, int maxTokens) {
        boolean cut = maxTokens > 0 && tokens(text) > maxTokens;
        String given = cut ? text.substring(0, maxTokens * CHARACTERS_A_TOKEN) : text;
        ObjectNode body = begun();
        ObjectNode choice = body.putArray("choices").addObject();
        choice.put("index", 0)
                .put("finish_reason", cut ? "length" : "stop")
                .put("native_finish_reason", cut ? "length" : "stop");
        choice.putObject("message").put("role", "assistant").put("content", given);
        usage(body, tokens(given));
        return body;
    }

    /** A failure during generation; the tokens generated so far are billed. */
    ObjectNode broken() {
        ObjectNode body = begun();
        body.putArray("choices");
        body.setAll(error(502, "Provider disconnected"));
        usage(body, 0);
        return body;
    }

    static ObjectNode error(int code, String message) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        ObjectNode error = body.putObject("error").put("code", code).put("message", message);
        error.putObject("metadata").put("provider_name", PROVIDER);
        return body;
    }

    private ObjectNode begun() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("id", "gen-" + UUID.randomUUID())
                .put("provider", PROVIDER)
                .put("model", model.id())
                .put("object", "chat.completion")
                .put("created", clock.instant().getEpochSecond());
    }

    private void usage(ObjectNode body, int completion) {
        int asked = tokens(prompt);
        BigDecimal cost = model.cost(asked, completion);
        ObjectNode usage = body.putObject("usage");
        usage.put("prompt_tokens", asked)
                .put("completion_tokens", completion)
                .put("total_tokens", asked + completion)
                .put("cost", cost);
        usage.putObject("cost_details").put("upstream_inference_cost", cost);
        usage.putObject("prompt_tokens_details").put("cached_tokens", 0);
        usage.putObject("completion_tokens_details").put("reasoning_tokens", 0);
    }

    static int tokens(String text) {
        return (text.length() + CHARACTERS_A_TOKEN - 1) / CHARACTERS_A_TOKEN;
    }

    /** The texts of all messages of a role; content is a text or a list of parts. */
    static String said(JsonNode messages, boolean bySystem) {
        StringBuilder text = new StringBuilder();
        for (JsonNode message : messages) {
            String role = message.path("role").asText();
            if (bySystem == (role.equals("system") || role.equals("developer"))) {
                JsonNode content = message.path("content");
                if (content.isTextual()) {
                    text.append(content.asText()).append('\n');
                }
                for (JsonNode part : content) {
                    text.append(part.path("text").asText("")).append('\n');
                }
            }
        }
        return text.toString();
    }
}
