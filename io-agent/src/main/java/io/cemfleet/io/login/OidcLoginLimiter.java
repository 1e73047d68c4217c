package io.cemfleet.io.login;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;

/** Limits the logins that an address may begin at the identity provider. */
final class OidcLoginLimiter implements OAuth2AuthorizationRequestResolver {
    /** The request attribute that says why none was begun. */
    static final String TOO_MANY = "cem.too-many-logins";

    private final OAuth2AuthorizationRequestResolver requests;
    private final LoginThrottle throttle;

    OidcLoginLimiter(OAuth2AuthorizationRequestResolver requests, LoginThrottle throttle) {
        this.requests = requests;
        this.throttle = throttle;
    }

    @Override
    @SuppressWarnings("NullAway") // The interface says so in words only.
    public @Nullable OAuth2AuthorizationRequest resolve(HttpServletRequest request) {
        return bounded(request, requests.resolve(request));
    }

    @Override
    @SuppressWarnings("NullAway") // The interface says so in words only.
    public @Nullable OAuth2AuthorizationRequest resolve(HttpServletRequest request, String registrationId) {
        return bounded(request, requests.resolve(request, registrationId));
    }

    private @Nullable OAuth2AuthorizationRequest bounded(
            HttpServletRequest request, @Nullable OAuth2AuthorizationRequest login) {
        if (login == null || throttle.mayBegin(request.getRemoteAddr())) {
            return login;
        }
        request.setAttribute(TOO_MANY, true);
        return null;
    }
}
