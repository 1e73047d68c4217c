package io.cemfleet.orchestrator;

import static io.cemfleet.orchestrator.OrchestratorFixtures.COLOURED;
import static io.cemfleet.orchestrator.OrchestratorFixtures.LINK;
import static io.cemfleet.orchestrator.OrchestratorFixtures.declined;
import static io.cemfleet.orchestrator.OrchestratorFixtures.flow;
import static io.cemfleet.orchestrator.OrchestratorFixtures.impact;
import static io.cemfleet.orchestrator.OrchestratorFixtures.service;
import static io.cemfleet.orchestrator.OrchestratorFixtures.tunnelId;
import static io.cemfleet.orchestrator.OrchestratorFixtures.updated;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.cemfleet.a2a.contract.ComputePlan;
import io.cemfleet.a2a.contract.IncidentChange;
import io.cemfleet.a2a.contract.IncidentDetected;
import io.cemfleet.a2a.contract.IncidentSource;
import io.cemfleet.a2a.contract.IncidentView.SlaValues;
import io.cemfleet.a2a.contract.PlacementDecline.Reason;
import io.cemfleet.a2a.contract.RestorationEvent;
import io.cemfleet.a2a.contract.Severity;
import io.cemfleet.a2a.contract.SlaTier;
import io.cemfleet.a2a.message.AgentName;
import io.cemfleet.a2a.testing.PeerStub.Reply;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Two incidents share traffic: one protects it, avoiding the links of both; the other takes it on afterwards. */
class TwoIncidentsTest extends OrchestratorTest {
    private static final String CROSSED = "munich-prague";
    private static final String ELSEWHERE = "vienna-graz";
    private static final SlaValues NO_BETTER = new SlaValues(262.3, 0.4, 3.0);
    private static final SlaValues AS_BEFORE = new SlaValues(258.5, 0.4, 3.0);
    private final String other = id + "7";

    @Test
    void theSecondTakesOverTheFirstsTrafficOnlyWhenTheFirstCloses() {
        // given the first protects
        PEERS.on(
                "assess_impact",
                payload -> Reply.completed(
                        impact(service("L3VPN-1", SlaTier.PLATINUM, flow("frankfurt", "prague", 100)))));
        detect();
        awaitSent("monitor_restoration", 1);

        // when the second degrades a link of its protection path
        send(AgentName.EVENT_CORRELATOR, "incident_detected", second(CROSSED));

        // then the first moves its traffic once more, avoiding both
        awaitSent("compute_plan", 2);
        assertThat(avoided()).containsExactly(LINK, CROSSED);
        awaitSent("monitor_restoration", 2);
        await().until(() ->
                of(other).path("protections").get(0).path("covered_by").asText().equals(id));
        assertThat(of(other).path("status").asText()).isEqualTo("monitoring");
        assertThat(writesFor(other)).isEmpty();

        // and when the first is over
        long revision =
                sent("monitor_restoration").getLast().path("plan_revision").asLong();
        restoration(RestorationEvent.RESTORED, revision, Map.of());
        await().atMost(Duration.ofSeconds(20)).until(() -> !writesFor(other).isEmpty());
        assertThat(writesFor(other))
                .extracting(p -> p.path("protection_key").asText())
                .containsOnly(COLOURED);
    }

    @Test
    void theFirstAvoidsALinkOfTheSecondUntilItClearsThere() {
        // given the first protects, and stays clear of the second one's link
        PEERS.on(
                "assess_impact",
                payload -> Reply.completed(
                        impact(service("L3VPN-1", SlaTier.PLATINUM, flow("frankfurt", "prague", 100)))));
        detect();
        awaitSent("monitor_restoration", 1);
        send(AgentName.EVENT_CORRELATOR, "incident_detected", second(ELSEWHERE));
        await().until(() -> links(id, "others").contains(ELSEWHERE));
        grow(CROSSED, 2);
        assertThat(avoided()).containsExactly(LINK, CROSSED, ELSEWHERE);

        // when it clears there
        send(AgentName.EVENT_CORRELATOR, "incident_updated", updated(other, IncidentChange.CLEARED, ELSEWHERE));
        await().until(() -> links(other, "cleared").contains(ELSEWHERE));

        // then the next plan of the first may use it
        grow("a-b", 3);
        assertThat(avoided()).containsExactly(LINK, CROSSED, "a-b");
    }

    @Test
    void aTunnelOverTheSecondsLinkWithoutAnotherPathIsWithdrawn() {
        // given the first protects, over a link that degrades at the same moment
        PEERS.on(
                "assess_impact",
                payload -> Reply.completed(
                        impact(service("L3VPN-1", SlaTier.PLATINUM, flow("frankfurt", "prague", 100)))));
        detect();
        awaitSent("monitor_restoration", 1);
        PEERS.on(
                "compute_plan",
                payload -> Reply.completed(
                        new ComputePlan.Result(List.of(declined(COLOURED, Reason.NO_PATH, NO_BETTER, AS_BEFORE)))));

        // when the second finds that its services ride the first one's tunnel
        send(AgentName.EVENT_CORRELATOR, "incident_detected", second(CROSSED));

        // then the first takes it back, and tells people
        await().until(() -> !PEERS.payloads("delete_tunnel").isEmpty());
        assertThat(PEERS.payloads("delete_tunnel"))
                .extracting(payload -> payload.path("tunnel_id").asText())
                .containsOnly(tunnelId(COLOURED));
        await().until(() -> protection(id).path("state").asText().equals("no_path"));
        assertThat(status().at("/escalation/reason").asText()).isEqualTo("no_alternate_path");
        assertThat(protection(id).at("/tried/0/reason").asText()).isEqualTo("path_degraded");

        // and the second, which may act on that traffic now, asks for a path and finds none either
        await().until(() -> protection(other).path("state").asText().equals("no_path"));
        assertThat(writesFor(other)).isEmpty();

        // and once both links cleared both are closed
        send(AgentName.EVENT_CORRELATOR, "incident_updated", updated(id, IncidentChange.CLEARED, LINK));
        send(AgentName.EVENT_CORRELATOR, "incident_updated", updated(other, IncidentChange.CLEARED, CROSSED));
        await().until(() -> List.of(id, other).stream()
                .allMatch(one -> of(one).path("status").asText().equals("closed")));
    }

    private JsonNode protection(String incident) {
        return of(incident).path("protections").path(0);
    }

    private void grow(String link, int plans) {
        send(AgentName.EVENT_CORRELATOR, "incident_updated", updated(id, IncidentChange.GROWN, link));
        awaitSent("compute_plan", plans);
    }

    private List<String> avoided() {
        JsonNode links = sent("compute_plan")
                .getLast()
                .path("protections")
                .get(0)
                .path("constraints")
                .path("avoid")
                .path("links");
        return links.valueStream().map(JsonNode::asText).toList();
    }

    private String links(String incident, String which) {
        return jdbc.sql("select document #>> array['picture', 'links', :which] from incident where incident_id = :id")
                .param("which", which)
                .param("id", incident)
                .query(String.class)
                .single();
    }

    private List<JsonNode> writesFor(String incident) {
        return PEERS.payloads("provision_tunnel").stream()
                .filter(p -> p.path("incident_id").asText().equals(incident))
                .toList();
    }

    private JsonNode of(String incident) {
        return as(AgentName.IO_AGENT)
                .send("get_incident_status", Map.of("incident_id", incident))
                .result();
    }

    private IncidentDetected.Request second(String link) {
        return new IncidentDetected.Request(
                other,
                "europe|" + other,
                IncidentSource.CNC,
                Severity.HIGH,
                List.of(link),
                List.of(),
                1,
                false,
                null,
                "same_link",
                link,
                List.of(),
                null,
                Instant.now(),
                null,
                null);
    }
}
