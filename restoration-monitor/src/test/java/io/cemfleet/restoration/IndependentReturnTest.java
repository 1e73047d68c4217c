package io.cemfleet.restoration;

import static io.cemfleet.restoration.RestorationFixtures.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.cemfleet.a2a.contract.MonitorRestoration;
import io.cemfleet.a2a.testing.PeerStub.Reply;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A tunnel that cannot return yet keeps no other from it. One came over Prague, the second one over Zurich. */
class IndependentReturnTest extends RestorationTestBase {
    private final String second = "second-" + tunnel;
    private final AtomicBoolean hindered = new AtomicBoolean(true);

    @ParameterizedTest
    @CsvSource({"head_end_busy, true", "plan_timeout, true", "cap_exceeded, false"})
    void aTunnelThatKeepsFailingHoldsOnlyItself(String code, boolean retryable) {
        // given
        PEERS.on(
                "shift_traffic",
                payload -> hindered.get() && is(payload, second) && weight(payload) == 50
                        ? Reply.failed(code, retryable)
                        : shifted(payload));
        // when
        begin(request(id, 1, tunnel, second));
        awaitEvent("restored");
        // then
        assertThat(restored()).containsExactly("[\"" + tunnel + "\"]");
        assertThat(shifts()).containsExactly(75, 50, 25, 0);
        assertThat(details("cutover_held").path("code").asText()).isEqualTo(code);
        assertThat(details("cutover_held").path("tunnels")).hasSize(1);
        assertThat(details("cutover_held").at("/tunnels/0/tunnel_id").asText()).isEqualTo(second);
        assertThat(details("cutover_held").at("/tunnels/0/protection_weight").asInt())
                .isEqualTo(75);
        assertThat(stage()).isEqualTo("CUTTING_OVER");
        // and it is tried on, reported once, until it succeeds
        int tries = shiftsOf(second).size();
        await().atMost(Duration.ofSeconds(20)).until(() -> shiftsOf(second).size() > tries + 1);
        assertThat(events()).containsOnlyOnce("cutover_held").doesNotContain("cleanup_failed", "sla_relapsed");
        hindered.set(false);
        await().atMost(Duration.ofSeconds(20)).until(() -> restored().size() == 2);
        assertThat(shiftsOf(second).stream().distinct()).containsExactly(75, 50, 25, 0);
        assertThat(stage()).isEqualTo("RESTORED");
    }

    @Test
    void aTunnelWithoutAnAnswerHoldsOnlyItself() {
        // given
        PEERS.on(
                "shift_traffic", payload -> hindered.get() && is(payload, second) ? Reply.http(503) : shifted(payload));
        // when
        begin(request(id, 1, tunnel, second));
        awaitEvent("restored");
        // then
        assertThat(restored()).containsExactly("[\"" + tunnel + "\"]");
        assertThat(details("cutover_held").path("code").asText()).isEqualTo("unreachable");
        // and
        hindered.set(false);
        await().atMost(Duration.ofSeconds(30)).until(() -> restored().size() == 2);
    }

    @Test
    void aPartThatIsStuckForRoomKeepsNoOtherWaiting() {
        // given no room over Zurich, and from 50/50 on none over Prague
        links.utilise("frankfurt-zurich", "frankfurt", 0.9);
        onShift(weight -> {
            if (weight == 50) {
                links.utilise("prague-vienna", "prague", 0.74);
                links.utilise("frankfurt-zurich", "frankfurt", 0.3);
            }
        });
        // when
        begin(overPragueAndZurich());
        awaitEvent("restored");
        // then
        assertThat(restored()).containsExactly("[\"" + second + "\"]");
        assertThat(shifts()).containsExactly(75, 50);
        assertThat(stage()).isEqualTo("CUTTING_OVER");
        // and
        links.utilise("prague-vienna", "prague", 0.5);
        await().atMost(Duration.ofSeconds(20)).until(() -> restored().size() == 2);
        assertThat(shifts()).containsExactly(75, 50, 25, 0);
    }

    @Test
    void aTunnelWaitsForTheLinksOfItsOwnPathOnly() {
        // given
        links.set("frankfurt-zurich", "frankfurt", LinkConditions.LinkCondition.BAD);
        // when
        begin(overPragueAndZurich());
        awaitEvent("restored");
        // then
        assertThat(restored()).containsExactly("[\"" + tunnel + "\"]");
        assertThat(events()).isEqualTo(WHOLE_WAY);
        await().until(() -> stage().equals("WATCHING"));
        assertThat(shiftsOf(second)).isEmpty();
        // and once its own are good, it recovers, is held and returns like any other
        links.heal();
        await().atMost(Duration.ofSeconds(20)).until(() -> restored().size() == 2);
        assertThat(events().subList(WHOLE_WAY.size(), events().size())).isEqualTo(WHOLE_WAY);
        assertThat(stage()).isEqualTo("RESTORED");
    }

    @Test
    void aPathThatIsNotMeasuredHoldsOnlyItsOwnTunnel() {
        // given
        links.set("frankfurt-zurich", "zurich", LinkConditions.LinkCondition.MISSING);
        // when
        begin(overPragueAndZurich());
        awaitEvent("restored");
        // then
        assertThat(restored()).containsExactly("[\"" + tunnel + "\"]");
        awaitEvent("telemetry_missing");
        assertThat(details("telemetry_missing").path("reason").asText()).contains("frankfurt-zurich");
    }

    private MonitorRestoration.Request overPragueAndZurich() {
        MonitorRestoration.Request both = request(id, 1, tunnel, second);
        return new MonitorRestoration.Request(
                both.incidentId(),
                List.of(
                        both.protections().getFirst(),
                        RestorationFixtures.overZurich(both.protections().getLast())),
                both.slaTier(),
                both.cutoverMode(),
                List.of("frankfurt-prague", "frankfurt-zurich"),
                both.relapses(),
                both.planRevision(),
                both.callbackUrl(),
                both.loadCaused());
    }

    private List<String> restored() {
        return updates().stream()
                .filter(update -> update.path("event").asText().equals("restored"))
                .map(update -> update.path("tunnel_ids").toString())
                .toList();
    }

    private static List<Integer> shiftsOf(String which) {
        return PEERS.payloads("shift_traffic").stream()
                .filter(payload -> is(payload, which))
                .map(IndependentReturnTest::weight)
                .toList();
    }

    private static boolean is(JsonNode payload, String tunnel) {
        return payload.path("tunnel_id").asText().equals(tunnel);
    }

    private static int weight(JsonNode payload) {
        return payload.path("protection_weight").asInt();
    }
}
