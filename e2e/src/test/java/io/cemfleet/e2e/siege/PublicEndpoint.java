package io.cemfleet.e2e.siege;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A door that strangers reach.
 *
 * @param name for messages
 * @param sound makes a message as it should be
 * @param headers what proves the sender, made from the path and the body as they are sent
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
