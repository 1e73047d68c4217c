package io.cemfleet.lab.webex;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code POST /webex/v1/messages}, after developer.webex.com's reference of that call. */
@RestController
@RequestMapping("/webex/v1")
final class WebexSimulator {
    private static final int TEXT_LIMIT_BYTES = 7439;
    private static final List<String> TARGETS = List.of("roomId", "toPersonId", "toPersonEmail");
    private static final List<String> CONTENTS = List.of("text", "markdown", "html", "files", "attachments");

    private final ObjectMapper json;
    private final Clock clock;
    private final Set<String> messages = ConcurrentHashMap.newKeySet();

    WebexSimulator(ObjectMapper json, Clock clock) {
        this.json = json;
        this.clock = clock;
    }

    @PostMapping("/messages")
    ResponseEntity<Object> post(
            @RequestHeader(name = "Authorization", required = false) @Nullable String authorization,
            @RequestBody(required = false) @Nullable String body) {
        if (authorization == null || !authorization.matches("Bearer \\S+")) {
            return error(
                    HttpStatus.UNAUTHORIZED,
                    "The request requires a valid access token set in the Authorization request header.");
        }
        JsonNode message;
        try {
            message = json.readTree(body == null ? "" : body);
        } catch (JsonProcessingException e) {
            return error(HttpStatus.BAD_REQUEST, "The request body is not valid JSON.");
        }
        if (!message.isObject()) {
            return error(HttpStatus.BAD_REQUEST, "The request body is not a JSON object.");
        }
        Optional<String> wrong = wrong(message);
        if (wrong.isPresent()) {
            return error(HttpStatus.BAD_REQUEST, wrong.get());
        }
        return ResponseEntity.ok(accepted(message));
    }

    private Optional<String> wrong(JsonNode message) {
        if (TARGETS.stream().filter(t -> message.path(t).isTextual()).count() != 1) {
            return Optional.of("Exactly one of roomId, toPersonId or toPersonEmail is required.");
        }
        if (CONTENTS.stream().noneMatch(message::has)) {
            return Optional.of("Message must not be empty.");
        }
        boolean tooLong = Stream.of("text", "markdown", "html")
                .anyMatch(c -> message.path(c).asText().getBytes(StandardCharsets.UTF_8).length > TEXT_LIMIT_BYTES);
        if (tooLong) {
            return Optional.of("Message length limited to " + TEXT_LIMIT_BYTES + " bytes.");
        }
        if (message.path("files").size() > 1 || message.path("attachments").size() > 1) {
            return Optional.of("Only one file or attachment is allowed.");
        }
        if (message.has("attachments") && !message.has("text") && !message.has("markdown") && !message.has("html")) {
            return Optional.of("Attachments need a text or markdown to fall back on.");
        }
        if (message.has("parentId")
                && !messages.contains(message.path("parentId").asText())) {
            return Optional.of("Unable to find the parent message.");
        }
        return Optional.empty();
    }

    private Map<String, Object> accepted(JsonNode message) {
        String id = UUID.randomUUID().toString();
        messages.add(id);
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("id", id);
        for (String field : List.of("roomId", "toPersonId", "toPersonEmail", "parentId", "text", "markdown", "html")) {
            if (message.has(field)) {
                answer.put(field, message.get(field).asText());
            }
        }
        answer.put("roomType", message.has("roomId") ? "group" : "direct");
        answer.put("personEmail", "cem-fleet@webex.bot");
        answer.put("created", clock.instant().toString());
        return answer;
    }

    private static ResponseEntity<Object> error(HttpStatus status, String message) {
        return ResponseEntity.status(status)
                .body(Map.of(
                        "message",
                        message,
                        "errors",
                        List.of(Map.of("description", message)),
                        "trackingId",
                        "LAB_" + UUID.randomUUID()));
    }
}
