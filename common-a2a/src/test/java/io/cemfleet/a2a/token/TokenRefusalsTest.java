package io.cemfleet.a2a.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.cemfleet.a2a.message.AgentName;
import io.cemfleet.a2a.testing.TestKeys;
import io.cemfleet.runtime.testing.ManualClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class TokenRefusalsTest {
    private static final SignedRequest REQUEST = SignedRequest.task(new byte[] {1});

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final ManualClock here = new ManualClock(Instant.parse("2026-03-01T10:00:00Z"));
    private final ManualClock there = new ManualClock(here.instant());
    private final AgentTokens receiver =
            new AgentTokens(AgentKeys.read(TestKeys.directory(), AgentName.AUDIT), here, new TokenRefusals(meters));
    private final AgentTokens sender =
            new AgentTokens(AgentKeys.read(TestKeys.directory(), AgentName.NOTIFICATION), there);

    @Test
    void refusedTokensAreCountedByReason() {
        receiver.verify("nonsense", REQUEST);
        receiver.verify(sender.sign(AgentName.ORCHESTRATOR, REQUEST), REQUEST);
        receiver.verify(sender.sign(AgentName.AUDIT, REQUEST), "GET", REQUEST.target());
        receiver.verify(sender.sign(AgentName.AUDIT, REQUEST), REQUEST);

        assertThat(counted("malformed")).isEqualTo(1);
        assertThat(counted("audience")).isEqualTo(1);
        assertThat(counted("method")).isEqualTo(1);
        assertThat(counted("body")).isZero();
    }

    @Test
    void aWrongClockIsNamedOnceWithTheDifferenceAndWithoutTheToken(CapturedOutput output) {
        there.move(Duration.ofSeconds(42));
        String token = sender.sign(AgentName.AUDIT, REQUEST);

        receiver.verify(token, REQUEST);
        receiver.verify(token, REQUEST);

        assertThat(output).containsOnlyOnce("tokens of notification are refused: its clock is 42 s ahead of this one");
        assertThat(output).doesNotContain(token);
        assertThat(counted("not_yet_valid")).isEqualTo(2);
    }

    @Test
    void aClockThatIsBehindIsNamedToo(CapturedOutput output) {
        there.move(Duration.ofSeconds(-90));

        receiver.verify(sender.sign(AgentName.AUDIT, REQUEST), REQUEST);

        assertThat(output).contains("tokens of notification are refused: its clock is 30 s or more behind this one");
    }

    private double counted(String reason) {
        return meters.get("cem.tokens.refused").tag("reason", reason).counter().count();
    }
}
