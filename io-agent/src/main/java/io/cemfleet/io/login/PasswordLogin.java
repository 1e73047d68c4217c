package io.cemfleet.io.login;

import io.cemfleet.io.session.PersonAuthentication;
import io.cemfleet.io.session.PersonLogin;
import io.cemfleet.io.users.LocalUser;
import java.time.Clock;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import org.springframework.stereotype.Component;

/** Authenticates local users by their passwords, from the login page and with HTTP Basic. */
@Component
class PasswordLogin implements AuthenticationProvider {
    private final PasswordCheck passwords;
    private final LoginThrottle throttle;
    private final Clock clock;

    PasswordLogin(PasswordCheck passwords, LoginThrottle throttle, Clock clock) {
        this.passwords = passwords;
        this.throttle = throttle;
        this.clock = clock;
    }

    @Override
    public Authentication authenticate(Authentication given) {
        LoginAttempt attempt = attempt(given);
        LocalUser user = throttle.inSequence(attempt, () -> user(given, attempt));
        return new PersonAuthentication(PersonLogin.local(user, clock.instant()));
    }

    private LocalUser user(Authentication given, LoginAttempt attempt) {
        LoginThrottle.PasswordTry taken = throttle.take(given.getName(), attempt);
        LocalUser user = passwords
                .user(given.getName(), String.valueOf(given.getCredentials()))
                .orElseThrow(() -> new BadCredentialsException("user or password is wrong"));
        taken.succeeded();
        return user;
    }

    @Override
    public boolean supports(Class<?> type) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(type);
    }

    private static LoginAttempt attempt(Authentication given) {
        return switch (given.getDetails()) {
            case LoginAttempt attempt -> attempt;
            case WebAuthenticationDetails details -> LoginAttempt.from(details.getRemoteAddress(), "");
            case null, default -> LoginAttempt.from("unknown", "");
        };
    }
}
