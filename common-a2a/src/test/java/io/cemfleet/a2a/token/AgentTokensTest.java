package io.cemfleet.a2a.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cemfleet.a2a.message.AgentName;
import io.cemfleet.a2a.testing.TestKeys;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AgentTokensTest {
    private static final byte[] BODY = "{\"task_type\":\"steer_traffic\"}".getBytes(StandardCharsets.UTF_8);

    private final AgentTokens orchestrator = TestKeys.tokensOf(AgentName.ORCHESTRATOR);
    private final AgentTokens tunnels = TestKeys.tokensOf(AgentName.TUNNEL_PROVISIONING);

    @Test
    void aFreshTokenForThisAudienceAndBodyIsGenuine() {
        String token = orchestrator.sign(AgentName.TUNNEL_PROVISIONING, BODY);

        assertThat(tunnels.verify(token, BODY)).isEqualTo(new TokenVerdict.Genuine(AgentName.ORCHESTRATOR, null, null));
    }

    @Test
    void aTokenForAnotherBodyIsRefused() {
        String token = orchestrator.sign(AgentName.TUNNEL_PROVISIONING, BODY);

        assertThat(tunnels.verify(token, new byte[] {1})).isInstanceOf(TokenVerdict.Refused.class);
    }

    @Test
    void aTokenForAnotherAgentIsRefused() {
        String token = orchestrator.sign(AgentName.AUDIT, BODY);

        assertThat(tunnels.verify(token, BODY)).isInstanceOf(TokenVerdict.Refused.class);
    }

    @Test
    void aTokenOlderThanAMinuteIsRefused() {
        AgentTokens before = new AgentTokens(
                AgentKeys.read(TestKeys.directory(), AgentName.ORCHESTRATOR),
                Clock.offset(Clock.systemUTC(), Duration.ofSeconds(-70)));

        assertThat(tunnels.verify(before.sign(AgentName.TUNNEL_PROVISIONING, BODY), BODY))
                .isInstanceOf(TokenVerdict.Refused.class);
    }

    @Test
    void aTokenWhoseIssuerWasChangedIsRefused() {
        String[] parts = orchestrator.sign(AgentName.TUNNEL_PROVISIONING, BODY).split("\\.");
        String claims = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8)
                .replace("orchestrator", "io_agent");
        String forged = parts[0]
                + '.'
                + Base64.getUrlEncoder().withoutPadding().encodeToString(claims.getBytes(StandardCharsets.UTF_8))
                + '.'
                + parts[2];

        assertThat(tunnels.verify(forged, BODY)).isInstanceOf(TokenVerdict.Refused.class);
    }

    @Test
    void nonsenseIsRefused() {
        assertThat(tunnels.verify("a.b.c", BODY)).isInstanceOf(TokenVerdict.Refused.class);
        assertThat(tunnels.verify("", BODY)).isInstanceOf(TokenVerdict.Refused.class);
    }

    @Test
    void anAgentWithoutItsKeyDoesNotStart(@TempDir Path empty) {
        assertThatThrownBy(() -> AgentKeys.read(empty, AgentName.AUDIT))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("audit.key");
    }
}
