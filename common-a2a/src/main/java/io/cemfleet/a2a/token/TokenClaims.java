package io.cemfleet.a2a.token;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * What a token says (RFC 7519 names; times in seconds since the epoch).
 *
 * @param bsh SHA-256 of the body, Base64url; the empty body's for requests without one
 * @param sub the person on whose behalf, operator tokens only
 * @param role viewer, operator or admin, operator tokens only
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record TokenClaims(
        String iss, String aud, long iat, long exp, String bsh, @Nullable String sub, @Nullable String role) {}
