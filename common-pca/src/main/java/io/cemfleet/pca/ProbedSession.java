package io.cemfleet.pca;

import com.fasterxml.jackson.databind.JsonNode;
import io.cemfleet.network.policy.PolicyColor;
import org.jspecify.annotations.Nullable;

/**
 * A session that PCA measures.
 *
 * @param from router id or name
 * @param to router id or name
 * @param color of the policy that carries it, absent where it follows the IGP
 */
public record ProbedSession(String id, String objectType, String from, String to, @Nullable Integer color) {

    /** Reads a monitored object; null when its ends or its colour cannot be read. */
    static @Nullable ProbedSession read(JsonNode object) {
        JsonNode a = object.path("attributes").isObject() ? object.path("attributes") : object;
        String id = first(a.path("objectId"), object.path("id"));
        String name = a.path("objectName").asText("");
        int dash = name.indexOf('-');
        String from = first(a.path("sourceIp"), a.path("actuatorName"));
        String to = first(a.path("destinationIp"), a.path("reflectorName"));
        if (from == null && dash > 0) {
            from = name.substring(0, dash);
        }
        if (to == null && dash > 0) {
            to = name.substring(dash + 1);
        }
        JsonNode meta = a.path("meta").isObject() ? a.path("meta") : a.path("metadata");
        String colorText = meta.path("color").asText("");
        Integer color = PolicyColor.parse(colorText);
        if (id == null || from == null || to == null || isNumber(colorText) && color == null) {
            return null;
        }
        String type = a.path("objectType").asText("twamp-sf");
        return new ProbedSession(id, type, from, to, color);
    }

    /** Up to ten digits, the first of them not 0. */
    private static boolean isNumber(String text) {
        return !text.isEmpty()
                && text.length() <= 10
                && text.charAt(0) != '0'
                && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private static @Nullable String first(JsonNode a, JsonNode b) {
        String text = a.asText("").isBlank() ? b.asText("") : a.asText("");
        return text.isBlank() ? null : text;
    }
}
