package io.cemfleet.a2a.token;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.cemfleet.a2a.message.AgentName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;
import org.jspecify.annotations.Nullable;

/** Signs and checks tokens: compact JWS (RFC 7515) with EdDSA (RFC 8037), bound to one audience and one body. */
public final class AgentTokens {
    /** How long a token lives. */
    public static final Duration LIFETIME = Duration.ofSeconds(60);

    private static final Duration SKEW = Duration.ofSeconds(5);
    private static final String HEADER = encode("{\"alg\":\"EdDSA\",\"typ\":\"JWT\"}".getBytes(StandardCharsets.UTF_8));
    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private final AgentKeys keys;
    private final Clock clock;

    public AgentTokens(AgentKeys keys, Clock clock) {
        this.keys = keys;
        this.clock = clock;
    }

    /** A token for this audience and body, from this agent itself. */
    public String sign(AgentName audience, byte[] body) {
        return sign(audience, body, null, null);
    }

    /** A token for this audience and body, on behalf of a person with a role. */
    public String sign(AgentName audience, byte[] body, @Nullable String person, @Nullable String role) {
        long now = clock.instant().getEpochSecond();
        TokenClaims claims = new TokenClaims(
                keys.self().wire(), audience.wire(), now, now + LIFETIME.toSeconds(), hash(body), person, role);
        try {
            String signed = HEADER + '.' + encode(JSON.writeValueAsBytes(claims));
            Ed25519Signer signer = new Ed25519Signer();
            signer.init(true, keys.own());
            update(signer, signed);
            return signed + '.' + encode(signer.generateSignature());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot sign a token", e);
        }
    }

    /** Whether the token is genuine, alive, meant for this agent and for this body. */
    public TokenVerdict verify(String token, byte[] body) {
        String[] parts = token.split("\\.", -1);
        if (parts.length != 3 || !parts[0].equals(HEADER)) {
            return new TokenVerdict.Refused("not a token of this fleet");
        }
        try {
            TokenClaims claims = JSON.readValue(Base64.getUrlDecoder().decode(parts[1]), TokenClaims.class);
            AgentName issuer = AgentName.of(claims.iss());
            Optional<Ed25519PublicKeyParameters> key = keys.of(issuer);
            if (key.isEmpty() || !signed(key.get(), parts)) {
                return new TokenVerdict.Refused("signature does not match");
            }
            return judge(claims, issuer, body);
        } catch (IOException | IllegalArgumentException | NullPointerException e) {
            return new TokenVerdict.Refused("not a token of this fleet");
        }
    }

    private TokenVerdict judge(TokenClaims claims, AgentName issuer, byte[] body) {
        long now = clock.instant().getEpochSecond();
        if (!keys.self().wire().equals(claims.aud())) {
            return new TokenVerdict.Refused("meant for another agent");
        }
        boolean alive = claims.exp() > now - SKEW.toSeconds()
                && claims.iat() <= now + SKEW.toSeconds()
                && claims.exp() - claims.iat() <= LIFETIME.toSeconds();
        if (!alive) {
            return new TokenVerdict.Refused("expired or not yet valid");
        }
        if (!hash(body).equals(claims.bsh())) {
            return new TokenVerdict.Refused("signed for another body");
        }
        return new TokenVerdict.Genuine(issuer, claims.sub(), claims.role());
    }

    private static boolean signed(Ed25519PublicKeyParameters key, String[] parts) {
        Ed25519Signer signer = new Ed25519Signer();
        signer.init(false, key);
        update(signer, parts[0] + '.' + parts[1]);
        return signer.verifySignature(Base64.getUrlDecoder().decode(parts[2]));
    }

    private static void update(Ed25519Signer signer, String signed) {
        byte[] bytes = signed.getBytes(StandardCharsets.US_ASCII);
        signer.update(bytes, 0, bytes.length);
    }

    private static String hash(byte[] body) {
        try {
            return encode(MessageDigest.getInstance("SHA-256").digest(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
