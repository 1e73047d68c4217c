package io.cemfleet.io.session;

import io.cemfleet.a2a.contract.AuditDetails;
import io.cemfleet.a2a.contract.AuditEventType;
import io.cemfleet.a2a.outbox.AuditLog;
import io.cemfleet.runtime.problem.ProblemException;
import io.cemfleet.runtime.security.UserRole;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.transaction.annotation.Transactional;
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
    private static final int PAGE = 200;

    private final SessionStore sessions;
    private final LoginValidity rules;
    private final AuditLog audit;

    SessionController(SessionStore sessions, LoginValidity rules, AuditLog audit) {
        this.sessions = sessions;
        this.rules = rules;
        this.audit = audit;
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

    /** Ends it, with an entry in the audit trail. */
    @Transactional
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    public void end(@PathVariable("id") String id, Authentication who) {
        SessionStore.StoredSession kept = sessions.find(id, scope(who))
                .orElseThrow(() -> new ProblemException(HttpStatus.NOT_FOUND, "no session of yours has this id"));
        sessions.end(kept.id());
        Map<String, Object> what = new AuditDetails.OperatorCommand("end_session")
                .with(Map.of("person", kept.login().name()));
        audit.record(AuditEventType.OPERATOR_ACTION, null, who.getName(), what, UUID.randomUUID());
    }

    /** The identity whose sessions this person may see: null for everyone's. */
    private static @Nullable String scope(Authentication who) {
        if (who.getAuthorities().contains(UserRole.ADMIN.authority())) {
            return null;
        }
        return who.getPrincipal() instanceof PersonLogin login ? login.identity() : "";
    }

    private static Item item(SessionStore.StoredSession kept, boolean current) {
        PersonLogin login = kept.login();
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
