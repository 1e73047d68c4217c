package io.cemfleet.lab.cnc;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.web.util.UriUtils;

/**
 * A request below {@code /crosswork}.
 *
 * @param http for headers and parameters
 * @param method in upper case
 * @param rest remaining segments of the address, percent-encoded as sent
 * @param body as text
 */
record CncRequest(HttpServletRequest http, String method, List<String> rest, String body) {

    static CncRequest of(HttpServletRequest http) throws IOException {
        String path = http.getRequestURI().substring("/crosswork/".length());
        List<String> segments =
                Arrays.stream(path.split("/", -1)).filter(s -> !s.isEmpty()).toList();
        String body = new String(http.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new CncRequest(http, http.getMethod(), segments, body);
    }

    /** A copy of the request without these leading segments, if it has them. */
    Optional<CncRequest> below(List<String> wanted) {
        if (rest.size() < wanted.size() || !rest.subList(0, wanted.size()).equals(wanted)) {
            return Optional.empty();
        }
        return Optional.of(new CncRequest(http, method, rest.subList(wanted.size(), rest.size()), body));
    }

    /** A copy of the request with an additional leading segment. */
    CncRequest prefixed(String segment) {
        return new CncRequest(
                http, method, Stream.concat(Stream.of(segment), rest.stream()).toList(), body);
    }

    /**
     * The rest of the address as RESTCONF steps without module names: {@code sr-te/policies/policy=}; the part after an
     * equals sign is in {@link #keys}.
     */
    String route() {
        StringBuilder route = new StringBuilder();
        for (String segment : rest) {
            int equals = segment.indexOf('=');
            String name = decode(equals < 0 ? segment : segment.substring(0, equals));
            route.append(route.isEmpty() ? "" : "/")
                    .append(VendorJson.local(name))
                    .append(equals < 0 ? "" : "=");
        }
        return route.toString();
    }

    /** Keys of every step that has some, decoded, in order. */
    List<String> keys() {
        return rest.stream()
                .filter(segment -> segment.indexOf('=') >= 0)
                .flatMap(segment -> Arrays.stream(
                        segment.substring(segment.indexOf('=') + 1).split(",", -1)))
                .map(CncRequest::decode)
                .toList();
    }

    String param(String name) {
        String value = http.getParameter(name);
        return value == null ? "" : value;
    }

    int intParam(String name, int fallback) {
        String value = param(name);
        return value.matches("\\d{1,9}") ? Integer.parseInt(value) : fallback;
    }

    /** The body without module names. */
    JsonNode json() {
        return VendorJson.parse(body)
                .map(VendorJson::unprefixed)
                .orElseThrow(() -> new CncRefusedException(
                        CncReply.restconf(400, "malformed-message", "The request body is not valid JSON")));
    }

    String contentType() {
        String type = http.getContentType();
        return type == null ? "" : type.split(";", 2)[0].strip();
    }

    static String decode(String text) {
        try {
            return UriUtils.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new CncRefusedException(
                    CncReply.restconf(400, "invalid-value", "Bad percent-encoding in the address"));
        }
    }
}
