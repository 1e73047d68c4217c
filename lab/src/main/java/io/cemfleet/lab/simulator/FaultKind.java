package io.cemfleet.lab.simulator;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The ways in which a simulated system may fail. The mail server answers each with the nearest SMTP reply. */
public enum FaultKind {
    /** 500 in the vendor's own form. */
    HTTP_500,
    /** NSO cannot commit to a device, 502 in its own form; at any other system like HTTP_500. */
    COMMIT_FAILED,
    /** 500 without a body. */
    EMPTY_500,
    /** No answer until the client gives up, or the limit passes; then the connection is dropped. */
    TIMEOUT,
    /** 403 in the vendor's own form. */
    FORBIDDEN,
    /** 429 with Retry-After. */
    RATE_LIMITED,
    /** The rate limit in the vendor's other form, which the HTTP status does not show; else as RATE_LIMITED. */
    RATE_LIMITED_INSIDE,
    /** A failure inside a 200, where the vendor has that; else as HTTP_500. */
    ERROR_INSIDE,
    /** The connection is dropped without an answer. */
    REFUSE,
    /** 200 with JSON that ends too early. */
    MALFORMED,
    /** 200 without a body. */
    EMPTY_200,
    /** 200 with an object that names an error and holds no data. */
    ERROR_OBJECT,
    /** 200 with a page of HTML, as a gateway or an expired login sends it. */
    HTML_200;

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<FaultKind> named(@Nullable String name) {
        return Arrays.stream(values()).filter(k -> k.wireName().equals(name)).findFirst();
    }
}
