package io.cemfleet.cnc.session;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** An answer before its interpretation. */
record RawCncAnswer(int status, String body, @Nullable Duration retryAfter, @Nullable String etag) {
    private static final int EXCERPT = 200;

    static RawCncAnswer of(int status, byte[] body, @Nullable String retryAfter, @Nullable String etag) {
        return new RawCncAnswer(status, new String(body, StandardCharsets.UTF_8), seconds(retryAfter), etag);
    }

    boolean isGood() {
        return status >= 200 && status < 300;
    }

    /** A bad or expired token, but not a missing role, where a new login does not help. */
    boolean deniesToken() {
        return status == 403 && !body.contains("disallowed") || status == 500 && body.contains("Middleware error");
    }

    /** The first 200 characters on one line, each run of white space replaced by one blank. */
    String excerpt() {
        var line = new StringBuilder(EXCERPT + 1);
        var text = body.strip();
        for (int i = 0; i < text.length() && line.length() <= EXCERPT; i++) {
            boolean blank = Character.isWhitespace(text.charAt(i));
            if (!blank) {
                line.append(text.charAt(i));
            } else if (!line.isEmpty() && line.charAt(line.length() - 1) != ' ') {
                line.append(' ');
            }
        }
        return line.length() <= EXCERPT ? line.toString() : line.substring(0, EXCERPT) + "…";
    }

    private static @Nullable Duration seconds(@Nullable String retryAfter) {
        var text = retryAfter == null ? "" : retryAfter.strip();
        boolean number = !text.isEmpty() && text.length() <= 6 && text.chars().allMatch(c -> c >= '0' && c <= '9');
        return number ? Duration.ofSeconds(Long.parseLong(text)) : null;
    }
}
