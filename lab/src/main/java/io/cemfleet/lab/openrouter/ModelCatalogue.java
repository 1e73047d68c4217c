package io.cemfleet.lab.openrouter;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** The models on offer, with prices in US dollars a token. */
final class ModelCatalogue {
    private static final List<Model> ALL = List.of(
            new Model("openai/gpt-4.1-mini", 1_047_576, "0.0000004", "0.0000016"),
            new Model("openai/gpt-4.1", 1_047_576, "0.000002", "0.000008"),
            new Model("openai/gpt-4o-mini", 128_000, "0.00000015", "0.0000006"),
            new Model("openai/gpt-4", 8_191, "0.00003", "0.00006"),
            new Model("anthropic/claude-3.5-haiku", 200_000, "0.0000008", "0.000004"),
            new Model("anthropic/claude-sonnet-4", 200_000, "0.000003", "0.000015"),
            new Model("mistralai/mistral-small", 32_000, "0.0000002", "0.0000006"));

    private ModelCatalogue() {}

    record Model(String id, int contextLength, String prompt, String completion) {

        BigDecimal cost(int promptTokens, int completionTokens) {
            return new BigDecimal(prompt)
                    .multiply(BigDecimal.valueOf(promptTokens))
                    .add(new BigDecimal(completion).multiply(BigDecimal.valueOf(completionTokens)));
        }
    }

    static Optional<Model> named(String id) {
        return ALL.stream().filter(model -> model.id().equals(id)).findFirst();
    }

    static ObjectNode listed() {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        ArrayNode data = body.putArray("data");
        for (Model model : ALL) {
            ObjectNode shown = data.addObject();
            shown.put("id", model.id()).put("name", model.id()).put("context_length", model.contextLength());
            shown.putObject("pricing").put("prompt", model.prompt()).put("completion", model.completion());
        }
        return body;
    }
}
