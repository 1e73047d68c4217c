package io.cemfleet.a2a.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import io.cemfleet.a2a.message.AgentName;
import io.cemfleet.a2a.testing.TestKeys;
import io.cemfleet.runtime.testing.ManualClock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class AgentTokensTest {
    private static final byte[] BODY = "{\"task_type\":\"steer_traffic\"}".getBytes(StandardCharsets.UTF_8);
    private static final SignedRequest REQUEST = new SignedRequest("POST", "/api/things?a=1&b=2", BODY);

    private final AgentTokens orchestrator = TestKeys.tokensOf(AgentName.ORCHESTRATOR);
    private final AgentTokens tunnels = TestKeys.tokensOf(AgentName.TUNNEL_PROVISIONING);

    @Test
    void aTokenIsGenuineForTheRequestItWasSignedForAndNamesItsCaller() {
        String token = orchestrator.sign(AgentName.TUNNEL_PROVISIONING, REQUEST, "olga", "operator");

        assertThat(tunnels.verify(token, REQUEST)).isInstanceOfSatisfying(TokenVerdict.Genuine.class, genuine -> {
            assertThat(genuine.caller()).isEqualTo(AgentName.ORCHESTRATOR);
            assertThat(genuine.person()).isEqualTo("olga");
            assertThat(genuine.role()).isEqualTo("operator");
        });
    }

    @Test
    void anAgentOnItsOwnNamesNoPerson() {
        String token = orchestrator.sign(AgentName.TUNNEL_PROVISIONING, REQUEST);

        assertThat(tunnels.verify(token, REQUEST)).isInstanceOfSatisfying(TokenVerdict.Genuine.class, genuine -> {
            assertThat(genuine.person()).isNull();
            assertThat(genuine.role()).isNull();
        });
    }

    @ParameterizedTest
    @CsvSource({
        "PUT,  /api/things?a=1&b=2,   METHOD",
        "post, /api/things?a=1&b=2,   METHOD",
        "POST, /api/thing?a=1&b=2,    TARGET",
        "POST, /api/things,           TARGET",
        "POST, /api/things?a=1&b=3,   TARGET",
        "POST, /api/things?b=2&a=1,   TARGET",
        "POST, /api/things?a=1&b=2&,  TARGET",
        "POST, /%61pi/things?a=1&b=2, TARGET",
        "POST, /api;x/things?a=1&b=2, TARGET"
    })
    void aTokenForAnotherMethodPathOrQueryIsRefused(String method, String target, TokenFault fault) {
        String token = orchestrator.sign(AgentName.TUNNEL_PROVISIONING, REQUEST);

        assertThat(tunnels.verify(token, method, target)).isEqualTo(new TokenVerdict.Refused(fault));
    }

    @Test
    void aTokenForAnotherBodyIsRefusedOnceTheBodyIsRead() {
        String token = orchestrator.sign(AgentName.TUNNEL_PROVISIONING, REQUEST);

        var genuine = (TokenVerdict.Genuine) tunnels.verify(token, REQUEST.method(), REQUEST.target());

        assertThat(tunnels.verifyBody(genuine, BODY)).isEqualTo(genuine);
        assertThat(tunnels.verifyBody(genuine, new byte[] {1})).isEqualTo(new TokenVerdict.Refused(TokenFault.BODY));
    }

    @Test
    void aTokenForAnotherAgentIsRefused() {
        String token = orchestrator.sign(AgentName.AUDIT, REQUEST);

        assertThat(tunnels.verify(token, REQUEST)).isEqualTo(new TokenVerdict.Refused(TokenFault.AUDIENCE));
    }

    @ParameterizedTest
    @CsvSource({"-64, ", "-66, EXPIRED", "4, ", "7, NOT_YET_VALID"})
    void aTokenLivesAMinuteAndClocksMayDifferByFiveSeconds(long secondsOff, @Nullable TokenFault fault) {
        Instant now = Instant.parse("2026-03-01T10:00:00Z");
        String token = at(AgentName.ORCHESTRATOR, new ManualClock(now.plusSeconds(secondsOff)))
                .sign(AgentName.TUNNEL_PROVISIONING, REQUEST);

        TokenVerdict verdict =
                at(AgentName.TUNNEL_PROVISIONING, new ManualClock(now)).verify(token, REQUEST);

        if (fault == null) {
            assertThat(verdict).isInstanceOf(TokenVerdict.Genuine.class);
        } else {
            assertThat(verdict).isEqualTo(new TokenVerdict.Refused(fault));
        }
    }

    @Test
    void aTokenThatWouldLiveLongerIsRefused() {
        String token = signed(claims -> claims.expirationTime(new Date(System.currentTimeMillis() + 120_000)));

        assertThat(tunnels.verify(token, REQUEST)).isEqualTo(new TokenVerdict.Refused(TokenFault.LIFETIME));
    }

    @Test
    void anAgentCannotSpeakForAnother() {
        assertThat(tunnels.verify(signed(claims -> claims.issuer("io_agent")), REQUEST))
                .isEqualTo(new TokenVerdict.Refused(TokenFault.ISSUER));
    }

    @ParameterizedTest
    @ValueSource(strings = {"iss", "aud", "iat", "exp", "jti", "htm", "hth", "bsh"})
    void aTokenWithoutOneOfItsClaimsIsRefused(String missing) {
        assertThat(tunnels.verify(signed(claims -> {}), REQUEST)).isInstanceOf(TokenVerdict.Genuine.class);
        assertThat(tunnels.verify(signed(claims -> claims.claim(missing, null)), REQUEST))
                .isInstanceOf(TokenVerdict.Refused.class);
    }

    @Test
    void aTokenWhoseClaimsWereChangedIsRefused() {
        String[] parts =
                orchestrator.sign(AgentName.TUNNEL_PROVISIONING, REQUEST).split("\\.");
        String claims = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8)
                .replace("orchestrator", "io_agent");

        assertThat(tunnels.verify(parts[0] + '.' + encode(claims) + '.' + parts[2], REQUEST))
                .isEqualTo(new TokenVerdict.Refused(TokenFault.SIGNATURE));
    }

    @Test
    void aTokenWithoutASignatureIsRefused() throws Exception {
        SignedJWT good = SignedJWT.parse(orchestrator.sign(AgentName.TUNNEL_PROVISIONING, REQUEST));

        assertThat(tunnels.verify(new PlainJWT(good.getJWTClaimsSet()).serialize(), REQUEST))
                .isInstanceOf(TokenVerdict.Refused.class);
        assertThat(tunnels.verify(withHeader("{\"alg\":\"none\",\"typ\":\"JWT\",\"kid\":\"KID\"}"), REQUEST))
                .isInstanceOf(TokenVerdict.Refused.class);
    }

    @Test
    void aPublicKeyTakenAsASharedSecretForgesNothing() throws Exception {
        SignedJWT good = SignedJWT.parse(orchestrator.sign(AgentName.TUNNEL_PROVISIONING, REQUEST));
        byte[] publicKey =
                Base64.getDecoder().decode(Files.readString(TestKeys.directory().resolve("orchestrator.pub")));
        SignedJWT forged = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.HS256)
                        .type(JOSEObjectType.JWT)
                        .keyID(good.getHeader().getKeyID())
                        .build(),
                good.getJWTClaimsSet());
        forged.sign(new MACSigner(publicKey));

        assertThat(tunnels.verify(forged.serialize(), REQUEST))
                .isEqualTo(new TokenVerdict.Refused(TokenFault.ALGORITHM));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"alg\":\"EdDSA\",\"typ\":\"JWT\"}",
                "{\"alg\":\"EdDSA\",\"typ\":\"JWT\",\"kid\":\"another\"}",
                "{\"alg\":\"EdDSA\",\"kid\":\"KID\"}",
                "{\"alg\":\"EdDSA\",\"typ\":\"JWT\",\"kid\":\"KID\",\"crit\":[\"exp\"]}",
                "{\"alg\":\"EdDSA\",\"typ\":\"JWT\",\"kid\":\"KID\",\"jku\":\"http://127.0.0.1/keys\"}",
                "[]",
                "null"
            })
    void aHeaderOfAnotherFormIsRefused(String header) {
        assertThat(tunnels.verify(withHeader(header), REQUEST)).isInstanceOf(TokenVerdict.Refused.class);
    }

    @ParameterizedTest
    @MethodSource("nonsense")
    void nonsenseIsRefused(String token) {
        assertThat(tunnels.verify(token, REQUEST)).isInstanceOf(TokenVerdict.Refused.class);
    }

    static Stream<String> nonsense() {
        String good = TestKeys.tokensOf(AgentName.ORCHESTRATOR).sign(AgentName.TUNNEL_PROVISIONING, REQUEST);
        String deep = encode("{\"a\":".repeat(500) + "1" + "}".repeat(500));
        return Stream.of(
                "",
                ".",
                "..",
                "...",
                "a.b.c",
                "\0",
                good.substring(0, good.length() - 1),
                good.substring(0, good.lastIndexOf('.')),
                good.substring(0, good.lastIndexOf('.') + 1),
                good.replace(".", ".."),
                good + ".",
                "." + good,
                good + good,
                good + "A".repeat(100_000),
                "A".repeat(10_000_000),
                deep + '.' + deep + ".AAAA");
    }

    @Test
    void anAgentWithoutItsKeyDoesNotStart(@TempDir Path empty) {
        assertThatThrownBy(() -> AgentKeys.read(empty, AgentName.AUDIT))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("audit.key");
    }

    private static AgentTokens at(AgentName agent, Clock clock) {
        return new AgentTokens(AgentKeys.read(TestKeys.directory(), agent), clock);
    }

    /** A token that the orchestrator signed properly, with claims that it should not have. */
    private static String signed(Consumer<JWTClaimsSet.Builder> change) {
        AgentKeys.OwnSigningKey own =
                AgentKeys.read(TestKeys.directory(), AgentName.ORCHESTRATOR).own();
        JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder(
                TokenClaims.of(AgentName.ORCHESTRATOR, AgentName.TUNNEL_PROVISIONING, Instant.now(), REQUEST)
                        .json());
        change.accept(claims);
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.EdDSA)
                .type(JOSEObjectType.JWT)
                .keyID(own.id())
                .build();
        SignedJWT token = new SignedJWT(header, claims.build());
        try {
            token.sign(own.signer());
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
        return token.serialize();
    }

    /** A token that is genuine but for its header, KID standing for the orchestrator's; signed over that header. */
    private static String withHeader(String header) {
        AgentKeys.OwnSigningKey own =
                AgentKeys.read(TestKeys.directory(), AgentName.ORCHESTRATOR).own();
        String claims = TestKeys.tokensOf(AgentName.ORCHESTRATOR)
                .sign(AgentName.TUNNEL_PROVISIONING, REQUEST)
                .split("\\.")[1];
        String signed = encode(header.replace("KID", own.id())) + '.' + claims;
        try {
            var signature =
                    own.signer().sign(new JWSHeader(JWSAlgorithm.EdDSA), signed.getBytes(StandardCharsets.US_ASCII));
            return signed + '.' + signature;
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String encode(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
