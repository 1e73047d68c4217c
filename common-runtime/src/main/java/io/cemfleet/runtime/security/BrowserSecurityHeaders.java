package io.cemfleet.runtime.security;

import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/** Adds headers to answers: browsers neither store, frame, sniff nor load anything; over TLS they stay with TLS. */
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
