package io.cemfleet.a2a.server;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.cemfleet.a2a.config.A2aSettings;
import io.cemfleet.a2a.message.AgentName;
import io.cemfleet.a2a.token.AgentTokens;
import io.cemfleet.a2a.token.TokenVerdict;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Set;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.util.StreamUtils;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Guards {@code /api/**}: an agent's token (the console acts for a person by it), or HTTP Basic where a local fleet has
 * set a user. Request attributes {@link #PERSON} and {@link #ROLE} tell whom the call is for.
 */
public final class ApiAccessFilter extends OncePerRequestFilter {
    public static final String PERSON = "cem.person";
    public static final String ROLE = "cem.role";

    private static final Set<AgentName> PEOPLE_COME_THROUGH = Set.of(AgentName.IO_AGENT, AgentName.FLEET_CLI);

    private final AgentTokens tokens;
    private final A2aSettings settings;
    private final ObjectMapper mapper;

    public ApiAccessFilter(AgentTokens tokens, A2aSettings settings, ObjectMapper mapper) {
        this.tokens = tokens;
        this.settings = settings;
        this.mapper = mapper;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !request.getRequestURI().startsWith("/api/");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        byte[] body = request.getInputStream().readNBytes(settings.limits().maxBody() + 1);
        if (body.length > settings.limits().maxBody()) {
            refuse(response, HttpStatus.PAYLOAD_TOO_LARGE, "the body is too large");
        } else if (basic(request) || token(request, body)) {
            chain.doFilter(new BufferedRequest(request, body), response);
        } else {
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"cem-fleet\"");
            refuse(response, HttpStatus.UNAUTHORIZED, "an operator's login or token is needed");
        }
    }

    private boolean basic(HttpServletRequest request) {
        A2aSettings.Operators operators = settings.operators();
        String header = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (operators == null || operators.password().isBlank() || header == null || !header.startsWith("Basic ")) {
            return false;
        }
        byte[] wanted = (operators.user() + ':' + operators.password()).getBytes(StandardCharsets.UTF_8);
        if (!MessageDigest.isEqual(wanted, decoded(header))) {
            return false;
        }
        request.setAttribute(PERSON, operators.user());
        request.setAttribute(ROLE, "admin");
        return true;
    }

    private boolean token(HttpServletRequest request, byte[] body) {
        return CallerCheck.bearer(request)
                .map(token -> tokens.verify(token, CallerCheck.request(request, body)))
                .filter(verdict -> verdict instanceof TokenVerdict.Genuine genuine
                        && PEOPLE_COME_THROUGH.contains(genuine.caller()))
                .map(TokenVerdict.Genuine.class::cast)
                .map(genuine -> {
                    request.setAttribute(PERSON, genuine.person());
                    request.setAttribute(ROLE, genuine.role());
                    return true;
                })
                .orElse(false);
    }

    private static byte[] decoded(String header) {
        try {
            return Base64.getDecoder()
                    .decode(header.substring("Basic ".length()).strip());
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    private void refuse(HttpServletResponse response, HttpStatus status, String detail) throws IOException {
        response.setStatus(status.value());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        StreamUtils.copy(
                mapper.writeValueAsBytes(ProblemDetail.forStatusAndDetail(status, detail)), response.getOutputStream());
    }
}
