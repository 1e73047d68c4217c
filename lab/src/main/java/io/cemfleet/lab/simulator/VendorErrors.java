package io.cemfleet.lab.simulator;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The errors in each vendor's form. */
final class VendorErrors {

    /** @param type null where there is no body */
    record Answer(int status, Map<String, String> headers, @Nullable String type, String body) {}

    private static final String JSON = "application/json";
    private static final String YANG_JSON = "application/yang-data+json";
    private static final String OUT_OF_SYNC =
            "{\"ietf-restconf:errors\":{\"error\":[{\"error-type\":\"application\",\"error-tag\":\"operation-failed\","
                    + "\"error-message\":\"Network Element Driver: device out of sync\"}]}}";
    private static final String TEXT = "text/plain;charset=UTF-8";

    private VendorErrors() {}

    /** The answer to a fault; refused connections and timeouts have none. */
    static Answer of(SimulatedSystem face, FaultKind kind) {
        return switch (kind) {
            case EMPTY_500 -> new Answer(500, Map.of(), null, "");
            case MALFORMED -> new Answer(200, Map.of(), JSON, "{\"items\":[{\"id\":");
            case EMPTY_200 -> new Answer(200, Map.of(), null, "");
            case ERROR_OBJECT -> new Answer(200, Map.of(), JSON, "{\"error\":{\"code\":500,\"message\":\"no data\"}}");
            case HTML_200 -> new Answer(200, Map.of(), "text/html", "<html><body>Please log in</body></html>");
            case HTTP_500 -> answer(face, 500, Map.of());
            case COMMIT_FAILED ->
                face == SimulatedSystem.CNC
                        ? new Answer(502, Map.of(), YANG_JSON, OUT_OF_SYNC)
                        : of(face, FaultKind.HTTP_500);
            case FORBIDDEN -> answer(face, 403, Map.of());
            case RATE_LIMITED -> answer(face, 429, Map.of("Retry-After", "1"));
            case RATE_LIMITED_INSIDE -> inside(face, 429).orElseGet(() -> of(face, FaultKind.RATE_LIMITED));
            case ERROR_INSIDE -> inside(face, 500).orElseGet(() -> of(face, FaultKind.HTTP_500));
            case TIMEOUT, REFUSE -> new Answer(0, Map.of(), null, "");
        };
    }

    private static Answer answer(SimulatedSystem face, int status, Map<String, String> headers) {
        return new Answer(status, headers, face == SimulatedSystem.PCA ? TEXT : JSON, body(face, status));
    }

    /** ServiceDesk Plus is known to send its rate limit in an HTTP 400, and other failures in a 200. */
    private static Optional<Answer> inside(SimulatedSystem face, int status) {
        return switch (face) {
            case SERVICEDESK -> Optional.of(new Answer(status == 429 ? 400 : 200, Map.of(), JSON, body(face, status)));
            case OPENROUTER -> Optional.of(new Answer(200, Map.of(), JSON, body(face, status)));
            default -> Optional.empty();
        };
    }

    private static String body(SimulatedSystem face, int status) {
        return switch (face) {
            case CNC -> cnc(status);
            case PCA -> words(status);
            case WEBEX ->
                "{\"message\":\"%s\",\"errors\":[{\"description\":\"%s\"}],\"trackingId\":\"LAB_fault\"}"
                        .formatted(words(status), words(status));
            case SERVICENOW ->
                "{\"error\":{\"message\":\"%s\",\"detail\":\"%s\"},\"status\":\"failure\"}"
                        .formatted(words(status), detail(status));
            case SERVICEDESK ->
                "{\"response_status\":{\"status_code\":%d,\"status\":\"failed\",\"messages\":[{\"status_code\":%d,\"type\":\"failed\",\"message\":\"%s\"}]}}"
                        .formatted(serviceDeskCode(status), serviceDeskCode(status), words(status));
            case OPENROUTER, MAIL -> "{\"error\":{\"code\":%d,\"message\":\"%s\"}}".formatted(status, words(status));
        };
    }

    private static String cnc(int status) {
        return switch (status) {
            case 403 -> "{\"error\":\"Unauthorized request\"}";
            case 429 -> "{\"error\":\"Too many requests\"}";
            default -> "{\"error\":\"NATS request failed\"}";
        };
    }

    private static String words(int status) {
        return switch (status) {
            case 403 -> "Forbidden";
            case 429 -> "Too Many Requests";
            default -> "Internal Server Error";
        };
    }

    private static String detail(int status) {
        return switch (status) {
            case 403 -> "Operation against the requested resource is not allowed";
            case 429 -> "Rate limit exceeded";
            default -> "Transaction cancelled";
        };
    }

    private static int serviceDeskCode(int status) {
        return switch (status) {
            case 403 -> 4002;
            case 429 -> 4015;
            default -> 4004;
        };
    }
}
