package io.cemfleet.orchestrator;

import static io.cemfleet.orchestrator.OrchestratorFixtures.COLOURED;
import static io.cemfleet.orchestrator.OrchestratorFixtures.measured;
import static io.cemfleet.orchestrator.OrchestratorFixtures.tunnelId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.cemfleet.a2a.contract.TeType;
import io.cemfleet.a2a.message.AgentName;
import io.cemfleet.orchestrator.incident.ProtectionKey;
import io.cemfleet.orchestrator.store.ProtectionKeyStore;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What the network says of tunnels that stand: lost, or of no good. */
class ChangedTunnelsTest extends OrchestratorTest {
    private static final ProtectionKey KEY = new ProtectionKey("frankfurt", "prague", 100, TeType.SR_MPLS);

    @Autowired
    private ProtectionKeyStore keys;

    @Test
    void aLostTunnelIsMadeAndSteeredAgainAndTheIncidentSaysSoMeanwhile() {
        // given
        detect();
        awaitSent("monitor_restoration", 1);
        awaitState("monitoring");

        // when
        JsonNode answer = send(AgentName.TUNNEL_PROVISIONING, "tunnel_changed", lost(id, Instant.now()));

        // then
        assertThat(answer.path("status").path("state").asText()).isEqualTo("completed");
        awaitSent("monitor_restoration", 2);
        awaitState("monitoring");
        assertThat(sent("provision_tunnel"))
                .filteredOn(request -> request.path("protection_key").asText().equals(COLOURED))
                .hasSize(2);
        assertThat(sent("status_update"))
                .extracting(update -> update.path("message").asText())
                .contains("Protection tunnel " + tunnelId(COLOURED) + " is gone, not protected: L3VPN-1, L3VPN-2");
        assertThat(status().path("protections").get(0).path("services_steered")).hasSize(2);
        assertThat(status().path("protections").get(0).path("protection_weight").asInt())
                .isEqualTo(100);
    }

    @Test
    void aTunnelOfAnUnknownIncidentIsOnlyLogged() {
        JsonNode answer = send(AgentName.TUNNEL_PROVISIONING, "tunnel_changed", lost("INC-2020-0001", Instant.now()));

        assertThat(answer.path("status").path("state").asText()).isEqualTo("completed");
        assertThat(jdbc.sql("select count(*) from fact where incident_id = 'INC-2020-0001'")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void whatMadeThingsWorseIsDeletedAndItsFiguresAreShown() {
        // given
        detect();
        awaitSent("monitor_restoration", 1);
        awaitState("monitoring");

        // when
        send(AgentName.RESTORATION_MONITOR, "restoration_update", measured(id, tunnelId(COLOURED), "made_worse", 1));

        // then it is out of the network, and another path was found
        await().atMost(Duration.ofSeconds(20)).until(() -> PEERS.payloads("delete_tunnel").stream()
                .anyMatch(request -> request.path("tunnel_id").asText().equals(tunnelId(COLOURED))));
        awaitSent("compute_plan", 2);
        awaitState("monitoring");
        JsonNode protection = status().path("protections").get(0);
        assertThat(protection.path("tried").get(0).path("reason").asText()).isEqualTo("made_worse");
        assertThat(protection
                        .path("tried")
                        .get(0)
                        .path("after")
                        .path("latency_ms")
                        .asDouble())
                .isEqualTo(12.25);
    }

    @Test
    void verdictsOfLongAgoMuteNoKey() {
        // given two in a row that did not help
        keys.judged(id, KEY, false);
        keys.judged(id, KEY, false);
        assertThat(keys.stopped(KEY)).isTrue();

        // when a day has passed
        jdbc.sql("update key_verdict set judged_at = judged_at - interval '25 hours'")
                .update();

        // then
        assertThat(keys.stopped(KEY)).isFalse();

        // and the next one is the first again
        assertThat(keys.judged(id, KEY, false)).isEqualTo(1);
    }

    private static Map<String, Object> lost(String incidentId, Instant at) {
        return new HashMap<>(Map.of(
                "incident_id",
                incidentId,
                "protection_key",
                COLOURED,
                "tunnel_id",
                tunnelId(COLOURED),
                "change",
                "lost",
                "details",
                Map.of("expected", "preference 110"),
                "occurred_at",
                at.toString()));
    }
}
