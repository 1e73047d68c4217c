package io.cemfleet.io.session;

import io.cemfleet.io.ConsoleSettings;
import io.cemfleet.io.users.LocalUsers;
import java.time.Clock;
import org.springframework.stereotype.Component;

/** Checks whether a login is still valid: not too old, and the person is unchanged, with the same role. */
@Component
public class LoginValidity {
    private final LocalUsers users;
    private final ConsoleSettings settings;
    private final Clock clock;

    LoginValidity(LocalUsers users, ConsoleSettings settings, Clock clock) {
        this.users = users;
        this.settings = settings;
        this.clock = clock;
    }

    /** False once the absolute lifetime is over, the password or the role changed, or the source is switched off. */
    public boolean holds(PersonLogin login) {
        if (!login.since().plus(settings.session()).isAfter(clock.instant())) {
            return false;
        }
        return switch (login.source()) {
            case LOCAL ->
                users.find(login.subject())
                        .filter(user -> user.stamp().equals(login.stamp()))
                        .isPresent();
            case OIDC -> settings.oidc().on();
        };
    }
}
