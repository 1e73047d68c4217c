package io.cemfleet.enhancement.servicedesk;

import com.fasterxml.jackson.databind.JsonNode;
import io.cemfleet.enhancement.privacy.PlainText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether an answer of ServiceDesk Plus is a success. Its own {@code response_status.status_code} decides before HTTP
 * does: failures arrive inside a 200, and the rate limit 4015 arrives as HTTP 429, 400 or 200.
 */
final class DeskResponseStatus {
    private static final int SUCCESS = 2000;
    private static final int RATE_LIMIT = 4015;
    private static final int INTERNAL = 4004;
    private static final int MESSAGE = 200;

    private DeskResponseStatus() {}

    static DeskResponse<JsonNode> of(int http, JsonNode body, @Nullable Duration retryAfter) {
        List<JsonNode> statuses = statuses(body.path("response_status"));
        List<Integer> codes = codes(statuses);
        if (http == 429 || codes.contains(RATE_LIMIT)) {
            return new DeskResponse.TryLater<>("rate limit", retryAfter);
        }
        if (statuses.isEmpty()) {
            return byHttp(http, retryAfter);
        }
        if (codes.stream().allMatch(code -> code == SUCCESS) && http < 500) {
            return new DeskResponse.Ok<>(body);
        }
        if (http >= 500 || codes.contains(INTERNAL)) {
            return new DeskResponse.TryLater<>("the service desk answers " + http + " " + codes, retryAfter);
        }
        int code = codes.stream().filter(each -> each != SUCCESS).findFirst().orElse(0);
        return new DeskResponse.Refused<>("servicedesk_" + code, message(statuses));
    }

    /** No status of its own: a proxy, or a fault before the application. A 2xx of that kind proves nothing. */
    private static DeskResponse<JsonNode> byHttp(int http, @Nullable Duration retryAfter) {
        return http / 100 == 4 || http / 100 == 3
                ? new DeskResponse.Refused<>("http_" + http, "the service desk answers " + http)
                : new DeskResponse.TryLater<>("the service desk answers " + http + " without a status", retryAfter);
    }

    /** An object on single answers, a list on lists. */
    private static List<JsonNode> statuses(JsonNode status) {
        List<JsonNode> all = new ArrayList<>();
        if (status.isArray()) {
            status.forEach(all::add);
        } else if (status.isObject()) {
            all.add(status);
        }
        all.removeIf(each -> !each.path("status_code").canConvertToInt());
        return all;
    }

    private static List<Integer> codes(List<JsonNode> statuses) {
        List<Integer> codes = new ArrayList<>();
        for (JsonNode status : statuses) {
            // The first message is more specific than a bare 4000.
            status.path("messages").forEach(message -> {
                if (message.path("status_code").canConvertToInt()) {
                    codes.add(message.path("status_code").asInt());
                }
            });
            codes.add(status.path("status_code").asInt());
        }
        return codes;
    }

    private static String message(List<JsonNode> statuses) {
        List<String> texts = new ArrayList<>();
        for (JsonNode status : statuses) {
            for (JsonNode message : status.path("messages")) {
                String fields = message.has("field")
                        ? message.path("field").asText()
                        : message.path("fields").isEmpty()
                                ? ""
                                : message.path("fields").toString();
                texts.add((message.path("message").asText("") + " " + fields).strip());
            }
        }
        texts.removeIf(String::isBlank);
        return PlainText.excerpt(texts.isEmpty() ? "refused" : String.join("; ", texts), MESSAGE);
    }
}
