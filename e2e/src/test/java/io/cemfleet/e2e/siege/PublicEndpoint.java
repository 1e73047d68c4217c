package io.cemfleet.e2e.siege;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A public endpoint.
 *
 * @param name for messages
 * @param sound creates a valid message
 * @param headers the sender's authentication, computed from path and body
 */
record PublicEndpoint(
        String name,
        String method,
        int port,
        String path,
        Supplier<JsonNode> sound,
        Function<SentRequest, Map<String, String>> headers) {

    /** A request as it goes out. */
    record SentRequest(String path, byte[] body) {}

    static Function<SentRequest, Map<String, String>> always(Map<String, String> headers) {
        return sent -> headers;
    }
}
