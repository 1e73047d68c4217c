package io.cemfleet.correlator.inference;

import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.serverError;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static io.cemfleet.correlator.CorrelatorFixtures.link;
import static io.cemfleet.correlator.CorrelatorFixtures.pcaAlert;
import static io.cemfleet.correlator.CorrelatorFixtures.routerId;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.tomakehurst.wiremock.client.WireMock;
import io.cemfleet.a2a.message.AgentName;
import io.cemfleet.correlator.CorrelatorTest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** PCA names sessions: the links behind them are found, or the incident says that they could not be. */
class LinkInferenceTest extends CorrelatorTest {
    @Autowired
    private HealthySessions healthy;

    @Autowired
    private io.cemfleet.correlator.network.NetworkSnapshotCache network;

    @BeforeEach
    @AfterEach
    void pcaKnowsNothing() {
        CNC.server()
                .stubFor(WireMock.get(urlPathEqualTo("/api/v2/monitored-objects"))
                        .willReturn(okJson("{\"data\":[]}")));
        CNC.server().stubFor(WireMock.post("/api/v3/metrics/aggregate").willReturn(serverError()));
    }

    @Test
    void theLinkThatMeasuresBadIsConfirmed() {
        measures(link(island(), "Alfa", "Bravo"), 4.0);
        measures(link(island(), "Bravo", "Charlie"), 60.0);

        webhook("pca", pcaAlert(island(), 0, 2, "", "raised"));

        JsonNode incident = awaitDetected(link(island(), "Bravo", "Charlie"));
        assertThat(incident.path("source").asText()).isEqualTo("pca");
        assertThat(incident.path("degraded_links").toString()).doesNotContain(link(island(), "Alfa", "Bravo"));
        assertThat(incident.path("ambiguous_links")).isEmpty();
        assertThat(incident.path("correlated_alerts").path(0).path("source").asText())
                .isEqualTo("pca");
        soon().untilAsserted(() -> assertThat(caller(AgentName.IO_AGENT)
                        .get("/api/alerts?incident_id="
                                + incident.path("incident_id").asText())
                        .body()
                        .path("items"))
                .hasSizeGreaterThanOrEqualTo(2));
    }

    @Test
    void aColouredSessionsCandidatesAreItsPolicysPath() {
        measures(link(island(), "Charlie", "Delta"), 80.0);

        webhook("pca", pcaAlert(island(), 0, 3, "100", "raised"));

        awaitDetected(link(island(), "Charlie", "Delta"));
    }

    @Test
    void whatIsNotConfirmedInTimeIsAmbiguousAndConfirmedLater() {
        webhook("pca", pcaAlert(island(), 0, 2, "", "raised"));

        JsonNode incident = awaitDetected(link(island(), "Alfa", "Bravo"));
        assertThat(incident.path("degraded_links")).isEmpty();
        assertThat(incident.path("ambiguous_links")).hasSize(2);
        measures(link(island(), "Alfa", "Bravo"), 70.0);

        String id = incident.path("incident_id").asText();
        soon().untilAsserted(() -> assertThat(updates(id))
                .anySatisfy(update -> assertThat(update.path("degraded_links").toString())
                        .contains(link(island(), "Alfa", "Bravo"))));
    }

    @Test
    void anAlertWhoseCandidatesAllMeasureGoodWaits() {
        String one = link(island(), "Alfa", "Bravo");
        String other = link(island(), "Bravo", "Charlie");
        webhook("pca", pcaAlert(island(), 0, 2, "", "raised"));

        soon().untilAsserted(() -> {
            measures(one, 4.0);
            measures(other, 4.0);
            assertThat(caller(AgentName.IO_AGENT)
                            .get("/api/alerts?verdict=suppressed&source=pca")
                            .body()
                            .path("items"))
                    .anySatisfy(item -> assertThat(item.path("rule").asText()).isEqualTo("candidates_healthy"));
        });
        Awaitility.await()
                .during(Duration.ofSeconds(3))
                .atMost(Duration.ofSeconds(6))
                .untilAsserted(() -> assertThat(detected(one)).isEmpty());
    }

    @Test
    void aGoodSampleFromBeforeTheAlertProvesNothing() {
        measures(link(island(), "Alfa", "Bravo"), 4.0);
        measures(link(island(), "Bravo", "Charlie"), 4.0);
        Awaitility.await().pollDelay(Duration.ofMillis(400)).until(() -> true);

        webhook("pca", pcaAlert(island(), 0, 2, "", "raised"));

        assertThat(awaitDetected(link(island(), "Alfa", "Bravo")).path("ambiguous_links"))
                .hasSize(2);
    }

    @Test
    void aHealthySessionProvesItsLinksAndAnUnknownOneNothing() {
        var snapshot = network.snapshot().orElseThrow();
        var candidates = java.util.Set.of(link(island(), "Alfa", "Bravo"), link(island(), "Bravo", "Charlie"));
        Instant since = Instant.now().minusSeconds(5);
        CNC.server()
                .stubFor(WireMock.get(urlPathEqualTo("/api/v2/monitored-objects"))
                        .willReturn(okJson("{\"data\":[%s,%s]}"
                                .formatted(object("healthy", island(), 1, 2), object("silent", island(), 0, 1)))));
        CNC.server().stubFor(WireMock.post("/api/v3/metrics/aggregate").willReturn(okJson(samples("healthy", 4500))));
        HealthySessions fresh = fresh();

        assertThat(fresh.proveGood(snapshot, candidates, since, java.util.Set.of()))
                .containsExactly(link(island(), "Bravo", "Charlie"));
        CNC.server().stubFor(WireMock.post("/api/v3/metrics/aggregate").willReturn(okJson(samples("healthy", 9000))));
        assertThat(fresh.proveGood(snapshot, candidates, since, java.util.Set.of()))
                .isEmpty();
        CNC.server().stubFor(WireMock.post("/api/v3/metrics/aggregate").willReturn(serverError()));
        assertThat(fresh.proveGood(snapshot, candidates, since, java.util.Set.of()))
                .isEmpty();
    }

    @Autowired
    private io.cemfleet.correlator.pca.PcaMeasurements pca;

    private HealthySessions fresh() {
        return new HealthySessions(
                pca, io.cemfleet.network.measurement.LinkLimits.defaults(), java.time.Clock.systemUTC());
    }

    private static String object(String id, int island, int from, int to) {
        return """
                {"id":"%s","type":"monitoredObjects","attributes":{"objectId":"%s","objectName":"a-b",
                 "objectType":"twamp-sf","sourceIp":"%s","destinationIp":"%s","meta":{}}}"""
                .formatted(id, id, routerId(island, from), routerId(island, to));
    }

    private static String samples(String id, int delayMicros) {
        String point = "[{\"timestamp\":\"" + Instant.now() + "\",\"value\":%s}]";
        String entry = "{\"metric\":\"%s\",\"monitoredObjectId\":\"" + id + "\",\"series\":%s}";
        return "{\"data\":{\"attributes\":{\"result\":["
                + String.join(
                        ",",
                        List.of(
                                entry.formatted("delayP95", point.formatted(delayMicros)),
                                entry.formatted("jitterP95", point.formatted(300)),
                                entry.formatted("packetsLostPct", point.formatted(0))))
                + "]}}}";
    }

    @Test
    void aClearedAlertDoesNotHealALinkButGoodMeasurementsDo() {
        String link = link(island(), "Alfa", "Bravo");
        measures(link, 60.0);
        measures(link(island(), "Bravo", "Charlie"), 4.0);
        webhook("pca", pcaAlert(island(), 0, 2, "", "raised"));
        String id = awaitDetected(link).path("incident_id").asText();

        webhook("pca", pcaAlert(island(), 0, 2, "", "cleared"));
        Awaitility.await()
                .during(Duration.ofSeconds(2))
                .atMost(Duration.ofSeconds(5))
                .untilAsserted(() -> assertThat(updates(id)).isEmpty());

        soon().untilAsserted(() -> {
            measures(link, 4.0);
            assertThat(updates(id)).extracting(u -> u.path("kind").asText()).contains("cleared");
        });
        assertThat(updates(id).getLast().path("cleared_links").toString()).contains(link);
    }

    @Test
    void aPcaIncidentIsReportedToTheOtherAgentsOnce() {
        measures(link(island(), "Alfa", "Bravo"), 60.0);
        webhook("pca", pcaAlert(island(), 0, 1, "", "raised"));
        webhook("pca", pcaAlert(island(), 0, 2, "", "raised"));
        awaitDetected(link(island(), "Alfa", "Bravo"));

        Awaitility.await()
                .during(Duration.ofSeconds(2))
                .atMost(Duration.ofSeconds(5))
                .untilAsserted(() ->
                        assertThat(detected(link(island(), "Alfa", "Bravo"))).hasSize(1));
        assertThat(Map.of("healthy", healthy)).isNotEmpty();
    }
}
