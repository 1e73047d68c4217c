package io.cemfleet.orchestrator;

import static io.cemfleet.orchestrator.OrchestratorFixtures.COLOURED;
import static io.cemfleet.orchestrator.OrchestratorFixtures.LINK;
import static io.cemfleet.orchestrator.OrchestratorFixtures.PLAIN;
import static io.cemfleet.orchestrator.OrchestratorFixtures.REVERSE;
import static io.cemfleet.orchestrator.OrchestratorFixtures.tunnelId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cemfleet.a2a.contract.RestorationEvent;
import io.cemfleet.a2a.contract.StatusUpdate;
import io.cemfleet.a2a.contract.TicketClosed;
import io.cemfleet.a2a.testing.PeerStub.Reply;
import io.cemfleet.runtime.testing.FleetJson;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** From incident_detected to ticket_closed, with every request and report to the other agents. */
class FullLoopTest extends OrchestratorTest {

    @Test
    void theLoopRunsAndTellsEachPhaseOnceInTheContractsShape() throws Exception {
        // when
        detect();
        awaitSent("monitor_restoration", 1);
        bringBack(1);
        awaitSent("ticket_closed", 1);

        // then
        List<JsonNode> updates = sent("status_update");
        assertThat(updates)
                .extracting(u -> u.path("phase").asText() + ' '
                        + u.path("status").asText() + ": " + u.path("message").asText())
                .containsExactly(
                        "1 detecting: SLA degradation detected on frankfurt-prague, assessing impact",
                        "2 assessing: 3 services affected, computing alternate path",
                        "3 computing: Alternate path found (sr-mpls), provisioning tunnel",
                        "4 provisioning: Protection tunnel created (sr-mpls), steering traffic",
                        "5 steering: Traffic steered onto protection tunnel, monitoring original path",
                        "6 monitoring: Traffic protected, monitoring original path for recovery",
                        "6 monitoring: SLA recovered on original path, holding before restoration",
                        "6 monitoring: Hold timer started (30 s, platinum)",
                        "6 monitoring: Hold timer expired, SLA re-verified on original path",
                        "7 restoring: Original path stable, restoring traffic gradually",
                        "7 restoring: Cutover 75/25: 25 % of the traffic on original path",
                        "7 restoring: Cutover 0/100: 100 % of the traffic on original path");
        assertThat(details(updates, 0))
                .isEqualTo(FleetJson.parse("{\"alert_count\":3,\"correlation_rule\":\"same_link\"}"));
        assertThat(details(updates, 1))
                .isEqualTo(FleetJson.parse("{\"total_affected\":3,\"services_by_tier\":{\"platinum\":1,\"gold\":2}}"));
        assertThat(details(updates, 2).path("path_type").asText()).isEqualTo("sr-mpls");
        assertThat(details(updates, 2).path("hop_count").asInt()).isEqualTo(2);
        assertThat(details(updates, 2).path("relaxed").isArray()).isTrue();
        assertThat(details(updates, 2).path("paths")).hasSize(3);
        assertThat(details(updates, 3).path("tunnel_id").asText()).isEqualTo(tunnelId(COLOURED));
        assertThat(details(updates, 3).path("binding_sid").isInt()).isTrue();
        assertThat(details(updates, 3).path("te_type").asText()).isEqualTo("sr-mpls");
        assertThat(details(updates, 3).path("tunnels")).hasSize(3);
        assertThat(details(updates, 4).path("traffic_steered").isBoolean()).isTrue();
        assertThat(details(updates, 4).path("services_steered").asInt()).isEqualTo(3);
        assertThat(details(updates, 7))
                .isEqualTo(FleetJson.parse(
                        "{\"event\":\"hold_timer_started\",\"hold_seconds\":30,\"sla_tier\":\"platinum\"}"));
        assertThat(details(updates, 10))
                .isEqualTo(FleetJson.parse("{\"protection_weight\":75,\"original_weight\":25,\"stage\":1}"));
        for (JsonNode update : updates) {
            assertThat(FleetJson.tree(FleetJson.MAPPER.treeToValue(update, StatusUpdate.Request.class)))
                    .isEqualTo(update);
            assertThat(update.path("source_agent").asText()).isEqualTo("orchestrator");
        }
        closedAsTheContractSays();
    }

    private void closedAsTheContractSays() throws Exception {
        JsonNode closed = sent("ticket_closed").getFirst();
        TicketClosed.Request read = FleetJson.MAPPER.treeToValue(closed, TicketClosed.Request.class);
        assertThat(read.closedAt()).isBeforeOrEqualTo(Instant.now());
        assertThat(read.durationSeconds()).isBetween(5L, 60L);
        ObjectNode rest = ((ObjectNode) closed.deepCopy()).without(List.of("closed_at", "duration_seconds"));
        assertThat(rest)
                .isEqualTo(FleetJson.parse(
                        """
                        {"incident_id": "%s", "resolution": "resolved", "source_agent": "orchestrator",
                         "summary": "Incident resolved: SLA recovered on original path",
                         "details": {"final_status": "resolved", "close_reason": "sla_recovered",
                           "degraded_links": ["%s"], "affected_services_count": 3, "tunnel_id": "%s",
                           "tunnel_ids": ["%s", "%s", "%s"],
                           "nodes_executed": ["start", "detect", "assess", "compute", "provision", "steer", "monitor",
                                              "restore", "close"]}}"""
                                .formatted(
                                        id,
                                        LINK,
                                        tunnelId(COLOURED),
                                        tunnelId(COLOURED),
                                        tunnelId(REVERSE),
                                        tunnelId(PLAIN))));
        await().until(() -> sent("incident_closed").size() == 1);
        assertThat(sent("incident_closed").getFirst().path("resolution").asText())
                .isEqualTo("resolved");
        await().until(() -> sent("send_notification").size() == 2);
        assertThat(sent("send_notification"))
                .extracting(n -> n.path("event").asText()
                        + ' '
                        + n.path("severity").asText()
                        + ' '
                        + n.path("sla_tier").asText())
                .containsExactly("protection_active high platinum", "restoration_complete high platinum");
        await().until(() -> sent("log_event").stream()
                .anyMatch(e -> e.path("details").path("to").asText().equals("closed")));
        assertThat(sent("log_event"))
                .extracting(e -> e.path("event_type").asText())
                .contains(
                        "state_change",
                        "service_impact_assessed",
                        "path_computed",
                        "sla_recovered",
                        "restoration_complete");
    }

    @Test
    void everyProtectionIsRequestedOnceWithItsParameters() {
        detect();
        awaitSent("monitor_restoration", 1);

        JsonNode demand = sent("compute_plan").getFirst().path("protections").get(0);
        assertThat(demand.path("key").asText()).isEqualTo(COLOURED);
        assertThat(demand.path("demand_mbps").asDouble()).isEqualTo(200.0);
        assertThat(demand.path("constraints"))
                .isEqualTo(
                        FleetJson.parse(
                                """
                {"source_pe": "frankfurt", "destination_pe": "prague",
                 "avoid": {"links": ["frankfurt-prague"], "nodes": [], "srlgs": []},
                 "metric": "delay", "max_delay_ms": 30.0, "te_type": "sr-mpls", "alternatives": 2}"""));
        assertThat(sent("provision_tunnel"))
                .extracting(p -> p.path("protection_key").asText())
                .containsExactlyInAnyOrder(COLOURED, REVERSE, PLAIN);
        assertThat(PEERS.payloads("steer_traffic")).hasSize(3);
        JsonNode watch = sent("monitor_restoration").getFirst();
        assertThat(watch.path("protections")).hasSize(3);
        assertThat(watch.path("sla_tier").asText()).isEqualTo("platinum");
        assertThat(watch.path("plan_revision").asLong()).isEqualTo(1);
    }

    @Test
    void withAuditAndIoAgentStoppedTrafficIsSteeredAllTheSame() {
        // given
        for (String type : List.of("status_update", "log_event", "send_notification")) {
            PEERS.on(type, payload -> Reply.http(503));
        }

        // when
        detect();

        // then
        awaitSent("monitor_restoration", 1);
        assertThat(PEERS.payloads("steer_traffic")).hasSize(3);

        // and started again they get everything, in order
        OrchestratorFixtures.willing(PEERS).on("status_update", payload -> Reply.completed(Map.of("accepted", true)));
        await().atMost(Duration.ofSeconds(20)).until(() -> sent("status_update").stream()
                .anyMatch(u -> u.path("phase").asText().equals("6")));
        assertThat(sent("status_update").stream()
                        .map(u -> u.path("phase").asText())
                        .distinct())
                .containsExactly("1", "2", "3", "4", "5", "6");
    }

    private void bringBack(long revision) {
        restoration(RestorationEvent.SLA_RECOVERED, revision, Map.of());
        restoration(RestorationEvent.HOLD_TIMER_STARTED, revision, Map.of());
        restoration(RestorationEvent.HOLD_TIMER_EXPIRED, revision, Map.of("verified", true));
        restoration(RestorationEvent.STABILITY_VERIFIED, revision, Map.of());
        restoration(RestorationEvent.CUTOVER_STAGE, revision, weights(75, 25, 1));
        restoration(RestorationEvent.CUTOVER_STAGE, revision, weights(0, 100, 4));
        restoration(RestorationEvent.RESTORED, revision, Map.of());
    }

    private static Map<String, Object> weights(int protection, int original, int stage) {
        return Map.of("protection_weight", protection, "original_weight", original, "stage", stage);
    }

    private static JsonNode details(List<JsonNode> updates, int index) {
        return updates.get(index).path("details");
    }
}
