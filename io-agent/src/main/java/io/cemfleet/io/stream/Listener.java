package io.cemfleet.io.stream;

import io.cemfleet.io.session.Login;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;

/**
 * Whose a stream is.
 *
 * @param person tells one person from others
 * @param login null for a person who comes by an agent's token
 * @param sessionId null without a session
 */
record Listener(String person, @Nullable Login login, @Nullable String sessionId) {

    static Listener of(Authentication who, HttpServletRequest http) {
        if (!(who.getPrincipal() instanceof Login login)) {
            return new Listener(who.getName(), null, null);
        }
        HttpSession session = http.getSession(false);
        return new Listener(login.identity(), login, session == null ? null : session.getId());
    }
}
