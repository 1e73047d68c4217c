package io.cemfleet.io.stream;

import io.cemfleet.io.session.PersonLogin;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;

/**
 * The owner of a stream.
 *
 * @param person identity of the person
 * @param login null for a person who comes by an agent's token
 * @param sessionId null without a session
 */
record StreamOwner(String person, @Nullable PersonLogin login, @Nullable String sessionId) {

    static StreamOwner of(Authentication who, HttpServletRequest http) {
        if (!(who.getPrincipal() instanceof PersonLogin login)) {
            return new StreamOwner(who.getName(), null, null);
        }
        HttpSession session = http.getSession(false);
        return new StreamOwner(login.identity(), login, session == null ? null : session.getId());
    }
}
