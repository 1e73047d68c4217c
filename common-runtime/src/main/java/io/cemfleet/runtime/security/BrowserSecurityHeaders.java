package io.cemfleet.runtime.security;

import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/** What answers tell browsers: nothing is kept, framed, sniffed or loaded; over TLS they stay with TLS. */
public final class BrowserSecurityHeaders {
    private static final String POLICY =
            "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

    private BrowserSecurityHeaders() {}

    /** Spring Security's defaults (no-store, nosniff, HSTS over TLS, no frames), and two that are stricter. */
    public static void add(HeadersConfigurer<HttpSecurity> headers) {
        headers.contentSecurityPolicy(policy -> policy.policyDirectives(POLICY))
                .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.NO_REFERRER));
    }
}
