package io.cemfleet.e2e.fleet;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Names of the policies that the simulated controller created: one by one, or many with one patch. */
public final class PolicyCreations {
    private static final String POLICY = "sr-policies:policy=";

    private PolicyCreations() {}

    /** Each creation once, in the order of the requests. */
    public static List<String> names() {
        return LabClient.requests("cnc").stream()
                .flatMap(request -> switch (request.path("method").asText()) {
                    case "PUT" -> put(request);
                    case "PATCH" -> patched(request);
                    default -> Stream.empty();
                })
                .toList();
    }

    private static Stream<String> put(JsonNode request) {
        String path = request.path("path").asText();
        return path.contains(POLICY) && request.path("status").asInt() == 201 ? Stream.of(name(path)) : Stream.empty();
    }

    private static Stream<String> patched(JsonNode request) {
        JsonNode edits = request.path("body").path("ietf-yang-patch:yang-patch").path("edit");
        return request.path("status").asInt() == 200
                ? StreamSupport.stream(edits.spliterator(), false)
                        .filter(edit -> edit.path("operation").asText().equals("create"))
                        .map(edit -> name(edit.path("target").asText()))
                : Stream.empty();
    }

    private static String name(String path) {
        return path.replaceAll(".*policy=([^?]*).*", "$1");
    }
}
