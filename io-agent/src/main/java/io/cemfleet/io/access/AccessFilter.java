package io.cemfleet.io.access;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.cemfleet.a2a.security.Person;
import io.cemfleet.a2a.security.Role;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.util.StreamUtils;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets people in by cookie or HTTP Basic, and authenticates the request as theirs; a viewer changes nothing.
 * Agents have their own door at {@code /a2a}. Sets the pages' safety headers.
 */
@Component
class AccessFilter extends OncePerRequestFilter {
    static final String COOKIE = "cem_session";

    private static final Set<String> LOOKS = Set.of("GET", "HEAD");
    private static final Set<String> OPEN_PREFIXES = Set.of(
            "/a2a/",
            "/.well-known/",
            "/health",
            "/actuator/",
            "/v3/api-docs",
            "/login",
            "/logout",
            "/css/",
            "/js/",
            "/icon.svg");

    private final SessionCookies cookies;
    private final Logins logins;
    private final ObjectMapper mapper;

    AccessFilter(SessionCookies cookies, Logins logins, ObjectMapper mapper) {
        this.cookies = cookies;
        this.logins = logins;
        this.mapper = mapper;
    }

    @Override
    protected boolean shouldNotFilterAsyncDispatch() {
        return true;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        response.setHeader(
                "Content-Security-Policy",
                "default-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Referrer-Policy", "same-origin");
        String path = request.getRequestURI();
        boolean open = OPEN_PREFIXES.stream().anyMatch(path::startsWith)
                || request.getDispatcherType() == DispatcherType.ERROR;
        if (open) {
            chain.doFilter(request, response);
            return;
        }
        Optional<Person> person = person(request);
        if (person.isPresent()) {
            letIn(person.get(), request, response, chain);
        } else if (path.startsWith("/api/")) {
            response.setHeader("WWW-Authenticate", "Basic realm=\"cem-fleet\"");
            refuse(response, HttpStatus.UNAUTHORIZED, "log in to look");
        } else {
            response.sendRedirect("/login.html");
        }
    }

    private void letIn(Person person, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (person.role() == Role.VIEWER && !LOOKS.contains(request.getMethod())) {
            refuse(response, HttpStatus.FORBIDDEN, "a viewer changes nothing");
            return;
        }
        SecurityContextHolder.getContext()
                .setAuthentication(UsernamePasswordAuthenticationToken.authenticated(
                        person.name(), null, Set.of(person.role().authority())));
        chain.doFilter(request, response);
    }

    private Optional<Person> person(HttpServletRequest request) {
        return cookie(request)
                .flatMap(cookies::read)
                .flatMap(session -> logins.person(session.user()))
                .or(() -> basic(request));
    }

    private static Optional<String> cookie(HttpServletRequest request) {
        Cookie[] all = request.getCookies();
        return all == null
                ? Optional.empty()
                : Arrays.stream(all)
                        .filter(c -> c.getName().equals(COOKIE))
                        .map(Cookie::getValue)
                        .findFirst();
    }

    private Optional<Person> basic(HttpServletRequest request) {
        String header = request.getHeader("Authorization");
        if (header == null || !header.startsWith("Basic ")) {
            return Optional.empty();
        }
        try {
            byte[] decoded = Base64.getDecoder()
                    .decode(header.substring("Basic ".length()).strip());
            String[] parts = new String(decoded, StandardCharsets.UTF_8).split(":", 2);
            return parts.length == 2 && logins.check(parts[0], parts[1]) == Logins.Verdict.WELCOME
                    ? logins.person(parts[0])
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private void refuse(HttpServletResponse response, HttpStatus status, String why) throws IOException {
        response.setStatus(status.value());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, why);
        StreamUtils.copy(mapper.writeValueAsBytes(problem), response.getOutputStream());
    }
}
