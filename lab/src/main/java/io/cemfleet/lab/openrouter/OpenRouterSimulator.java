package io.cemfleet.lab.openrouter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code /openrouter/api/v1}: chat completions without streaming, and the list of models. */
@RestController
@RequestMapping("/openrouter/api/v1")
final class OpenRouterSimulator {
    private final ObjectMapper json;
    private final ModelBehaviour behaviour;
    private final Clock clock;

    OpenRouterSimulator(ObjectMapper json, ModelBehaviour behaviour, Clock clock) {
        this.json = json;
        this.behaviour = behaviour;
        this.clock = clock;
    }

    @GetMapping("/models")
    ObjectNode models() {
        return ModelCatalogue.listed();
    }

    @PostMapping("/chat/completions")
    ResponseEntity<ObjectNode> complete(
            @RequestHeader(name = HttpHeaders.AUTHORIZATION, required = false) @Nullable String authorization,
            @RequestBody(required = false) @Nullable String body) {
        if (authorization == null || !authorization.matches("Bearer \\S+")) {
            return failed(401, "No auth credentials found");
        }
        JsonNode asked;
        try {
            asked = json.readTree(body == null ? "" : body);
        } catch (JsonProcessingException e) {
            return failed(400, "Invalid JSON");
        }
        if (asked.path("messages").isEmpty()) {
            return failed(400, "Input required: specify \"messages\"");
        }
        if (asked.path("stream").asBoolean(false)) {
            return failed(400, "Streaming is not offered");
        }
        return answered(asked);
    }

    /** Tries the models in order until one begins to answer; an error inside a 200 is returned. */
    private ResponseEntity<ObjectNode> answered(JsonNode asked) {
        ResponseEntity<ObjectNode> last = failed(400, "No models provided");
        for (String name : names(asked)) {
            ModelCatalogue.Model model = ModelCatalogue.named(name).orElse(null);
            if (model == null) {
                return failed(400, name + " is not a valid model ID");
            }
            last = answered(model, asked);
            if (last.getStatusCode().is2xxSuccessful()) {
                return last;
            }
        }
        return last;
    }

    private ResponseEntity<ObjectNode> answered(ModelCatalogue.Model model, JsonNode asked) {
        String rules = CompletionAnswer.said(asked.path("messages"), true);
        String material = CompletionAnswer.said(asked.path("messages"), false);
        ModelBehaviour.Order order = behaviour.take(model.id());
        var completion = new CompletionAnswer(model, rules + material, clock);
        behaviour.wait(order);
        return switch (order.mode()) {
            case RATE_LIMITED -> failed(429, "Provider returned error: rate limit exceeded");
            case BAD_GATEWAY -> failed(502, "Provider returned error");
            case ERROR_IN_200 -> given(completion.broken());
            case NORMAL, SLOW -> given(completion.text(honest(rules, material), limit(asked)));
            case HOSTILE ->
                given(completion.text(HostileWriter.write(honest(rules, material), rules, material), limit(asked)));
        };
    }

    private static String honest(String rules, String material) {
        return new AnswerWriter(ParsedPrompt.of(rules, material)).write();
    }

    private static int limit(JsonNode asked) {
        return asked.path("max_tokens")
                .asInt(asked.path("max_completion_tokens").asInt(0));
    }

    private static List<String> names(JsonNode asked) {
        List<String> names = new ArrayList<>();
        if (asked.path("model").isTextual()) {
            names.add(asked.path("model").asText());
        }
        for (JsonNode each : asked.path("models")) {
            if (!names.contains(each.asText())) {
                names.add(each.asText());
            }
        }
        return names;
    }

    private static ResponseEntity<ObjectNode> given(ObjectNode body) {
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .header("X-Generation-Id", body.path("id").asText())
                .body(body);
    }

    private static ResponseEntity<ObjectNode> failed(int status, String message) {
        ResponseEntity.BodyBuilder answer =
                ResponseEntity.status(HttpStatus.valueOf(status)).contentType(MediaType.APPLICATION_JSON);
        if (status == 429) {
            answer.header(HttpHeaders.RETRY_AFTER, "1");
        }
        return answer.body(CompletionAnswer.error(status, message));
    }
}
