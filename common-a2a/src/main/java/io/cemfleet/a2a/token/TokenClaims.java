package io.cemfleet.a2a.token;

import com.nimbusds.jwt.JWTClaimsSet;
import io.cemfleet.a2a.message.AgentName;
import java.text.ParseException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The claims of a token: the registered claims of RFC 7519, {@code htm} of RFC 9449, and the fleet's own {@code hth},
 * {@code bsh} and {@code role}.
 *
 * @param id {@code jti}
 * @param method {@code htm}: the HTTP method
 * @param targetHash {@code hth}: SHA-256 of path and query as sent, Base64url; a hash, so that a long query leaves a
 *     short token
 * @param bodyHash {@code bsh}: SHA-256 of the body, Base64url
 * @param person {@code sub}: the person on whose behalf the agent acts, null for the agent itself
 */
record TokenClaims(
        String issuer,
        List<String> audience,
        Instant issued,
        Instant expires,
        UUID id,
        String method,
        String targetHash,
        String bodyHash,
        @Nullable String person,
        @Nullable String role) {
    private static final String METHOD = "htm";
    private static final String TARGET_HASH = "hth";
    private static final String BODY_HASH = "bsh";
    private static final String ROLE = "role";

    static TokenClaims of(AgentName issuer, AgentName audience, Instant moment, SignedRequest request) {
        Instant now = moment.truncatedTo(ChronoUnit.SECONDS);
        return new TokenClaims(
                issuer.wire(),
                List.of(audience.wire()),
                now,
                now.plus(AgentTokens.LIFETIME),
                UUID.randomUUID(),
                request.method(),
                SignedRequest.hash(request.target()),
                SignedRequest.hash(request.body()),
                null,
                null);
    }

    TokenClaims onBehalfOf(@Nullable String who, @Nullable String as) {
        return new TokenClaims(issuer, audience, issued, expires, id, method, targetHash, bodyHash, who, as);
    }

    /** @throws ParseException when a claim has another type
     * @throws IllegalArgumentException when the id is not a UUID
     * @throws NullPointerException when a claim is missing */
    static TokenClaims of(JWTClaimsSet claims) throws ParseException {
        return new TokenClaims(
                Objects.requireNonNull(claims.getIssuer()),
                claims.getAudience(),
                claims.getIssueTime().toInstant(),
                claims.getExpirationTime().toInstant(),
                UUID.fromString(claims.getJWTID()),
                Objects.requireNonNull(claims.getStringClaim(METHOD)),
                Objects.requireNonNull(claims.getStringClaim(TARGET_HASH)),
                Objects.requireNonNull(claims.getStringClaim(BODY_HASH)),
                claims.getSubject(),
                claims.getStringClaim(ROLE));
    }

    JWTClaimsSet json() {
        return new JWTClaimsSet.Builder()
                .issuer(issuer)
                .audience(audience)
                .issueTime(Date.from(issued))
                .expirationTime(Date.from(expires))
                .jwtID(id.toString())
                .claim(METHOD, method)
                .claim(TARGET_HASH, targetHash)
                .claim(BODY_HASH, bodyHash)
                .subject(person)
                .claim(ROLE, role)
                .build();
    }
}
