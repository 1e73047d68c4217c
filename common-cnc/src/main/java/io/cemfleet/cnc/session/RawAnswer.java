package io.cemfleet.cnc.session;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What came back, before anyone made sense of it. */
record RawAnswer(int status, String body, @Nullable Duration retryAfter) {

    static RawAnswer of(int status, byte[] body, @Nullable String retryAfter) {
        return new RawAnswer(status, new String(body, StandardCharsets.UTF_8), seconds(retryAfter));
    }

    boolean isGood() {
        return status >= 200 && status < 300;
    }

    /** A bad or expired token; but not a role that lacks an API, where a new login changes nothing. */
    boolean deniesToken() {
        return status == 403 && !body.contains("disallowed") || status == 500 && body.contains("Middleware error");
    }

    /** The first 200 characters on one line. */
    String excerpt() {
        var line = body.strip().replaceAll("\\s+", " ");
        return line.length() <= 200 ? line : line.substring(0, 200) + "…";
    }

    private static @Nullable Duration seconds(@Nullable String retryAfter) {
        if (retryAfter == null || !retryAfter.strip().matches("\\d{1,6}")) {
            return null;
        }
        return Duration.ofSeconds(Long.parseLong(retryAfter.strip()));
    }
}
