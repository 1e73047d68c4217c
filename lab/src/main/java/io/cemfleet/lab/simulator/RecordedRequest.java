package io.cemfleet.lab.simulator;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One request as a simulated system got it, with its answer.
 *
 * @param path as sent, percent-encoding included
 * @param headers secrets masked; repeated headers joined by a comma
 * @param status the HTTP status or SMTP reply code; 0 where the connection was dropped
 */
public record RecordedRequest(
        Instant at,
        String method,
        String path,
        @Nullable String query,
        Map<String, String> headers,
        String body,
        int status,
        String answer) {

    private static final ObjectReader JSON =
            new ObjectMapper().reader().with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    /** The form in the lab's API: body and answer as JSON where they parse, else as text. */
    Shown shown() {
        return new Shown(at, method, path, query, headers, parsed(body), status, parsed(answer));
    }

    private static @Nullable Object parsed(String text) {
        if (text.isEmpty()) {
            return null;
        }
        char first = text.stripLeading().isEmpty() ? ' ' : text.stripLeading().charAt(0);
        if (first != '{' && first != '[' && first != '"') {
            return text;
        }
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            return text;
        }
    }

    record Shown(
            Instant at,
            String method,
            String path,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String query,
            Map<String, String> headers,
            @JsonInclude @Nullable Object body,
            int status,
            @JsonInclude @Nullable Object answer) {}
}
