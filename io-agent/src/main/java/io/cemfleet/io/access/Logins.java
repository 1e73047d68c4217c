package io.cemfleet.io.access;

import io.cemfleet.a2a.config.A2aSettings;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Component;

/** Checks a name and a password; after ten failures in a minute nobody is let in until the minute is over. */
@Component
class Logins {
    private static final int FAILURES = 10;
    private static final Duration WINDOW = Duration.ofMinutes(1);

    private final A2aSettings settings;
    private final Clock clock;
    private Instant windowBegan = Instant.EPOCH;
    private int failures;

    Logins(A2aSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    enum Verdict {
        WELCOME,
        WRONG,
        TOO_MANY
    }

    synchronized Verdict check(String user, String password) {
        if (windowBegan.plus(WINDOW).isBefore(clock.instant())) {
            windowBegan = clock.instant();
            failures = 0;
        }
        if (failures >= FAILURES) {
            return Verdict.TOO_MANY;
        }
        if (matches(user, password)) {
            failures = 0;
            return Verdict.WELCOME;
        }
        failures++;
        return Verdict.WRONG;
    }

    private boolean matches(String user, String password) {
        A2aSettings.Operators operators = settings.operators();
        if (operators == null || operators.password().isBlank()) {
            return false;
        }
        byte[] wanted = (operators.user() + '\n' + operators.password()).getBytes(StandardCharsets.UTF_8);
        return MessageDigest.isEqual(wanted, (user + '\n' + password).getBytes(StandardCharsets.UTF_8));
    }
}
