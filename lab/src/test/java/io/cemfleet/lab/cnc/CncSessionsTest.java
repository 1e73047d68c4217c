package io.cemfleet.lab.cnc;

import static org.assertj.core.api.Assertions.assertThat;

import io.cemfleet.lab.network.ManualClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;

class CncSessionsTest {
    private final ManualClock clock = new ManualClock(Instant.parse("2026-03-01T12:00:00Z"));
    private final CncSessions sessions = new CncSessions(
            new CncSettings(
                    "secret",
                    Duration.ofHours(8),
                    2,
                    Duration.ZERO,
                    1,
                    Duration.ZERO,
                    Duration.ofSeconds(2),
                    Duration.ofSeconds(5),
                    new CncSettings.Thresholds(10, 50, 10, 0.1, 2)),
            clock);

    private CncReply call(String method, String path, String authorization, String... parameters) {
        MockHttpServletRequest request = new MockHttpServletRequest(method, "/crosswork/" + path);
        if (!authorization.isEmpty()) {
            request.addHeader("Authorization", authorization);
        }
        for (int i = 0; i < parameters.length; i += 2) {
            request.setParameter(parameters[i], parameters[i + 1]);
        }
        try {
            return sessions.answer(CncRequest.of(request).below(List.of("sso")).orElseThrow());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private CncReply login(String password) {
        return call("POST", "sso/v1/tickets", "", "username", "noc", "password", password);
    }

    private String bearer(String ticket) {
        return "Bearer " + call("POST", "sso/v1/tickets/" + ticket, "").body();
    }

    private String refusal(String authorization) {
        return sessions.refuse(authorization)
                .map(reply -> reply.status() + " " + reply.body())
                .orElse("");
    }

    @Test
    void aTicketGivesATokenThatIsGoodUntilItExpires() {
        CncReply ticket = login("secret");
        assertThat(ticket.status()).isEqualTo(201);
        assertThat(ticket.headers()).containsKey("Location");
        String token = bearer(ticket.body());
        assertThat(refusal(token)).isEmpty();
        clock.advance(Duration.ofHours(8));
        assertThat(refusal(token)).isEqualTo("403 {\"error\":\"Unauthorized request\"}");
    }

    @Test
    void nothingIsEverAnsweredWith401() {
        assertThat(login("wrong").status()).isEqualTo(403);
        assertThat(sessions.refuse(null).orElseThrow().body()).contains("Missing Authorization header");
        assertThat(refusal("Bearer nonsense")).startsWith("403").contains("Unauthorized request");
        assertThat(refusal("Bearer aaa.bbb.ccc")).isEqualTo("500 {\"error\":\"Middleware error\"}");
    }

    @Test
    void logoutEndsTheSessionAndNeedsATokenItself() {
        String ticket = login("secret").body();
        String token = bearer(ticket);
        CncReply anonymous = call("DELETE", "sso/v1/tickets/" + ticket, "");
        assertThat(anonymous.status()).isEqualTo(400);
        assertThat(anonymous.body()).contains("Authorization header is missing");
        assertThat(call("DELETE", "sso/v1/tickets/" + ticket, token).status()).isEqualTo(200);
        assertThat(refusal(token)).startsWith("403").contains("Your session has ended");
    }

    @Test
    void sessionsAreCapped() {
        login("secret");
        String second = login("secret").body();
        assertThat(login("secret").status()).isEqualTo(503);
        assertThat(login("secret").body()).contains("Per user session limit reached");
        call("DELETE", "sso/v1/tickets/" + second, bearer(second));
        assertThat(login("secret").status()).isEqualTo(201);
    }
}
