package io.cemfleet.tunnel;

import static io.cemfleet.tunnel.TunnelFixtures.COLOR;
import static io.cemfleet.tunnel.TunnelFixtures.FIRST_TUNNEL;
import static io.cemfleet.tunnel.TunnelFixtures.caps;
import static io.cemfleet.tunnel.TunnelFixtures.carrying;
import static io.cemfleet.tunnel.TunnelFixtures.request;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.cemfleet.a2a.contract.Approval;
import io.cemfleet.tunnel.policy.AutomationCaps;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class AutomationControlsTest extends TunnelTestBase {
    private static final String PROVISION = "provision_tunnel";

    @Autowired
    MeterRegistry meters;

    @Test
    void theStopRefusesEveryWriteEvenADeleteAndAfterItTheyGoOn() {
        String tunnel = provisioned(COLOR);
        steered(tunnel, "acme");
        int writes = cnc.writes.size();
        double counted = refusals("automation_stopped", "delete");
        // when
        stop(true);
        // then
        assertThat(code(PROVISION, request("INC-2026-0002", COLOR, 1))).isEqualTo("automation_stopped");
        assertThat(code("steer_traffic", steer(tunnel, "acme"))).isEqualTo("automation_stopped");
        assertThat(code("shift_traffic", shift(tunnel, 75, 25))).isEqualTo("automation_stopped");
        JsonNode refused = failure("delete_tunnel", delete(tunnel));
        assertThat(refused.path("code").asText()).isEqualTo("automation_stopped");
        assertThat(refused.path("retryable").asBoolean()).isFalse();
        assertThat(refused.path("message").asText()).contains("anna", "because");
        assertThat(cnc.writes).hasSize(writes);
        assertThat(listed(tunnel).path("state").asText()).isEqualTo("steered");
        assertThat(refusals("automation_stopped", "delete")).isEqualTo(counted + 1);
        audited("write_refused", e -> e.path("details").path("step").asText().equals("shift"));
        // and when
        stop(false);
        // then
        result("shift_traffic", shift(tunnel, 75, 25));
        assertThat(result("delete_tunnel", delete(tunnel)).path("deleted").asBoolean())
                .isTrue();
        result(PROVISION, request("INC-2026-0002", COLOR, 1));
    }

    @Test
    void aStopOrAFreezeHoldsTheWeightsOfACutoverAndTheTaskGoesOnAfterIt() {
        String tunnel = provisioned(COLOR);
        steered(tunnel, "acme");
        result("shift_traffic", shift(tunnel, 75, 25));
        var half = cnc.policyNamed(tunnel);

        // when
        stop(true);
        assertThat(code("shift_traffic", shift(tunnel, 50, 50))).isEqualTo("automation_stopped");
        stop(false);
        String freeze = frozen("munich").path("id").asText();
        JsonNode refused = failure("shift_traffic", shift(tunnel, 50, 50));
        // then
        assertThat(refused.path("code").asText()).isEqualTo("change_freeze");
        assertThat(refused.path("retryable").asBoolean()).isFalse();
        assertThat(cnc.policyNamed(tunnel)).isEqualTo(half);
        assertThat(listed(tunnel).path("state").asText()).isEqualTo("shifted");
        assertThat(listed(tunnel).at("/weights/protection_weight").asInt()).isEqualTo(75);

        // and when
        assertThat(operator()
                        .delete("/controls/freezes/" + freeze + "?reason=over")
                        .status())
                .isEqualTo(204);
        // then
        assertThat(result("shift_traffic", shift(tunnel, 50, 50))
                        .at("/weights_in_force/protection_weight")
                        .asInt())
                .isEqualTo(50);
    }

    @Test
    void theStopIsKnownWithWhoAndWhyAndKeptInTheDatabase() {
        stop(true);
        JsonNode stop = controls().path("stop");
        assertThat(stop.path("stopped").asBoolean()).isTrue();
        assertThat(stop.path("actor").asText()).isEqualTo("anna");
        assertThat(stop.path("reason").asText()).isEqualTo("because");
        assertThat(Instant.parse(stop.path("since").asText())).isBeforeOrEqualTo(Instant.now());
        assertThat(jdbc.sql("select stopped from control").query(Boolean.class).single())
                .isTrue();
        JsonNode event = audited("operator_action");
        assertThat(event.path("actor").asText()).isEqualTo("anna");
        assertThat(event.path("details").path("action").asText()).isEqualTo("stop_automation");
        assertThat(event.path("details").path("reason").asText()).isEqualTo("because");
    }

    @Test
    void aFreezeRefusesWhatTouchesItsRoutersAlsoThoseThatTrafficOnlyCrosses() {
        String tunnel = provisioned(COLOR);
        JsonNode freeze = frozen("munich");
        // then
        assertThat(code(PROVISION, request("INC-2026-0002", COLOR, 1))).isEqualTo("change_freeze");
        assertThat(code("delete_tunnel", delete(tunnel))).isEqualTo("change_freeze");
        result(PROVISION, TunnelFixtures.straight("INC-2026-0003", "prague"));
        // and when
        var lifted = operator().delete("/controls/freezes/" + freeze.path("id").asText() + "?reason=over");
        // then
        assertThat(lifted.status()).isEqualTo(204);
        assertThat(controls().path("freezes")).isEmpty();
        assertThat(result("delete_tunnel", delete(tunnel)).path("deleted").asBoolean())
                .isTrue();
        audited(
                "operator_action",
                e -> e.path("details").path("action").asText().equals("lift_freeze"));
    }

    @Test
    void aFreezeWithoutRoutersIsForAllAndOneToComeIsForNone() {
        post("/controls/freezes", freezeFrom(Instant.now().plusSeconds(3600)));
        String tunnel = provisioned(COLOR);
        frozen();
        assertThat(code("steer_traffic", steer(tunnel, "acme"))).isEqualTo("change_freeze");
        assertThat(controls().path("freezes")).hasSize(2);
    }

    @Test
    void aProtectedRouterRefusesNewTrafficButNeverAReturnOrADelete() {
        String tunnel = provisioned(COLOR);
        steered(tunnel, "acme");
        var set = operator().put("/controls/protected-nodes", Map.of("nodes", List.of("munich"), "reason", "hub"));
        assertThat(set.body().path("protected_nodes"))
                .extracting(JsonNode::asText)
                .containsExactly("munich");
        // then
        JsonNode refused = failure(PROVISION, request("INC-2026-0002", COLOR, 1));
        assertThat(refused.path("code").asText()).isEqualTo("protected_node");
        assertThat(refused.path("message").asText()).contains("munich");
        result("shift_traffic", shift(tunnel, 25, 75));
        result("shift_traffic", shift(tunnel, 100, 0));
        result("delete_tunnel", delete(tunnel));
    }

    @Test
    void parallelRequestsNeverExceedACapTogether() {
        cap(caps(5, 100, 100, 100));
        List<CompletableFuture<JsonNode>> answers = new ArrayList<>();
        try (ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor()) {
            for (String headEnd : List.of("frankfurt", "munich", "prague", "zurich")) {
                for (int i = 1; i <= 4; i++) {
                    var requested = TunnelFixtures.straight("INC-2026-%s-%d".formatted(headEnd, i), headEnd);
                    answers.add(CompletableFuture.supplyAsync(
                            () -> orchestrator().send(PROVISION, requested).body(), pool));
                }
            }
        }
        var codes = answers.stream()
                .map(answer -> answer.join().path("error").path("code").asText("allowed"))
                .toList();
        assertThat(codes).filteredOn("allowed"::equals).hasSize(5);
        assertThat(codes).filteredOn("cap_exceeded"::equals).hasSize(11);
        assertThat(cnc.policies).hasSize(1 + 5);
    }

    @Test
    void servicesAndDemandAreCappedOnceEachAndWhatIsUnknownCountsAsAssumed() {
        cap(caps(100, 2, 2.5, 100));
        var first = carrying(request("INC-2026-0001", COLOR, 1), 1000.0, "acme");
        result(PROVISION, first);
        result(PROVISION, carrying(request("INC-2026-0002", COLOR, 1), 900.0, "acme", "beta"));
        // then
        assertThat(message(PROVISION, carrying(request("INC-2026-0003", COLOR, 1), 10.0, "acme", "gamma")))
                .contains("3 services");
        assertThat(message(PROVISION, carrying(request("INC-2026-0004", COLOR, 1), null, "acme")))
                .contains("2.900 Gbit/s");
        result(PROVISION, carrying(request("INC-2026-0005", COLOR, 1), 600.0, "acme"));
        // and what stands may be requested again
        result(PROVISION, first);
    }

    @Test
    void changesAtAHeadEndAreCappedWithinAnHourButNeverAReturn() {
        String tunnel = provisioned(COLOR);
        cap(caps(100, 100, 100, 2));
        steered(tunnel, "acme");
        // then
        assertThat(message(PROVISION, request("INC-2026-0002", COLOR, 1))).contains("2 changes within an hour");
        result(PROVISION, TunnelFixtures.straight("INC-2026-0003", "prague"));
        result("shift_traffic", shift(tunnel, 75, 25));
        result("delete_tunnel", delete(tunnel));
        // and when the hour is over
        jdbc.sql("update write_verdict set decided_at = decided_at - interval '1 hour'")
                .update();
        result(PROVISION, request("INC-2026-0002", COLOR, 1));
    }

    @Test
    void whereAPersonMustApproveNothingIsWrittenWithoutOne() {
        var withoutActor = new Approval(Approval.Mode.APPROVE, null, null);
        var anna = new Approval(Approval.Mode.APPROVE, "anna", Instant.parse("2026-03-14T09:26:53Z"));
        assertThat(code(PROVISION, TunnelFixtures.approved(request("INC-2026-0001", COLOR, 1), withoutActor)))
                .isEqualTo("approval_missing");
        assertThat(cnc.writes).isEmpty();
        // when
        result(PROVISION, TunnelFixtures.approved(request("INC-2026-0001", COLOR, 1), anna));
        // then
        for (String task : List.of("steer_traffic", "delete_tunnel")) {
            var requested = new LinkedHashMap<String, Object>(steer(FIRST_TUNNEL, "acme"));
            requested.put("approval", Map.of("mode", "recommend"));
            assertThat(code(task, requested)).isEqualTo("approval_missing");
        }
        JsonNode kept = operator().get("/controls/verdicts").body().path("items");
        assertThat(kept).hasSize(4);
        assertThat(kept.get(0).path("code").asText()).isEqualTo("approval_missing");
        assertThat(kept.get(2).has("code")).isFalse();
        assertThat(kept.get(2).path("approval_actor").asText()).isEqualTo("anna");
    }

    @Test
    void theCardTellsThatAWriteMayCarryAnApproval() {
        var skills = orchestrator().get("/.well-known/agent-card.json").body().path("skills");
        for (String task : List.of(PROVISION, "steer_traffic", "shift_traffic", "delete_tunnel")) {
            assertThat(skills)
                    .filteredOn(skill -> skill.toString().contains(task))
                    .anyMatch(skill -> skill.toString().contains("approval"));
        }
    }

    @Test
    void anOlderPlanIsAVerdictThatIsKeptToo() {
        result(PROVISION, request("INC-2026-0001", COLOR, 7));
        failure("delete_tunnel", delete(FIRST_TUNNEL));
        JsonNode kept = operator()
                .get("/controls/verdicts?incident_id=INC-2026-0001")
                .body()
                .path("items");
        assertThat(kept.get(0).path("code").asText()).isEqualTo("stale_plan");
        assertThat(kept.get(0).path("step").asText()).isEqualTo("delete");
    }

    @Test
    void aChangeNeedsAPersonAReasonAndSense() {
        assertWrong(operator().put("/controls/stop", Map.of("stopped", true)), "reason");
        assertWrong(operator().put("/controls/stop", Map.of("reason", "x")), "stopped");
        assertThat(new OperatorCalls(port, null, null)
                        .put("/controls/stop", Map.of("stopped", true, "reason", "x"))
                        .status())
                .isEqualTo(403);
        assertWrong(
                operator()
                        .post(
                                "/controls/freezes",
                                Map.of("until", Instant.now().minusSeconds(1).toString(), "reason", "x")),
                "until");
        assertWrong(
                operator().put("/controls/protected-nodes", Map.of("nodes", List.of("munich", "munch"), "reason", "x")),
                "nodes[1]");
        assertWrong(operator().put("/controls/caps", Map.of("caps", Map.of(), "reason", "x")), "caps.max_gbps");
        assertWrong(operator().delete("/controls/freezes/5c0ffee5-0000-4000-8000-000000000000"), "reason");
        assertThat(operator()
                        .delete("/controls/freezes/5c0ffee5-0000-4000-8000-000000000000?reason=x")
                        .status())
                .isEqualTo(404);
        assertThat(new OperatorCalls(port, "vic", "viewer")
                        .put("/controls/stop", Map.of("stopped", true, "reason", "x"))
                        .status())
                .isEqualTo(403);
        assertThat(controls().path("stop").path("stopped").asBoolean()).isFalse();
        assertNotAudited("operator_action");
    }

    private void stop(boolean stopped) {
        assertThat(operator()
                        .put("/controls/stop", Map.of("stopped", stopped, "reason", "because"))
                        .status())
                .isEqualTo(200);
    }

    private JsonNode frozen(String... nodes) {
        var requested = freezeFrom(null);
        requested.put("nodes", List.of(nodes));
        return post("/controls/freezes", requested);
    }

    private static Map<String, Object> freezeFrom(@Nullable Instant from) {
        var requested = new LinkedHashMap<String, Object>();
        requested.put("until", Instant.now().plusSeconds(7200).toString());
        requested.put("reason", "maintenance");
        if (from != null) {
            requested.put("from", from.toString());
        }
        return requested;
    }

    private JsonNode post(String path, Object body) {
        var made = operator().post(path, body);
        assertThat(made.status()).as("%s", made.body()).isEqualTo(201);
        return made.body();
    }

    private void cap(AutomationCaps caps) {
        var set = operator().put("/controls/caps", Map.of("caps", caps, "reason", "test"));
        assertThat(set.status()).as("%s", set.body()).isEqualTo(200);
    }

    private JsonNode controls() {
        return operator().get("/controls").body();
    }

    private String code(String task, Object payload) {
        return failure(task, payload).path("code").asText();
    }

    private String message(String task, Object payload) {
        JsonNode error = failure(task, payload);
        assertThat(error.path("code").asText()).isEqualTo("cap_exceeded");
        return error.path("message").asText();
    }

    private double refusals(String code, String step) {
        return meters.counter("cem.tunnel.writes.refused", "code", code, "step", step)
                .count();
    }

    private static void assertWrong(OperatorCalls.HttpAnswer answer, String field) {
        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(422);
        assertThat(answer.body().path("errors"))
                .extracting(error -> error.path("field").asText())
                .contains(field);
    }
}
