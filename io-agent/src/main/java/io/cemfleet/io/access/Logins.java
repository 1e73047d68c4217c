package io.cemfleet.io.access;

import io.cemfleet.a2a.config.A2aSettings;
import io.cemfleet.a2a.security.Person;
import io.cemfleet.a2a.security.Role;
import io.cemfleet.io.ConsoleSettings;
import io.cemfleet.io.ConsoleSettings.Login;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Checks a name and a password; after ten failures in a minute nobody is let in until the minute is over. */
@Component
class Logins {
    private static final int FAILURES = 10;
    private static final Duration WINDOW = Duration.ofMinutes(1);

    private final List<Login> people = new ArrayList<>();
    private final Clock clock;
    private Instant windowBegan = Instant.EPOCH;
    private int failures;

    Logins(A2aSettings settings, ConsoleSettings console, Clock clock) {
        this.clock = clock;
        A2aSettings.Operators operators = settings.operators();
        if (operators != null) {
            people.add(new Login(operators.user(), operators.password(), Role.ADMIN));
        }
        people.addAll(console.people());
        people.removeIf(login -> login.password().isBlank());
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

    /** Who has this name, as the settings are now: a role that was taken away is gone from running sessions too. */
    Optional<Person> person(String user) {
        return people.stream()
                .filter(login -> login.user().equals(user))
                .findFirst()
                .map(login -> new Person(login.user(), login.role()));
    }

    private boolean matches(String user, String password) {
        return people.stream()
                .filter(login -> login.user().equals(user))
                .findFirst()
                .map(login -> MessageDigest.isEqual(
                        login.password().getBytes(StandardCharsets.UTF_8), password.getBytes(StandardCharsets.UTF_8)))
                .orElse(false);
    }
}
