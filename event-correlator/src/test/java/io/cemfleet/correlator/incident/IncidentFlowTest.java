package io.cemfleet.correlator.incident;

import static io.cemfleet.correlator.CorrelatorFixtures.cncAlarm;
import static io.cemfleet.correlator.CorrelatorFixtures.link;
import static io.cemfleet.correlator.CorrelatorFixtures.shortCnc;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.cemfleet.a2a.contract.Severity;
import io.cemfleet.a2a.message.AgentName;
import io.cemfleet.a2a.testing.PeerStub;
import io.cemfleet.a2a.testing.TestAgentCaller;
import io.cemfleet.correlator.CorrelatorTest;
import io.cemfleet.correlator.alert.IncidentDecision;
import io.cemfleet.correlator.source.cnc.CncSource;
import io.cemfleet.runtime.testing.FleetJson;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** From the webhook to the other agents. */
class IncidentFlowTest extends CorrelatorTest {
    @Autowired
    private IncidentNumbering numbering;

    @AfterEach
    void peersAcceptAgain() {
        PEERS.on(
                "incident_updated",
                payload -> PeerStub.Reply.completed(Map.of("accepted", true, "state", "assessing")));
    }

    @Test
    void anAlarmBecomesATicketAnIncidentAndTwoAuditEvents() {
        String link = link(island(), "Alfa", "Bravo");

        assertThat(webhook("cnc", cncAlarm(island(), "Alfa", "Bravo", "critical"))
                        .status())
                .isEqualTo(202);

        JsonNode incident = awaitDetected(link);
        String id = incident.path("incident_id").asText();
        assertThat(id).matches("INC-\\d{4}-\\d{4,}");
        assertThat(incident.path("source").asText()).isEqualTo("cnc");
        assertThat(incident.path("severity").asText()).isEqualTo("critical");
        assertThat(incident.path("correlation_rule").asText()).isEqualTo("same_link");
        assertThat(incident.path("correlated_alerts").path(0).path("value").asDouble())
                .isEqualTo(262.4);
        soon().untilAsserted(() -> {
            assertThat(ofIncident("new_ticket", id)).singleElement().satisfies(ticket -> {
                assertThat(ticket.path("summary").asText()).isEqualTo("SLA degradation detected on " + link);
                assertThat(ticket.path("status").asText()).isEqualTo("new");
                assertThat(ticket.path("affected_services")).isEmpty();
            });
            assertThat(ofIncident("log_event", id))
                    .extracting(event -> event.path("event_type").asText())
                    .contains("incident_created", "alert_correlated");
        });
    }

    private static List<JsonNode> ofIncident(String taskType, String id) {
        return PEERS.payloads(taskType).stream()
                .filter(payload -> payload.path("incident_id").asText().equals(id))
                .toList();
    }

    @Test
    void aNeighbourGrowsTheIncidentAndAClearIsReported() {
        webhook("cnc", cncAlarm(island(), "Alfa", "Bravo", "major"));
        String id = awaitDetected(link(island(), "Alfa", "Bravo"))
                .path("incident_id")
                .asText();

        webhook("cnc", cncAlarm(island(), "Bravo", "Charlie", "major"));
        webhook("cnc", cncAlarm(island(), "Alfa", "Bravo", "cleared"));

        soon().untilAsserted(() -> assertThat(updates(id))
                .extracting(update -> update.path("kind").asText())
                .containsExactly("grown", "cleared"));
        assertThat(updates(id).getLast().path("cleared_links").toString()).contains(link(island(), "Alfa", "Bravo"));
        assertThat(updates(id).getLast().path("degraded_links").toString())
                .contains(link(island(), "Bravo", "Charlie"));
    }

    @Test
    void afterTheOrchestratorClosedItAFurtherAlertOpensANewIncident() {
        String link = link(island(), "Alfa", "Bravo");
        webhook("cnc", shortCnc("closing", link, "major"));
        String id = awaitDetected(link).path("incident_id").asText();

        var closed = caller(AgentName.ORCHESTRATOR)
                .send("incident_closed", Map.of("incident_id", id, "resolution", "manual", "closed_at", Instant.now()));
        assertThat(closed.result().path("accepted").asBoolean()).isTrue();
        webhook("cnc", shortCnc("closing", link, "major"));

        soon().untilAsserted(() -> assertThat(detected(link)).hasSize(2));
        assertThat(detected(link).getFirst().path("incident_id").asText()).isNotEqualTo(id);
    }

    @Test
    void anUpdateThatIsAnsweredClosedBecomesANewIncident() {
        PEERS.on("incident_updated", payload -> PeerStub.Reply.completed(Map.of("accepted", true, "state", "closed")));
        webhook("cnc", cncAlarm(island(), "Alfa", "Bravo", "major"));
        awaitDetected(link(island(), "Alfa", "Bravo"));

        webhook("cnc", cncAlarm(island(), "Bravo", "Charlie", "major"));

        soon().untilAsserted(() ->
                assertThat(detected(link(island(), "Alfa", "Bravo"))).hasSizeGreaterThan(1));
    }

    @Test
    void aFlappingLinkIsDampenedAndSaysWhenItMayBeUsedAgain() {
        String link = link(island(), "Alfa", "Bravo");
        webhook("cnc", shortCnc("flap", link, "major"));
        String id = awaitDetected(link).path("incident_id").asText();
        webhook("cnc", shortCnc("flap", link, "clear"));
        webhook("cnc", shortCnc("flap", link, "major"));

        soon().untilAsserted(() -> assertThat(updates(id)).anySatisfy(update -> {
            assertThat(update.path("kind").asText()).isEqualTo("flapping");
            assertThat(update.has("dampen_until")).isTrue();
            assertThat(update.path("flap_count").asInt()).isEqualTo(3);
            assertThat(update.path("penalty").asDouble()).isBetween(2900.0, 3000.0);
        }));
        soon().untilAsserted(() -> {
            JsonNode flap = caller(AgentName.IO_AGENT)
                    .send("get_correlation_status", Map.of("incident_id", id))
                    .result()
                    .path("flap");
            assertThat(flap.path("penalty").asDouble()).isBetween(2500.0, 3000.0);
            assertThat(Instant.parse(flap.path("reuse_at").asText())).isAfter(Instant.now());
        });
    }

    @Test
    void verdictsCanBeQueried() {
        String link = link(island(), "Alfa", "Bravo");
        var first = caller(AgentName.FLEET_CLI)
                .send("correlate_alert", Map.of("alert_source", "cnc", "raw_alert", shortCnc("asked", link, "minor")));
        assertThat(first.result().path("verdicts").path(0).asText()).isEqualTo("passed");
        webhook("cnc", shortCnc("asked", link, "minor"));
        String alertId = first.result().path("alert_ids").path(0).asText();

        soon().untilAsserted(() -> {
            JsonNode items = caller(AgentName.IO_AGENT)
                    .get("/api/alerts?link_id=" + link)
                    .body()
                    .path("items");
            assertThat(items).extracting(item -> item.path("verdict").asText()).containsExactly("duplicate", "passed");
            assertThat(items.path(1).path("repeats").asInt()).isEqualTo(1);
            assertThat(items.path(1).path("incident_id").asText()).startsWith("INC-");
        });
        assertThat(caller(AgentName.IO_AGENT)
                        .send("get_correlation_status", Map.of("alert_id", alertId))
                        .result()
                        .path("verdict")
                        .asText())
                .isEqualTo("passed");
    }

    @Test
    void aRiseInSeverityIsReported() {
        String link = link(island(), "Alfa", "Bravo");
        webhook("cnc", cncAlarm(island(), "Alfa", "Bravo", "minor"));
        String id = awaitDetected(link).path("incident_id").asText();

        webhook("cnc", cncAlarm(island(), "Alfa", "Bravo", "critical"));

        soon().untilAsserted(() -> assertThat(updates(id)).singleElement().satisfies(update -> {
            assertThat(update.path("kind").asText()).isEqualTo("severity");
            assertThat(update.path("severity").asText()).isEqualTo("critical");
        }));
    }

    @Test
    void expectedCongestionIsAnIncidentWithAForecastUntilItIsExpectedNoLonger() {
        String link = link(island(), "Alfa", "Bravo");
        assertThat(forecast(link, 0.92, "raise").path("alert_id").asText()).isNotEmpty();
        JsonNode incident = awaitDetected(link);
        assertThat(incident.path("source").asText()).isEqualTo("proactive");
        assertThat(incident.path("severity").asText()).isEqualTo("medium");
        assertThat(incident.path("forecast").path("probability").asDouble()).isEqualTo(0.8);

        forecast(link, 0.4, "clear");

        String id = incident.path("incident_id").asText();
        soon().untilAsserted(() -> assertThat(updates(id)).singleElement().satisfies(update -> {
            assertThat(update.path("kind").asText()).isEqualTo("cleared");
            assertThat(update.path("cleared_links").toString()).contains(link);
            assertThat(update.path("degraded_links")).isEmpty();
        }));
    }

    @Test
    void theGoldenForecastsAreRead() {
        for (String golden : List.of("proactive_alert", "proactive_alert.clear")) {
            TestAgentCaller.Response answer =
                    caller(AgentName.TRAFFIC_ANALYTICS).send("proactive_alert", FleetJson.golden(golden));
            assertThat(answer.result().path("alert_id").asText()).isNotEmpty();
        }
    }

    private JsonNode forecast(String link, double utilisation, String kind) {
        return caller(AgentName.TRAFFIC_ANALYTICS)
                .send(
                        "proactive_alert",
                        Map.of(
                                "link_id",
                                link,
                                "predicted_utilisation",
                                utilisation,
                                "probability",
                                0.8,
                                "expected_at",
                                Instant.now(),
                                "horizon_minutes",
                                30,
                                "kind",
                                kind))
                .result();
    }

    @Test
    void aSilencedLinkOpensNothingUntilTheSilenceEnds() {
        String link = link(island(), "Alfa", "Bravo");
        String silence = "{\"links\":[\"%s\"],\"reason\":\"works\",\"author\":\"ada\",\"ends_at\":\"%s\"}"
                .formatted(link, Instant.now().plusSeconds(600));
        String token = caller(AgentName.IO_AGENT)
                .token("POST", "/api/silences", silence.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        Answer made = post("/api/silences", silence, Map.of("Authorization", "Bearer " + token));
        assertThat(made.status()).isEqualTo(201);
        webhook("cnc", shortCnc("silent", link, "major"));

        soon().untilAsserted(() -> assertThat(caller(AgentName.IO_AGENT)
                        .get("/api/alerts?link_id=" + link)
                        .body()
                        .path("items")
                        .path(0)
                        .path("verdict")
                        .asText())
                .isEqualTo("suppressed"));
        assertThat(detected(link)).isEmpty();
        endSilence(made.body().path("id").asText());

        awaitDetected(link);
    }

    private void endSilence(String id) {
        try {
            String token = caller(AgentName.IO_AGENT).token("DELETE", "/api/silences/" + id, new byte[0]);
            var request = java.net.http.HttpRequest.newBuilder(
                            java.net.URI.create("http://127.0.0.1:" + port + "/api/silences/" + id))
                    .header("Authorization", "Bearer " + token)
                    .DELETE()
                    .build();
            var response = java.net.http.HttpClient.newHttpClient()
                    .send(request, java.net.http.HttpResponse.BodyHandlers.ofString());
            assertThat(response.statusCode()).isEqualTo(204);
        } catch (java.io.IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void anIncidentKeyGetsOneNumberHoweverOftenItsDecisionComes() {
        IncidentDecision decision = new IncidentDecision(
                "key/" + System.nanoTime(),
                IncidentDecision.DecisionType.OPENED,
                1,
                "99",
                CncSource.ID,
                Severity.HIGH,
                new IncidentDecision.IncidentLinks(
                        List.of("twice-numbered"), List.of(), List.of(), List.of("twice-numbered")),
                new IncidentDecision.CorrelatedAlerts(1, List.of()),
                IncidentDecision.LinkFlapping.NONE,
                new IncidentDecision.CorrelationFinding("same_link", "twice-numbered", null),
                Instant.now());
        List<CompletableFuture<Void>> all = IntStream.range(0, 6)
                .mapToObj(i -> CompletableFuture.runAsync(() -> numbering.apply(decision)))
                .toList();
        all.forEach(each -> each.exceptionally(e -> null).join());
        numbering.apply(decision);

        awaitDetected("twice-numbered");
        soon().untilAsserted(() -> assertThat(PEERS.payloads("new_ticket").stream()
                        .filter(t -> t.path("degraded_links").toString().contains("twice-numbered")))
                .hasSize(1));
        assertThat(detected("twice-numbered")).hasSize(1);
    }

    @Test
    void aDecisionThatCannotBeUsedIsADeadLetterThatPeopleSee() {
        caller(AgentName.IO_AGENT).get("/api/dead-letters");
        kafka.send("cem.incidents", "0", "{\"not\":\"a decision\"".getBytes(java.nio.charset.StandardCharsets.UTF_8));

        soon().untilAsserted(() -> assertThat(caller(AgentName.IO_AGENT)
                        .get("/api/dead-letters")
                        .body()
                        .path("items"))
                .anySatisfy(item -> assertThat(item.path("topic").asText()).isEqualTo("cem.incidents")));
    }

    @Autowired
    private org.springframework.kafka.core.KafkaTemplate<String, byte[]> kafka;

    @Test
    void theAgentIsReadyOnlyWhileItCorrelates() {
        assertThat(get("/actuator/health/readiness").body().path("status").asText())
                .isEqualTo("UP");
        assertThat(FleetJson.tree(get("/health").body()).path("components").has("streams"))
                .isTrue();
    }
}
