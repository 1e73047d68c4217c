package io.cemfleet.restoration.pca;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * A session that PCA measures.
 *
 * @param from router id or name
 * @param to router id or name
 * @param color of the policy that it rides, absent where it follows the IGP
 */
public record ProbedSession(String id, String objectType, String from, String to, @Nullable Integer color) {

    static @Nullable ProbedSession read(JsonNode object) {
        JsonNode a = object.path("attributes").isObject() ? object.path("attributes") : object;
        String id = first(a.path("objectId"), object.path("id"));
        String from = first(a.path("sourceIp"), a.path("actuatorName"));
        String to = first(a.path("destinationIp"), a.path("reflectorName"));
        if (id == null || from == null || to == null) {
            return null;
        }
        JsonNode meta = a.path("meta").isObject() ? a.path("meta") : a.path("metadata");
        String color = meta.path("color").asText("");
        return new ProbedSession(
                id,
                a.path("objectType").asText("twamp-sf"),
                from,
                to,
                color.matches("[1-9][0-9]{0,8}") ? Integer.valueOf(color) : null);
    }

    private static @Nullable String first(JsonNode a, JsonNode b) {
        String text = a.asText("").isBlank() ? b.asText("") : a.asText("");
        return text.isBlank() ? null : text;
    }
}
