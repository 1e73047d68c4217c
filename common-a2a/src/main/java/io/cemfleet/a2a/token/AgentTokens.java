package io.cemfleet.a2a.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jwt.SignedJWT;
import io.cemfleet.a2a.message.AgentName;
import io.micrometer.core.instrument.Metrics;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Signs and checks JWTs (RFC 7519) with EdDSA (RFC 8037). Each is valid for one audience, one method, one path with its
 * query, one body and one minute, and carries an id of its own.
 */
public final class AgentTokens {
    /** How long a token lives. */
    public static final Duration LIFETIME = Duration.ofSeconds(60);

    /** By how much the clocks of two agents may differ. */
    public static final Duration SKEW = Duration.ofSeconds(5);

    private static final int LONGEST = 4096;
    private static final Set<String> HEADER_FIELDS = Set.of("alg", "typ", "kid");

    private final AgentKeys keys;
    private final Clock clock;
    private final TokenRefusals refusals;

    public AgentTokens(AgentKeys keys, Clock clock) {
        this(keys, clock, new TokenRefusals(Metrics.globalRegistry));
    }

    public AgentTokens(AgentKeys keys, Clock clock, TokenRefusals refusals) {
        this.keys = keys;
        this.clock = clock;
        this.refusals = refusals;
    }

    /** A token for this request to this agent, from this agent itself. */
    public String sign(AgentName audience, SignedRequest request) {
        return sign(audience, request, null, null);
    }

    /** A token for this request to this agent, on behalf of a person with a role (viewer, operator, admin). */
    public String sign(AgentName audience, SignedRequest request, @Nullable String person, @Nullable String role) {
        return signed(
                keys.own(),
                TokenClaims.of(keys.self(), audience, clock.instant(), request).onBehalfOf(person, role));
    }

    static String signed(AgentKeys.OwnSigningKey own, TokenClaims claims) {
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.EdDSA)
                .type(JOSEObjectType.JWT)
                .keyID(own.id())
                .build();
        SignedJWT token = new SignedJWT(header, claims.json());
        try {
            token.sign(own.signer());
        } catch (JOSEException e) {
            throw new IllegalStateException("cannot sign a token", e);
        }
        return token.serialize();
    }

    /** Both steps at once: {@link #verify(String, String, String)}, then {@link #verifyBody}. */
    public TokenVerdict verify(String token, SignedRequest request) {
        TokenVerdict verdict = verify(token, request.method(), request.target());
        return verdict instanceof TokenVerdict.Genuine genuine ? verifyBody(genuine, request.body()) : verdict;
    }

    /**
     * First step, before the body is read: whether the token is genuine, alive, and meant for this agent, method and
     * target.
     *
     * @param target raw path with its query, as received
     */
    public TokenVerdict verify(String token, String method, String target) {
        if (token.length() > LONGEST) {
            return refusals.refused(TokenFault.MALFORMED);
        }
        try {
            SignedJWT jwt = SignedJWT.parse(token);
            JWSHeader header = jwt.getHeader();
            if (!header.getAlgorithm().equals(JWSAlgorithm.EdDSA)) {
                return refusals.refused(TokenFault.ALGORITHM);
            }
            if (!header.getIncludedParams().equals(HEADER_FIELDS) || !JOSEObjectType.JWT.equals(header.getType())) {
                return refusals.refused(TokenFault.MALFORMED);
            }
            Optional<AgentKeys.VerificationKey> key = keys.known(header.getKeyID());
            if (key.isEmpty()) {
                return refusals.refused(TokenFault.UNKNOWN_KEY);
            }
            if (!jwt.verify(key.get().verifier())) {
                return refusals.refused(TokenFault.SIGNATURE);
            }
            TokenClaims claims = TokenClaims.of(jwt.getJWTClaimsSet());
            TokenFault fault = fault(claims, key.get().agent(), method, target);
            return fault == null ? genuine(claims, key.get().agent()) : refusals.refused(fault);
        } catch (ParseException | JOSEException | IllegalArgumentException | NullPointerException e) {
            return refusals.refused(TokenFault.MALFORMED);
        }
    }

    /** Second step: whether the token was signed for this body. */
    public TokenVerdict verifyBody(TokenVerdict.Genuine genuine, byte[] body) {
        return genuine.bodyHash().equals(SignedRequest.hash(body)) ? genuine : refusals.refused(TokenFault.BODY);
    }

    private @Nullable TokenFault fault(TokenClaims claims, AgentName owner, String method, String target) {
        if (!owner.wire().equals(claims.issuer())) {
            return TokenFault.ISSUER;
        }
        if (!List.of(keys.self().wire()).equals(claims.audience())) {
            return TokenFault.AUDIENCE;
        }
        Duration life = Duration.between(claims.issued(), claims.expires());
        if (life.isNegative() || life.compareTo(LIFETIME) > 0) {
            return TokenFault.LIFETIME;
        }
        Instant now = clock.instant();
        if (claims.issued().minus(SKEW).isAfter(now)) {
            refusals.clock(owner, Duration.between(now, claims.issued()));
            return TokenFault.NOT_YET_VALID;
        }
        if (!claims.expires().plus(SKEW).isAfter(now)) {
            refusals.clock(owner, Duration.between(now, claims.expires()));
            return TokenFault.EXPIRED;
        }
        if (!claims.method().equals(method)) {
            return TokenFault.METHOD;
        }
        return claims.targetHash().equals(SignedRequest.hash(target)) ? null : TokenFault.TARGET;
    }

    private static TokenVerdict.Genuine genuine(TokenClaims claims, AgentName caller) {
        return new TokenVerdict.Genuine(
                caller, claims.person(), claims.role(), claims.id(), claims.expires(), claims.bodyHash());
    }
}
