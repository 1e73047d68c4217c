package io.cemfleet.a2a.security;

import io.cemfleet.a2a.token.AgentTokens;
import io.cemfleet.a2a.token.OneTimeTokens;
import io.cemfleet.a2a.token.TokenVerdict;
import io.cemfleet.runtime.security.BodyLimitFilter;
import io.cemfleet.runtime.security.BufferedRequest;
import io.cemfleet.runtime.security.ProblemWriter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Authenticates an agent by its bearer token. The token is bound to the body, so the body is read here, once everything
 * else about the token has been verified; {@link BodyLimitFilter} bounds it.
 */
final class AgentTokenFilter extends OncePerRequestFilter {
    private static final String BEARER = "Bearer ";

    private static final Set<String> TASKS = Set.of("/a2a/tasks", "/a2a/tasks:batch");

    private final AgentTokens tokens;
    private final OneTimeTokens oneTime;
    private final ProblemWriter problems;

    AgentTokenFilter(AgentTokens tokens, OneTimeTokens oneTime, ProblemWriter problems) {
        this.tokens = tokens;
        this.oneTime = oneTime;
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Optional<String> token = bearer(request);
        if (token.isEmpty()) {
            chain.doFilter(request, response);
            return;
        }
        switch (tokens.verify(token.get(), request.getMethod(), target(request))) {
            case TokenVerdict.Refused refused -> refuse(response, refused);
            case TokenVerdict.Genuine genuine -> readBody(genuine, request, response, chain);
        }
    }

    /** Reads the body only of an authenticated agent. */
    private void readBody(
            TokenVerdict.Genuine token, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        byte[] body = request.getInputStream().readAllBytes();
        switch (tokens.verifyBody(token, body)) {
            case TokenVerdict.Refused refused -> refuse(response, refused);
            case TokenVerdict.Genuine genuine -> {
                if (unused(genuine, request, response)) {
                    SecurityContext context = SecurityContextHolder.createEmptyContext();
                    context.setAuthentication(new AgentAuthentication(genuine));
                    SecurityContextHolder.setContext(context);
                    chain.doFilter(new BufferedRequest(request, body), response);
                }
            }
        }
    }

    /** A task may be sent again: its handler knows whether the repeat is answered from memory. */
    private boolean unused(TokenVerdict.Genuine token, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (request.getMethod().equals("POST") && TASKS.contains(request.getRequestURI())) {
            return true;
        }
        try {
            if (oneTime.use(token, request.getMethod()) instanceof TokenVerdict.Refused refused) {
                refuse(response, refused);
                return false;
            }
            return true;
        } catch (DataAccessException e) {
            problems.write(response, HttpStatus.SERVICE_UNAVAILABLE, "the database does not answer");
            return false;
        }
    }

    /** The target that the caller must have signed: path and query as received, not decoded. */
    private static String target(HttpServletRequest request) {
        String query = request.getQueryString();
        return query == null ? request.getRequestURI() : request.getRequestURI() + '?' + query;
    }

    private void refuse(HttpServletResponse response, TokenVerdict.Refused refused) throws IOException {
        problems.write(
                response,
                HttpStatus.UNAUTHORIZED,
                "the token was refused: " + refused.fault().text());
    }

    private static Optional<String> bearer(HttpServletRequest request) {
        String header = request.getHeader(HttpHeaders.AUTHORIZATION);
        return header != null && header.startsWith(BEARER)
                ? Optional.of(header.substring(BEARER.length()).strip())
                : Optional.empty();
    }
}
