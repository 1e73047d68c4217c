package io.cemfleet.io.login;

import java.time.Duration;
import org.springframework.security.core.AuthenticationException;

/** A password was not checked, since too many were wrong. */
final class TooManyTriesException extends AuthenticationException {
    private static final long serialVersionUID = 1L;

    private final Duration wait;

    TooManyTriesException(Duration wait) {
        super("too many tries");
        this.wait = wait;
    }

    /** Until the next try is checked; at least a second. */
    long seconds() {
        return Math.max(1, wait.plusMillis(999).toSeconds());
    }
}
