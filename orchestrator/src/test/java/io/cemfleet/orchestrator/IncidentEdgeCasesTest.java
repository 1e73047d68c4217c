package io.cemfleet.orchestrator;

import static io.cemfleet.orchestrator.OrchestratorFixtures.COLOURED;
import static io.cemfleet.orchestrator.OrchestratorFixtures.LINK;
import static io.cemfleet.orchestrator.OrchestratorFixtures.OTHER_LINK;
import static io.cemfleet.orchestrator.OrchestratorFixtures.flow;
import static io.cemfleet.orchestrator.OrchestratorFixtures.impact;
import static io.cemfleet.orchestrator.OrchestratorFixtures.service;
import static io.cemfleet.orchestrator.OrchestratorFixtures.tunnel;
import static io.cemfleet.orchestrator.OrchestratorFixtures.updated;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.cemfleet.a2a.contract.AssessImpact;
import io.cemfleet.a2a.contract.IncidentChange;
import io.cemfleet.a2a.contract.RestorationEvent;
import io.cemfleet.a2a.contract.SlaTier;
import io.cemfleet.a2a.message.AgentName;
import io.cemfleet.a2a.testing.PeerStub.Reply;
import io.cemfleet.a2a.testing.TestAgentCaller;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What happens beside the plain run. */
class IncidentEdgeCasesTest extends OrchestratorTest {

    @Test
    void anImpactQueryThatKeepsFailingEscalatesAndNeverCloses() {
        PEERS.on("assess_impact", payload -> Reply.failed("cnc_unavailable", true));

        detect();
        awaitState("escalated");

        awaitSent("error", 1);
        assertThat(sent("assess_impact")).hasSize(3);
        assertThat(sent("error").getFirst().path("code").asText()).isEqualTo("impact_unavailable");
        assertThat(status().path("phase").asText()).isEqualTo("2");
        assertThat(sent("ticket_closed")).isEmpty();
    }

    @Test
    void noServiceAffectedClosesWithoutImpact() {
        PEERS.on("assess_impact", payload -> Reply.completed(impact(new AssessImpact.AffectedService[0])));

        detect();
        awaitSent("ticket_closed", 1);

        assertThat(sent("ticket_closed")
                        .getFirst()
                        .path("details")
                        .path("close_reason")
                        .asText())
                .isEqualTo("no_services_affected");
        JsonNode late =
                send(AgentName.EVENT_CORRELATOR, "incident_updated", updated(id, IncidentChange.GROWN, OTHER_LINK));
        assertThat(late.path("result").path("state").asText()).isEqualTo("closed");
    }

    @Test
    void aThirdAttemptMaySucceedAndEachHasItsOwnTaskId() {
        // given
        AtomicInteger attempts = new AtomicInteger();
        PEERS.on(
                "provision_tunnel",
                payload -> payload.path("protection_key").asText().equals(COLOURED) && attempts.incrementAndGet() < 3
                        ? Reply.failed("plan_not_ready", true)
                        : Reply.completed(tunnel(payload)));

        // when
        detect();
        awaitSent("monitor_restoration", 1);

        // then
        assertThat(PEERS.received("provision_tunnel").stream()
                        .filter(r ->
                                r.path("payload").path("incident_id").asText().equals(id)
                                        && r.path("payload")
                                                .path("protection_key")
                                                .asText()
                                                .equals(COLOURED))
                        .map(r -> r.path("task_id").asText())
                        .distinct())
                .hasSize(3);
        assertThat(sent("error")).isEmpty();
    }

    @Test
    void oneProtectionThatFailsForGoodDoesNotHoldUpTheRest() {
        PEERS.on(
                "provision_tunnel",
                payload -> payload.path("protection_key").asText().equals(COLOURED)
                        ? Reply.failed("not_ours", false)
                        : Reply.completed(tunnel(payload)));

        detect();
        awaitSent("monitor_restoration", 1);

        assertThat(sent("monitor_restoration").getFirst().path("protections")).hasSize(2);
        awaitSent("error", 1);
        assertThat(sent("error").getFirst().path("code").asText()).isEqualTo("provision_failed");
        assertThat(status().path("escalated").asBoolean()).isTrue();
        assertThat(status().path("status").asText()).isEqualTo("monitoring");
    }

    @Test
    void anIncidentThatGrowsProtectsWhatIsNewAndKeepsWhatIsThere() {
        // given
        detect();
        awaitSent("monitor_restoration", 1);
        PEERS.on(
                "assess_impact",
                payload -> Reply.completed(impact(service("L3VPN-9", SlaTier.SILVER, flow("vienna", "munich", 200)))));

        // when
        send(AgentName.EVENT_CORRELATOR, "incident_updated", updated(id, IncidentChange.GROWN, LINK, OTHER_LINK));
        awaitSent("monitor_restoration", 2);

        // then
        assertThat(sent("provision_tunnel"))
                .extracting(p -> p.path("protection_key").asText())
                .doesNotHaveDuplicates()
                .hasSize(4);
        JsonNode watch = sent("monitor_restoration").getLast();
        assertThat(watch.path("protections")).hasSize(4);
        assertThat(watch.path("plan_revision").asLong()).isEqualTo(2);
        assertThat(sent("status_update"))
                .anySatisfy(u -> assertThat(u.path("details").path("degraded_links"))
                        .extracting(JsonNode::asText)
                        .containsExactly(LINK, OTHER_LINK));
        assertThat(status().path("nodes_executed"))
                .extracting(JsonNode::asText)
                .endsWith("monitor", "assess", "compute", "provision", "steer", "monitor");

        // and what the restoration monitor says about the older plan changes nothing
        await().until(() -> status().path("version").asLong() > 0);
        restoration(RestorationEvent.RESTORED, 1, Map.of());
        restoration(RestorationEvent.SLA_RECOVERED, 2, Map.of());
        await().until(() -> sent("status_update").stream()
                .anyMatch(u -> u.path("details").path("event").asText().equals("sla_recovered")));
        assertThat(status().path("status").asText()).isEqualTo("monitoring");
    }

    @Test
    void aPersonClosesAnIncidentAndNothingStaysInTheNetwork() {
        // given
        detect();
        awaitSent("monitor_restoration", 1);
        awaitState("monitoring");

        // when
        TestAgentCaller io = as(AgentName.IO_AGENT);
        Map<String, Object> stale = act("close", 1);
        assertThat(io.send("operator_action", stale, "anna", "operator")
                        .body()
                        .path("error")
                        .path("code")
                        .asText())
                .isEqualTo("version_moved_on");
        assertThat(io.send(
                                "operator_action",
                                act("approve", status().path("version").asLong()),
                                "anna",
                                "operator")
                        .body()
                        .path("error")
                        .path("code")
                        .asText())
                .isEqualTo("not_supported_in_state");
        await().until(() -> io.send(
                        "operator_action", act("close", status().path("version").asLong()), "anna", "operator")
                .body()
                .path("status")
                .path("state")
                .asText()
                .equals("completed"));
        awaitSent("ticket_closed", 1);

        // then
        assertThat(PEERS.payloads("delete_tunnel")).hasSize(3);
        assertThat(sent("ticket_closed").getFirst().path("resolution").asText()).isEqualTo("manual");
        awaitSent("cancel_monitoring", 1);
    }

    @Test
    void incidentsAreFoundByWhatTheyTouchAndListedNewestFirst() {
        detect();
        awaitSent("monitor_restoration", 1);
        TestAgentCaller io = as(AgentName.IO_AGENT);

        assertThat(found(io, Map.of("services", List.of("L3VPN-3"), "open_only", true)))
                .contains(id);
        assertThat(found(io, Map.of("nodes", List.of("berlin")))).contains(id);
        assertThat(found(io, Map.of("nodes", List.of("frankfurt")))).contains(id);
        assertThat(found(io, Map.of("customers", List.of("Nordwind")))).contains(id);
        assertThat(found(io, Map.of("services", List.of("L3VPN-77")))).isEmpty();
        Instant later = Instant.now().plusSeconds(3600);
        assertThat(found(io, Map.of("nodes", List.of("berlin"), "since", later)))
                .as("an open one is recent, whenever it began")
                .contains(id);
        assertThat(io.get("/api/incidents?limit=1")
                        .body()
                        .path("items")
                        .get(0)
                        .path("incident_id")
                        .asText())
                .isEqualTo(id);
        assertThat(io.get("/api/incidents/" + id).body().path("protections")).hasSize(3);
        assertThat(io.get("/api/incidents/INC-1999-0001").status()).isEqualTo(404);
    }

    private Map<String, Object> act(String action, long version) {
        return Map.of(
                "incident_id", id,
                "action", action,
                "reason", "as the test wants it",
                "actor", "anna",
                "expected_version", version);
    }

    private static List<String> found(TestAgentCaller io, Map<String, Object> wanted) {
        return io.send("find_incidents", wanted).result().path("incidents").findValuesAsText("incident_id");
    }
}
