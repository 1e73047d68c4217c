package io.cemfleet.io.login;

import io.cemfleet.io.ConsoleSettings;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.util.matcher.AnyRequestMatcher;
import org.springframework.stereotype.Component;

/**
 * The headers of the console's answers: own files only, no frames, no referrer, no caching, and TLS where it is used.
 */
@Component
class ConsoleHeaders implements Customizer<HeadersConfigurer<HttpSecurity>> {
    private static final String OWN_FILES = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
            + " font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
    private static final String NO_DEVICES =
            "camera=(), microphone=(), geolocation=(), payment=(), usb=(), display-capture=()";

    private final ConsoleSettings settings;

    ConsoleHeaders(ConsoleSettings settings) {
        this.settings = settings;
    }

    @Override
    public void customize(HeadersConfigurer<HttpSecurity> headers) {
        headers.contentSecurityPolicy(policy -> policy.policyDirectives(OWN_FILES))
                .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.SAME_ORIGIN))
                .permissionsPolicyHeader(permissions -> permissions.policy(NO_DEVICES));
        if (settings.secureCookie()) {
            headers.httpStrictTransportSecurity(tls -> tls.requestMatcher(AnyRequestMatcher.INSTANCE));
        }
    }
}
