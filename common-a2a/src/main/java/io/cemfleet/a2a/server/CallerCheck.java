package io.cemfleet.a2a.server;

import io.cemfleet.a2a.message.AgentName;
import io.cemfleet.a2a.problem.ProblemException;
import io.cemfleet.a2a.token.AgentTokens;
import io.cemfleet.a2a.token.SignedRequest;
import io.cemfleet.a2a.token.TokenVerdict;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/** Reads a body within its limit, and tells which agent sent it. */
final class CallerCheck {
    private static final String BEARER = "Bearer ";

    private final AgentTokens tokens;
    private final int maxBody;

    CallerCheck(AgentTokens tokens, int maxBody) {
        this.tokens = tokens;
        this.maxBody = maxBody;
    }

    byte[] body(HttpServletRequest http) throws IOException {
        if (http.getContentLengthLong() > maxBody) {
            throw tooLarge();
        }
        byte[] body = http.getInputStream().readNBytes(maxBody + 1);
        if (body.length > maxBody) {
            throw tooLarge();
        }
        return body;
    }

    AgentName agent(HttpServletRequest http, byte[] body) {
        return genuine(http, body).caller();
    }

    /** The agent, and the person it acts for, if it does. */
    TokenVerdict.Genuine genuine(HttpServletRequest http, byte[] body) {
        String token = bearer(http)
                .orElseThrow(() -> new ProblemException(HttpStatus.UNAUTHORIZED, "an agent's bearer token is needed"));
        return switch (tokens.verify(token, request(http, body))) {
            case TokenVerdict.Genuine genuine -> genuine;
            case TokenVerdict.Refused refused ->
                throw new ProblemException(
                        HttpStatus.UNAUTHORIZED,
                        "the token was refused: " + refused.fault().text());
        };
    }

    /** What the caller must have signed: the target as it came, not decoded. */
    static SignedRequest request(HttpServletRequest http, byte[] body) {
        String query = http.getQueryString();
        String path = http.getRequestURI();
        return new SignedRequest(http.getMethod(), query == null ? path : path + '?' + query, body);
    }

    static Optional<String> bearer(HttpServletRequest http) {
        String header = http.getHeader(HttpHeaders.AUTHORIZATION);
        return header != null && header.startsWith(BEARER)
                ? Optional.of(header.substring(BEARER.length()).strip())
                : Optional.empty();
    }

    private ProblemException tooLarge() {
        return new ProblemException(HttpStatus.PAYLOAD_TOO_LARGE, "the body is larger than " + maxBody + " bytes");
    }
}
