package io.cemfleet.io.login;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.cemfleet.io.ConsoleSettings;
import io.cemfleet.io.session.PersonLogin;
import io.cemfleet.runtime.security.ProblemWriter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;
import org.springframework.web.util.UriComponentsBuilder;

/** The answers to the login page's script and to browsers at login, logout and refusal. */
@Component
class LoginResponses {
    static final String PAGE = "/login.html";

    private static final Logger LOG = LoggerFactory.getLogger(LoginResponses.class);

    private final ConsoleSettings settings;
    private final DeviceCookies devices;
    private final OidcProvider provider;
    private final ProblemWriter problems;
    private final RefusedLoginPage refusedPage;
    private final ObjectMapper mapper;

    LoginResponses(
            ConsoleSettings settings,
            DeviceCookies devices,
            OidcProvider provider,
            ProblemWriter problems,
            RefusedLoginPage refusedPage,
            ObjectMapper mapper) {
        this.settings = settings;
        this.devices = devices;
        this.provider = provider;
        this.problems = problems;
        this.refusedPage = refusedPage;
        this.mapper = mapper;
    }

    /** The password was right. */
    void welcome(HttpServletRequest request, HttpServletResponse response, Authentication person) {
        String account = person.getName();
        if (devices.device(devices.of(request), account).isEmpty()) {
            response.addHeader(HttpHeaders.SET_COOKIE, devices.fresh(account).toString());
        }
        response.setStatus(HttpStatus.NO_CONTENT.value());
    }

    /** 401, or 429 with {@code Retry-After}: for the login page and for HTTP Basic. */
    void refused(HttpServletRequest request, HttpServletResponse response, AuthenticationException refused)
            throws IOException {
        if (refused instanceof TooManyTriesException tooMany) {
            response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(tooMany.seconds()));
            problems.write(
                    response,
                    HttpStatus.TOO_MANY_REQUESTS,
                    "too many wrong passwords; try again in " + tooMany.seconds() + " s");
        } else {
            problems.write(response, HttpStatus.UNAUTHORIZED, "user or password is wrong");
        }
    }

    /**
     * A request to the API without a login. A browser's script gets no HTTP Basic challenge, which would open a dialog.
     */
    void unknown(HttpServletRequest request, HttpServletResponse response, AuthenticationException refused)
            throws IOException {
        if (!request.getServletPath().startsWith("/api/")) {
            response.sendRedirect(PAGE);
        } else if (request.getHeader("Sec-Fetch-Mode") == null) {
            problems.commence(request, response, refused);
        } else {
            problems.write(response, HttpStatus.UNAUTHORIZED, "log in to look");
        }
    }

    /** The identity provider returned a person whom the console refuses, or an invalid login. */
    void notLetIn(HttpServletRequest request, HttpServletResponse response, AuthenticationException refused)
            throws IOException {
        String code = refused instanceof OAuth2AuthenticationException failure
                ? failure.getError().getErrorCode()
                : refused.getClass().getSimpleName();
        Optional<LoginRefusal> refusal = LoginRefusal.of(code);
        if (refusal.isPresent()) {
            refusedPage.write(response, refusal.get());
            return;
        }
        LOG.warn("a login at the identity provider did not complete: {}", code);
        response.sendRedirect(PAGE + "?failed");
    }

    /** Redirects the script to the provider's own logout, where there is one. */
    void goodbye(HttpServletRequest request, HttpServletResponse response, @Nullable Authentication person)
            throws IOException {
        String next = person != null && person.getPrincipal() instanceof PersonLogin login && login.idToken() != null
                ? providersLogout(login.idToken())
                : PAGE;
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        mapper.writeValue(response.getOutputStream(), Map.of("location", next));
    }

    private String providersLogout(String idToken) {
        ClientRegistration registration = provider.findByRegistrationId(OidcProvider.ID);
        Object endpoint = registration == null
                ? null
                : registration.getProviderDetails().getConfigurationMetadata().get("end_session_endpoint");
        if (endpoint == null) {
            return PAGE;
        }
        String back =
                ServletUriComponentsBuilder.fromCurrentContextPath().path(PAGE).toUriString();
        return UriComponentsBuilder.fromUriString(endpoint.toString())
                .queryParam("id_token_hint", idToken)
                .queryParam("client_id", settings.oidc().clientId())
                .queryParam("post_logout_redirect_uri", back)
                .encode()
                .toUriString();
    }
}
