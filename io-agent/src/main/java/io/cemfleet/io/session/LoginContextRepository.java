package io.cemfleet.io.session;

import io.cemfleet.io.ConsoleSettings;
import io.cemfleet.runtime.input.SafeText;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.DeferredSecurityContext;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.HttpRequestResponseHolder;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.stereotype.Component;

/** Stores the {@link PersonLogin} of a person in the session, and checks it again with each request. */
@Component
public class LoginContextRepository implements SecurityContextRepository {
    private static final int LONGEST_BROWSER = 200;

    private final SessionStore sessions;
    private final LoginValidity rules;
    private final ConsoleSettings settings;

    LoginContextRepository(SessionStore sessions, LoginValidity rules, ConsoleSettings settings) {
        this.sessions = sessions;
        this.rules = rules;
        this.settings = settings;
    }

    @Override
    public DeferredSecurityContext loadDeferredContext(HttpServletRequest request) {
        return new LazyLoginContext(request);
    }

    @Override
    @SuppressWarnings("deprecation")
    public SecurityContext loadContext(HttpRequestResponseHolder holder) {
        return loadDeferredContext(holder.getRequest()).get();
    }

    @Override
    public boolean containsContext(HttpServletRequest request) {
        return login(request).isPresent();
    }

    @Override
    public void saveContext(SecurityContext context, HttpServletRequest request, HttpServletResponse response) {
        Authentication authentication = context.getAuthentication();
        if (authentication != null && authentication.getPrincipal() instanceof PersonLogin login) {
            begin(login, request);
        } else if (authentication != null && authentication.getPrincipal() instanceof LoginHolder holder) {
            begin(holder.login(), request);
        } else {
            HttpSession session = request.getSession(false);
            if (session != null) {
                session.removeAttribute(SessionStore.LOGIN);
            }
        }
    }

    /** A person whose role at the provider changed has no session in the former role any more. */
    private void begin(PersonLogin login, HttpServletRequest request) {
        if (login.source() == PersonLogin.Source.OIDC) {
            sessions.endOtherRoles(login);
        }
        String browser = Objects.requireNonNullElse(request.getHeader("User-Agent"), "");
        HttpSession session = request.getSession(true);
        session.setMaxInactiveInterval((int) settings.sessionIdle().toSeconds());
        session.setAttribute(FindByIndexNameSessionRepository.PRINCIPAL_NAME_INDEX_NAME, login.identity());
        session.setAttribute(
                SessionStore.LOGIN,
                sessions.written(
                        login.from(request.getRemoteAddr(), SafeText.cut(SafeText.clean(browser), LONGEST_BROWSER))));
    }

    private Optional<PersonLogin> login(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        if (session == null || !(session.getAttribute(SessionStore.LOGIN) instanceof String written)) {
            return Optional.empty();
        }
        Optional<PersonLogin> login = sessions.read(written).filter(rules::holds);
        if (login.isEmpty()) {
            session.invalidate();
        }
        return login;
    }

    /** Static files need no session read. */
    private final class LazyLoginContext implements DeferredSecurityContext {
        private final HttpServletRequest request;
        private @Nullable SecurityContext context;

        private LazyLoginContext(HttpServletRequest request) {
            this.request = request;
        }

        @Override
        public SecurityContext get() {
            SecurityContext known = context;
            if (known == null) {
                known = SecurityContextHolder.createEmptyContext();
                login(request).map(PersonAuthentication::new).ifPresent(known::setAuthentication);
                context = known;
            }
            return known;
        }

        @Override
        public boolean isGenerated() {
            return get().getAuthentication() == null;
        }
    }
}
