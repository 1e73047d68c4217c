package io.cemfleet.orchestrator;

import static io.cemfleet.orchestrator.OrchestratorFixtures.COLOURED;
import static io.cemfleet.orchestrator.OrchestratorFixtures.LINK;
import static io.cemfleet.orchestrator.OrchestratorFixtures.impact;
import static io.cemfleet.orchestrator.OrchestratorFixtures.plan;
import static io.cemfleet.orchestrator.OrchestratorFixtures.tunnelId;
import static io.cemfleet.orchestrator.OrchestratorFixtures.updated;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.cemfleet.a2a.contract.IncidentChange;
import io.cemfleet.a2a.contract.OwnCongestion;
import io.cemfleet.a2a.message.AgentName;
import io.cemfleet.a2a.testing.PeerStub.Reply;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Updates never postpone a protection, however many there are. */
class UpdateStormTest extends OrchestratorTest {
    private final CountDownLatch assessing = new CountDownLatch(1);
    private final CountDownLatch computing = new CountDownLatch(1);

    private void slowPeers() {
        PEERS.on("assess_impact", payload -> {
            waitFor(assessing);
            return Reply.completed(impact());
        });
        PEERS.on("compute_plan", payload -> {
            waitFor(computing);
            return Reply.completed(plan(payload));
        });
    }

    private static void waitFor(CountDownLatch latch) {
        try {
            assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void severityChanges(int count) {
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            for (int i = 0; i < count; i++) {
                threads.submit(() -> send(
                        AgentName.EVENT_CORRELATOR, "incident_updated", updated(id, IncidentChange.SEVERITY, LINK)));
            }
        }
    }

    private void grow(String link) {
        send(AgentName.EVENT_CORRELATOR, "incident_updated", updated(id, IncidentChange.GROWN, link));
    }

    private long waiting() {
        return jdbc.sql("select count(*) from fact where incident_id = ? and folded_at is null")
                .param(id)
                .query(Long.class)
                .single();
    }

    @Test
    void aThousandChangesOfSeverityDuringBothQueriesLeaveItAtOnePlan() {
        // given
        slowPeers();
        detect();
        awaitSent("assess_impact", 1);

        // when
        severityChanges(300);
        assessing.countDown();
        awaitSent("compute_plan", 1);
        severityChanges(700);
        computing.countDown();
        awaitState("monitoring");

        // then
        await().atMost(Duration.ofSeconds(20)).until(() -> waiting() == 0);
        assertThat(asked("assess_impact")).hasSize(1);
        assertThat(asked("compute_plan")).hasSize(1);
        assertThat(status().path("plan_revision").asLong()).isEqualTo(1);
    }

    @Test
    void linksThatKeepComingDoNotHoldUpTheFirstProtection() {
        // given
        slowPeers();
        detect();
        awaitSent("assess_impact", 1);

        // when
        for (int i = 0; i < 20; i++) {
            grow("a-" + i);
        }
        assessing.countDown();
        awaitSent("compute_plan", 1);
        for (int i = 0; i < 20; i++) {
            grow("b-" + i);
        }
        computing.countDown();

        // then one answer to each is enough for protections, and what came meanwhile is assessed afterwards
        awaitSent("provision_tunnel", 1);
        awaitSent("monitor_restoration", 1);
        await().atMost(Duration.ofSeconds(60))
                .until(() -> asked("assess_impact").getLast().containsAll(List.of(LINK, "a-19", "b-19")));
        assertThat(asked("assess_impact").getFirst()).containsExactly(LINK);
        assertThat(asked("assess_impact")).hasSizeLessThanOrEqualTo(3);
    }

    /** Each question once, however often it was repeated under its id: the links that it names. */
    private List<List<String>> asked(String taskType) {
        return PEERS.received(taskType).stream()
                .filter(request ->
                        request.path("payload").path("incident_id").asText().equals(id))
                .collect(Collectors.toMap(
                        request -> request.path("task_id").asText(),
                        request -> request.path("payload")
                                .path("degraded_links")
                                .valueStream()
                                .map(JsonNode::asText)
                                .toList(),
                        (one, repeated) -> one,
                        LinkedHashMap::new))
                .values()
                .stream()
                .toList();
    }

    @Test
    void aLinkThatOurOwnTunnelsFillHasThemSeekAnotherPathAndOpensNothing() {
        // given
        detect();
        awaitSent("monitor_restoration", 1);
        long before = incidents();

        // when
        JsonNode ours = congested(tunnelId(COLOURED));
        JsonNode unknown = congested("sr-policy-of-another-fleet-001");

        // then
        assertThat(ours.path("status").path("state").asText()).isEqualTo("completed");
        assertThat(unknown.path("status").path("state").asText()).isEqualTo("completed");
        awaitSent("compute_plan", 2);
        assertThat(sent("compute_plan")
                        .getLast()
                        .path("protections")
                        .get(0)
                        .path("key")
                        .asText())
                .isEqualTo(COLOURED);
        assertThat(sent("compute_plan")
                        .getLast()
                        .at("/protections/0/constraints/avoid/links")
                        .toString())
                .contains("frankfurt-munich");
        assertThat(status().path("own_congestion").get(0).path("link_id").asText())
                .isEqualTo("frankfurt-munich");
        assertThat(incidents()).isEqualTo(before);
    }

    private JsonNode congested(String tunnelId) {
        return send(
                AgentName.EVENT_CORRELATOR,
                "own_congestion",
                new OwnCongestion.Request(
                        "frankfurt-munich",
                        List.of(tunnelId),
                        0.97,
                        false,
                        Instant.now().plusSeconds(60)));
    }

    private long incidents() {
        return jdbc.sql("select count(*) from incident").query(Long.class).single();
    }
}
