package io.cemfleet.lab.pca;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.jspecify.annotations.Nullable;

/** The JSON:API envelope that PCA puts around everything but alerts on a webhook. */
final class JsonApi {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private JsonApi() {}

    record Document<T>(T data) {}

    record Item<T>(String id, String type, T attributes) {}

    /** {@code data.attributes} of a request. */
    static JsonNode attributes(@Nullable String body) {
        JsonNode attributes = parse(body).path("data").path("attributes");
        if (!attributes.isObject()) {
            throw new PcaErrors.BadRequest("data.attributes is missing");
        }
        return attributes;
    }

    private static JsonNode parse(@Nullable String body) {
        try {
            return MAPPER.readTree(body == null ? "" : body);
        } catch (JsonProcessingException e) {
            throw new PcaErrors.BadRequest("Malformed JSON");
        }
    }
}
