package io.cemfleet.orchestrator;

import static io.cemfleet.orchestrator.OrchestratorFixtures.COLOURED;
import static io.cemfleet.orchestrator.OrchestratorFixtures.PLAIN;
import static io.cemfleet.orchestrator.OrchestratorFixtures.REVERSE;
import static io.cemfleet.orchestrator.OrchestratorFixtures.flow;
import static io.cemfleet.orchestrator.OrchestratorFixtures.impact;
import static io.cemfleet.orchestrator.OrchestratorFixtures.service;
import static io.cemfleet.orchestrator.OrchestratorFixtures.tunnel;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.cemfleet.a2a.contract.AssessImpact;
import io.cemfleet.a2a.contract.SlaTier;
import io.cemfleet.a2a.message.AgentName;
import io.cemfleet.a2a.testing.PeerStub.Reply;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The protections of one tier are made and steered together, in one call each. */
class IncidentWavesTest extends OrchestratorTest {

    @Test
    void aWaveOfFortyWithOneBadItemProtectsThirtyNineWithTwoCalls() {
        // given
        PEERS.on("assess_impact", payload -> Reply.completed(fortyOfGold()))
                .on(
                        "provision_tunnel",
                        payload -> payload.path("head_end").asText().equals("pe-7")
                                ? Reply.failed("not_ours", false)
                                : Reply.completed(tunnel(payload)));

        // when
        detect();
        awaitSent("monitor_restoration", 1);

        // then
        assertThat(sent("provision_tunnels")).singleElement().satisfies(wave -> assertThat(wave.path("items"))
                .hasSize(40));
        assertThat(sent("steer_tunnels")).singleElement().satisfies(wave -> assertThat(wave.path("items"))
                .hasSize(39));
        assertThat(PEERS.received("steer_traffic")).hasSize(39);
        assertThat(sent("monitor_restoration").getFirst().path("protections")).hasSize(39);
        awaitSent("error", 1);
        assertThat(sent("error").getFirst().at("/details/protections"))
                .singleElement()
                .satisfies(failed -> {
                    assertThat(failed.path("protection_key").asText()).startsWith("pe-7>");
                    assertThat(failed.path("error").asText()).startsWith("not_ours");
                });
    }

    @Test
    void eachTierIsAWaveOfItsOwnTheHighestFirst() {
        detect();
        awaitSent("monitor_restoration", 1);

        assertThat(sent("provision_tunnels")).singleElement().satisfies(platinum -> assertThat(platinum.path("items"))
                .extracting(item -> item.path("key").asText())
                .containsExactly(COLOURED, REVERSE));
        assertThat(sent("provision_tunnel"))
                .extracting(payload -> payload.path("protection_key").asText())
                .containsExactly(COLOURED, REVERSE, PLAIN);
        assertThat(sent("steer_tunnels")).hasSize(1);
    }

    @Test
    void aWaveWhoseAnswerIsLostIsRepeatedUnderTheSameIdWithTheSameItems() {
        // given
        AtomicBoolean lost = new AtomicBoolean(true);
        failingOnce("provision_tunnels", lost, 503);

        // when
        detect();
        awaitSent("monitor_restoration", 1);

        // then
        assertThat(lost).isFalse();
        List<JsonNode> waves = PEERS.received("provision_tunnels");
        assertThat(waves).hasSize(2);
        assertThat(waves.getFirst().path("task_id")).isEqualTo(waves.getLast().path("task_id"));
        assertThat(waves.getFirst().path("payload")).isEqualTo(waves.getLast().path("payload"));
        assertThat(sent("monitor_restoration").getFirst().path("protections")).hasSize(3);
    }

    @Test
    void aReceiverThatKnowsNoWavesFailsEachItem() {
        PEERS.on("provision_tunnels", payload -> Reply.http(404));

        detect();
        awaitSent("monitor_restoration", 1);

        assertThat(sent("monitor_restoration").getFirst().path("protections")).hasSize(1);
        awaitSent("error", 1);
        assertThat(sent("error").getFirst().at("/details/protections").findValuesAsText("protection_key"))
                .containsExactlyInAnyOrder(COLOURED, REVERSE);
        assertThat(sent("error").getFirst().at("/details/protections").findValuesAsText("error"))
                .allMatch(error -> error.startsWith("refused_404"));
    }

    @Test
    void closedByAPersonTheTunnelsOfATierAreRemovedTogether() {
        // given
        detect();
        awaitSent("monitor_restoration", 1);
        awaitState("monitoring");

        // when
        await().until(() -> as(AgentName.IO_AGENT)
                .send("operator_action", close(), "anna", "operator")
                .body()
                .at("/status/state")
                .asText()
                .equals("completed"));
        awaitSent("ticket_closed", 1);

        // then
        assertThat(PEERS.payloads("delete_tunnels")).hasSize(1);
        assertThat(PEERS.payloads("delete_tunnel")).hasSize(3);
    }

    private Map<String, Object> close() {
        return Map.of(
                "incident_id", id,
                "action", "close",
                "reason", "as the test wants it",
                "actor", "anna",
                "expected_version", status().path("version").asLong());
    }

    private void failingOnce(String task, AtomicBoolean failing, int status) {
        Function<JsonNode, Reply> usual = PEERS.replyTo(task);
        PEERS.on(task, payload -> failing.getAndSet(false) ? Reply.http(status) : usual.apply(payload));
    }

    private static AssessImpact.Result fortyOfGold() {
        return impact(IntStream.range(0, 40)
                .mapToObj(i -> service("L3VPN-" + i, SlaTier.GOLD, flow("pe-" + i, "prague", null)))
                .toArray(AssessImpact.AffectedService[]::new));
    }
}
