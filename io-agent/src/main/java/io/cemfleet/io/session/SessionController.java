package io.cemfleet.io.session;

import io.cemfleet.a2a.problem.ProblemException;
import io.cemfleet.a2a.security.Role;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/sessions}: people see and end their own sessions, administrators everyone's. */
@RestController
@RequestMapping("/api/sessions")
class SessionController {
    private static final Logger LOG = LoggerFactory.getLogger(SessionController.class);

    private static final int PAGE = 200;

    private final SessionStore sessions;
    private final LoginRules rules;

    SessionController(SessionStore sessions, LoginRules rules) {
        this.sessions = sessions;
        this.rules = rules;
    }

    record Page(List<Item> items, @Nullable String next) {}

    record Item(
            String id,
            String person,
            String role,
            String source,
            String address,
            String browser,
            Instant since,
            Instant lastSeen,
            Instant expires,
            boolean current) {}

    @GetMapping
    Page list(Authentication who, HttpServletRequest http) {
        HttpSession session = http.getSession(false);
        String own = session == null ? "" : session.getId();
        return new Page(
                sessions.list(scope(who), PAGE).stream()
                        .filter(kept -> rules.holds(kept.login()))
                        .map(kept -> item(kept, kept.sessionId().equals(own)))
                        .toList(),
                null);
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void end(@PathVariable("id") String id, Authentication who) {
        if (!sessions.end(id, scope(who))) {
            throw new ProblemException(HttpStatus.NOT_FOUND, "no session of yours has this id");
        }
        LOG.info("{} ended a session", who.getName());
    }

    /** Whose sessions this person may see: null is everyone's. */
    private static @Nullable String scope(Authentication who) {
        if (who.getAuthorities().contains(Role.ADMIN.authority())) {
            return null;
        }
        return who.getPrincipal() instanceof Login login ? login.identity() : "";
    }

    private static Item item(SessionStore.Kept kept, boolean current) {
        Login login = kept.login();
        return new Item(
                kept.id(),
                login.name(),
                login.role().wire(),
                login.source().wire(),
                login.address(),
                login.browser(),
                login.since(),
                kept.lastSeen(),
                kept.expires(),
                current);
    }
}
