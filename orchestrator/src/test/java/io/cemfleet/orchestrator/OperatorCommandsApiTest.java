package io.cemfleet.orchestrator;

import static io.cemfleet.orchestrator.OrchestratorFixtures.COLOURED;
import static io.cemfleet.orchestrator.OrchestratorFixtures.LINK;
import static io.cemfleet.orchestrator.OrchestratorFixtures.OTHER_LINK;
import static io.cemfleet.orchestrator.OrchestratorFixtures.declined;
import static io.cemfleet.orchestrator.OrchestratorFixtures.plan;
import static io.cemfleet.orchestrator.OrchestratorFixtures.tunnel;
import static io.cemfleet.orchestrator.OrchestratorFixtures.updated;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.cemfleet.a2a.contract.ComputePlan;
import io.cemfleet.a2a.contract.IncidentChange;
import io.cemfleet.a2a.contract.PlacementDecline;
import io.cemfleet.a2a.message.AgentName;
import io.cemfleet.a2a.testing.PeerStub.Reply;
import io.cemfleet.a2a.testing.TestAgentCaller;
import io.cemfleet.runtime.testing.FleetJson;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** What people decide, through the door. */
class OperatorCommandsApiTest extends OrchestratorTest {

    @Test
    void afterAGlobalStopTheIncidentIsEscalatedAtOnceAndARetryGoesOn() {
        // given
        AtomicBoolean stopped = new AtomicBoolean(true);
        PEERS.on(
                "provision_tunnel",
                payload ->
                        stopped.get() ? Reply.failed("automation_stopped", false) : Reply.completed(tunnel(payload)));
        detect();
        awaitState("escalated");

        // then
        assertThat(status().path("escalation").path("reason").asText()).isEqualTo("automation_stopped");
        assertThat(sent("provision_tunnel")).hasSize(3);
        assertThat(sent("error")).isEmpty();

        // and when the stop is over
        stopped.set(false);
        done("retry");
        awaitSent("monitor_restoration", 1);
        assertThat(sent("provision_tunnel")
                        .getLast()
                        .path("approval")
                        .path("mode")
                        .asText())
                .isEqualTo("automatic");
        await().until(() -> status().path("escalation").isMissingNode());
    }

    @Test
    void takenOverInTheMiddleNoFurtherWriteIsMadeAndHandedBackItGoesOn() throws Exception {
        // given a person who takes over while the tunnels of the first tier are being made
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        PEERS.on("provision_tunnel", payload -> {
            begun.countDown();
            waitFor(go);
            return Reply.completed(tunnel(payload));
        });
        detect();
        assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();

        // when
        done("take_over");
        go.countDown();
        send(AgentName.EVENT_CORRELATOR, "incident_updated", updated(id, IncidentChange.GROWN, LINK, OTHER_LINK));

        // then the outcomes are kept, the facts are shown, nothing is steered, and no further tier is begun
        await().until(() -> status().path("degraded_links").size() == 2
                && status().path("protections")
                        .findValuesAsText("state")
                        .equals(List.of("provisioned", "provisioned", "planned")));
        assertThat(sent("provision_tunnel")).hasSize(2);
        assertThat(status().path("taken_over_by").asText()).isEqualTo("anna");
        assertThat(PEERS.payloads("steer_traffic")).isEmpty();
        assertThat(act("take_over").path("error").path("code").asText()).isEqualTo("not_supported_in_state");
        assertThat(act("retry").path("error").path("code").asText()).isEqualTo("not_supported_in_state");

        // and handed back
        done("hand_back");
        awaitSent("monitor_restoration", 1);
        assertThat(sent("assess_impact")).hasSize(2);
        assertThat(status().path("taken_over_by").isMissingNode()).isTrue();
    }

    @Test
    void aWatchIsCanceledWhenAPersonTakesOver() {
        detect();
        awaitSent("monitor_restoration", 1);
        awaitState("monitoring");

        done("take_over");

        awaitSent("cancel_monitoring", 1);
    }

    @Test
    void aRetryWhileMonitoringMovesTrafficOntoAnotherPath() {
        detect();
        awaitSent("monitor_restoration", 1);
        awaitState("monitoring");

        done("retry");

        awaitSent("monitor_restoration", 2);
        JsonNode request =
                sent("compute_plan").getLast().path("protections").get(0).path("constraints");
        assertThat(request.path("avoid").path("links"))
                .extracting(JsonNode::asText)
                .containsExactly(LINK, "frankfurt-munich", "munich-prague");
        assertThat(sent("monitor_restoration").getLast().path("plan_revision").asLong())
                .isEqualTo(2);
    }

    @Test
    void whoActsIsWhomTheTokenNamesAndAnOperator() {
        detect();
        awaitSent("monitor_restoration", 1);
        TestAgentCaller io = as(AgentName.IO_AGENT);
        Map<String, Object> annas = wanted("acknowledge");
        Map<String, Object> unnamed = new HashMap<>(annas);
        unnamed.remove("actor");

        assertThat(io.send("operator_action", annas).status()).isEqualTo(403);
        assertThat(io.send("operator_action", annas, "anna", "viewer").status()).isEqualTo(403);
        TestAgentCaller.Response anothers = io.send("operator_action", annas, "olga", "operator");
        assertThat(anothers.status()).isEqualTo(422);
        assertThat(anothers.body().at("/errors/0/field").asText()).isEqualTo("actor");
        assertThat(io.send("operator_action", unnamed, "olga", "operator").status())
                .isEqualTo(200);
        await().until(() -> status().path("acknowledged_by").asText().equals("olga"));
    }

    @Test
    void protectionsTellWhatWasMeasuredAndWhetherItHelped() {
        detect();
        awaitSent("monitor_restoration", 1);

        send(
                AgentName.RESTORATION_MONITOR,
                "restoration_update",
                OrchestratorFixtures.measured(id, OrchestratorFixtures.tunnelId(COLOURED), "helped", 1));

        await().until(() -> status().path("protections").get(0).path("helped").asBoolean());
        JsonNode protection = status().path("protections").get(0);
        assertThat(protection.path("sla_before")).isEqualTo(json("{\"latency_ms\":120.5,\"loss_pct\":2.0}"));
        assertThat(protection.path("sla_after")).isEqualTo(json("{\"latency_ms\":12.25,\"loss_pct\":0.0}"));
    }

    @Test
    void twoActionsInARowThatDidNotHelpStopAutomationOnTheKeyBeyondTheIncident() {
        // given
        detect();
        awaitSent("monitor_restoration", 1);
        awaitState("monitoring");

        // when
        measured("not_helped", 1);
        awaitSent("monitor_restoration", 2);
        awaitState("monitoring");
        measured("not_helped", 2);

        // then
        await().until(() -> status().path("escalation").path("reason").asText().equals("did_not_help"));
        assertThat(sent("compute_plan")).hasSize(2);
        assertThat(jdbc.sql("select not_helped from key_verdict where protection_key = :key")
                        .param("key", COLOURED)
                        .query(Integer.class)
                        .single())
                .isEqualTo(2);
    }

    private void measured(String verdict, long revision) {
        send(
                AgentName.RESTORATION_MONITOR,
                "restoration_update",
                OrchestratorFixtures.measured(id, OrchestratorFixtures.tunnelId(COLOURED), verdict, revision));
    }

    private static JsonNode json(String text) {
        return FleetJson.parse(text);
    }

    /** Decided on the present version, again if it moved on meanwhile. */
    @Test
    void anOperatorMayAllowPathsWithoutRoomForOneIncident() {
        // given a planner that has no room for anything
        PEERS.on(
                "compute_plan",
                payload -> Reply.completed(
                        payload.path("allow_overload").asBoolean() ? plan(payload) : withoutRoom(payload)));
        detect();
        await().atMost(Duration.ofSeconds(20))
                .until(() -> status().path("escalation").path("reason").asText().equals("no_room"));
        assertThat(status().path("status").asText()).isEqualTo("monitoring");
        assertThat(status().at("/protections/0/decline/reason").asText()).isEqualTo("no_room");
        assertThat(as(AgentName.IO_AGENT)
                        .send("operator_action", wanted("allow_overload"), "anna", "viewer")
                        .status())
                .isEqualTo(403);

        // when
        done("allow_overload");

        // then
        awaitSent("monitor_restoration", 1);
        assertThat(status().at("/overload_allowed/actor").asText()).isEqualTo("anna");
        assertThat(sent("log_event"))
                .anySatisfy(event ->
                        assertThat(event.at("/details/action").asText()).isEqualTo("allow_overload"));
        assertThat(act("allow_overload").at("/error/code").asText()).isEqualTo("not_supported_in_state");
    }

    private static ComputePlan.Result withoutRoom(JsonNode payload) {
        return new ComputePlan.Result(payload.path("protections")
                .valueStream()
                .map(demand ->
                        declined(demand.path("key").asText(), PlacementDecline.Reason.NO_ROOM, "frankfurt-munich"))
                .toList());
    }

    private void done(String action) {
        await().atMost(Duration.ofSeconds(20))
                .until(() -> act(action).path("status").path("state").asText().equals("completed"));
    }

    private JsonNode act(String action) {
        return as(AgentName.IO_AGENT)
                .send("operator_action", wanted(action), "anna", "operator")
                .body();
    }

    private Map<String, Object> wanted(String action) {
        return Map.of(
                "incident_id",
                id,
                "action",
                action,
                "reason",
                "as the test wants it",
                "actor",
                "anna",
                "expected_version",
                status().path("version").asLong());
    }

    private static void waitFor(CountDownLatch latch) {
        try {
            latch.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
