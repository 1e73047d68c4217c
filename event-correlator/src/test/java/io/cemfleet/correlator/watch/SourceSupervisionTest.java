package io.cemfleet.correlator.watch;

import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static io.cemfleet.correlator.CorrelatorFixtures.cncAlarm;
import static io.cemfleet.correlator.CorrelatorFixtures.freshIsland;
import static io.cemfleet.correlator.CorrelatorFixtures.link;
import static io.cemfleet.correlator.CorrelatorFixtures.pcaAlert;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.tomakehurst.wiremock.client.WireMock;
import io.cemfleet.a2a.message.AgentName;
import io.cemfleet.correlator.CorrelatorTest;
import io.cemfleet.correlator.alert.AlertOrigin;
import io.cemfleet.correlator.ledger.SourceAlarmStore;
import io.cemfleet.correlator.source.OpenSourceAlarms;
import io.cemfleet.correlator.source.cnc.CncSource;
import io.cemfleet.correlator.source.pca.PcaSource;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** What the webhooks missed is found. */
class SourceSupervisionTest extends CorrelatorTest {
    /** All answers of PCA are about the same session. */
    private static final int ASKED_ABOUT = freshIsland();

    private static final String ALARMS = "/crosswork/alarm/restconf/data/v2/rtm:alarm";

    @Autowired
    private SourceSupervisor supervisor;

    @Autowired
    private CncSource cnc;

    @Autowired
    private PcaSource pca;

    static void openAtCnc(JsonNode... notifications) {
        StringBuilder alarms = new StringBuilder();
        for (JsonNode notification : notifications) {
            alarms.append(alarms.isEmpty() ? "" : ",")
                    .append(notification
                            .path("ietf-restconf:notification.notification")
                            .path("alm.alarm"));
        }
        String header = "\"com.header\":{\"com.firstIndex\":0,\"com.lastIndex\":" + (notifications.length - 1) + "}";
        String data = notifications.length == 0 ? "" : ",\"com.data\":{\"alm.alarm\":[" + alarms + "]}";
        CNC.server()
                .stubFor(WireMock.get(urlPathEqualTo(ALARMS))
                        .willReturn(okJson("{\"com.response-message\":{" + header + data + "}}")));
    }

    static void activeAtPca(JsonNode alert) {
        CNC.server()
                .stubFor(WireMock.post("/api/v2/alerts/active")
                        .willReturn(okJson(
                                "{\"data\":[{\"id\":\"1\",\"type\":\"alerts\",\"attributes\":" + alert + "}]}")));
        CNC.server().stubFor(WireMock.get(urlPathEqualTo("/api/v3/alertexport")).willReturn(okJson("{\"data\":[]}")));
        CNC.server()
                .stubFor(WireMock.get("/api/v2/policies/alerting").willReturn(okJson("{\"data\":[{\"id\":\"p-1\"}]}")));
        CNC.server().stubFor(WireMock.post("/api/v3/alertexport").willReturn(okJson("{\"data\":{}}")));
    }

    @Test
    void aMissedRaiseIsFoundAndSoIsAMissedClear() {
        String link = link(island(), "Alfa", "Bravo");
        openAtCnc(cncAlarm(island(), "Alfa", "Bravo", "major"));
        supervisor.supervise(cnc);
        String id = awaitDetected(link).path("incident_id").asText();

        openAtCnc();

        Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            supervisor.supervise(cnc);
            assertThat(updates(id)).extracting(u -> u.path("kind").asText()).contains("cleared");
        });
    }

    @Test
    void anUnavailableListOfCncClearsNothing() {
        webhook("cnc", cncAlarm(island(), "Alfa", "Bravo", "major"));
        String id = awaitDetected(link(island(), "Alfa", "Bravo"))
                .path("incident_id")
                .asText();
        CNC.server().stubFor(WireMock.get(urlPathEqualTo(ALARMS)).willReturn(WireMock.serverError()));

        Awaitility.await()
                .during(Duration.ofSeconds(7))
                .atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofSeconds(2))
                .untilAsserted(() -> {
                    assertThat(supervisor.supervise(cnc)).isFalse();
                    assertThat(updates(id)).isEmpty();
                });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "{}", "null", "[\"x\"]", "<html>", "{\"error\":{}}", "{\"data\":null}", "{\"data\":[{}]}"})
    void anAnswerOfPcaThatDoesNotProveItClearsNothing(String body) {
        JsonNode alert = pcaAlert(ASKED_ABOUT, 0, 2, "", "raised");
        webhook("pca", alert);
        soon().until(() -> !alarms.active(PcaSource.ID, AlertOrigin.VENDOR).isEmpty());
        activeAtPca(alert);
        CNC.server().stubFor(WireMock.post("/api/v2/alerts/active").willReturn(WireMock.ok(body)));

        assertThat(supervisor.supervise(pca)).isFalse();

        assertThat(alarms.active(PcaSource.ID, AlertOrigin.VENDOR)).isNotEmpty();
    }

    @Test
    void whatAListThatIsNotCompleteLacksIsNotCleared() {
        webhook("cnc", cncAlarm(island(), "Alfa", "Bravo", "major"));
        awaitDetected(link(island(), "Alfa", "Bravo"));
        int open = alarms.active(CncSource.ID, AlertOrigin.VENDOR).size();
        Instant later = Instant.now().plusSeconds(60);

        boolean done =
                reconciliation.compare(CncSource.ID, new OpenSourceAlarms.Listed(List.of(), Set.of(), false), later);

        assertThat(done).isTrue();
        assertThat(alarms.active(CncSource.ID, AlertOrigin.VENDOR)).hasSize(open);
    }

    @Autowired
    private SourceAlarmStore alarms;

    @Autowired
    private AlarmReconciliation reconciliation;

    @Test
    void pcasActiveAlertsAreComparedAndTheExportIsMade() {
        activeAtPca(pcaAlert(island(), 0, 2, "", "raised"));

        assertThat(supervisor.supervise(pca)).isTrue();

        CNC.server()
                .verify(postRequestedFor(urlPathEqualTo("/api/v3/alertexport"))
                        .withRequestBody(matchingJsonPath(
                                "$.data.attributes.alertexporturl",
                                WireMock.equalTo("http://127.0.0.1:8001/webhooks/pca/pca-secret"))));
        soon().untilAsserted(() -> assertThat(caller(AgentName.IO_AGENT)
                        .get("/api/alerts?source=pca")
                        .body()
                        .toString())
                .contains("twamp-" + island() + "-0-2-"));
    }

    @Test
    void theSubscriptionNamesTheWebhookWithItsSecret() {
        openAtCnc();
        supervisor.supervise(cnc);

        CNC.server()
                .verify(postRequestedFor(
                                urlPathEqualTo("/crosswork/notification/restconf/data/v2/notifications:subscription"))
                        .withRequestBody(equalToJson(
                                "{\"ietf-restconf:notification.client-url\":"
                                        + "\"http://127.0.0.1:8001/webhooks/cnc/cnc-secret\"}",
                                true,
                                true)));
    }
}
