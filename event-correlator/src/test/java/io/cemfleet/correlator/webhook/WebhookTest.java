package io.cemfleet.correlator.webhook;

import static io.cemfleet.correlator.CorrelatorFixtures.cncAlarm;
import static io.cemfleet.correlator.CorrelatorFixtures.freshIsland;
import static io.cemfleet.correlator.CorrelatorFixtures.link;
import static io.cemfleet.correlator.CorrelatorFixtures.pcaAlert;
import static io.cemfleet.correlator.CorrelatorFixtures.shortCnc;
import static io.cemfleet.correlator.CorrelatorFixtures.shortPca;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cemfleet.a2a.message.AgentName;
import io.cemfleet.correlator.CorrelatorTest;
import io.cemfleet.correlator.source.pca.PcaSource;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

class WebhookTest extends CorrelatorTest {
    private static final int ISLAND = freshIsland();

    private static final Map<String, String> PCA = Map.of("X-Webhook-Secret", "pca-secret");
    private static final Map<String, String> CNC_SECRET = Map.of("X-Webhook-Secret", "cnc-secret");

    private int alertsKnown() {
        return caller(AgentName.IO_AGENT)
                .get("/api/alerts?limit=200")
                .body()
                .path("items")
                .size();
    }

    @Autowired
    private WebhookRateLimiter rate;

    @Test
    void aSourceBeyondItsRateGetsRetryAfterAndOthersDoNot() {
        // given
        String body = shortPca("often", "10.0.0.10", "10.0.0.11", 30).toString();
        // when
        Answer tooOften = Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(10))
                .until(
                        () -> {
                            while (rate.admits(PcaSource.ID)) {
                                Thread.onSpinWait();
                            }
                            return post("/webhooks/pca", body, PCA);
                        },
                        answer -> answer.status() == 429);
        // then
        assertThat(tooOften.retryAfter()).isEqualTo("1");
        assertThat(post("/webhooks/cnc", "{}", CNC_SECRET).status()).isNotEqualTo(429);
        Awaitility.await().until(() -> rate.admits(PcaSource.ID));
    }

    @Test
    void whatIsNotJsonGets400AndIsNotStored() {
        int before = alertsKnown();
        assertThat(post("/webhooks/pca", "{\"alert_id\": ", PCA).status()).isEqualTo(400);
        assertThat(alertsKnown()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "alert_id",
                "probe_id",
                "metric_type",
                "current_value",
                "threshold_value",
                "source_ip",
                "dest_ip",
                "timestamp"
            })
    void aMissingFieldOfPcasShortFormIsNamed(String field) {
        ObjectNode alert = (ObjectNode) shortPca("p", "10.0.0.10", "10.0.0.11", 30);
        alert.remove(field);
        Answer answer = post("/webhooks/pca", alert.toString(), PCA);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body().path("errors").path(0).path("field").asText()).isEqualTo(field);
    }

    @ParameterizedTest
    @ValueSource(strings = {"alarm_id", "alarm_type", "severity", "resource_type", "resource_id", "timestamp"})
    void aMissingFieldOfCncsShortFormIsNamed(String field) {
        ObjectNode alarm = (ObjectNode) shortCnc("a", link(ISLAND, "Alfa", "Bravo"), "major");
        alarm.remove(field);

        assertThat(post("/webhooks/cnc", alarm.toString(), CNC_SECRET).body().toString())
                .contains("\"status\":422", "\"field\":\"" + field + "\"");
    }

    @ParameterizedTest
    @CsvSource({
        "current_value,\"much\"",
        "threshold_value,true",
        "metric_type,\"weather\"",
        "timestamp,12",
        "timestamp,\"yesterday\"",
        "source_ip,7",
        "alert_state,\"maybe\""
    })
    void aWrongTypeIsNamed(String field, String json) {
        ObjectNode alert = (ObjectNode) shortPca("p", "10.0.0.10", "10.0.0.11", 30);
        alert.set(field, io.cemfleet.runtime.testing.FleetJson.parse(json));
        Answer answer = post("/webhooks/pca", alert.toString(), PCA);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body().path("errors").path(0).path("field").asText()).isEqualTo(field);
    }

    @Test
    void vendorFormsWithoutTheirFieldsAreRefusedToo() {
        ObjectNode payload = (ObjectNode) pcaAlert(ISLAND, 0, 1, "", "raised");
        payload.remove("triggeredValue");
        assertThat(post("/webhooks/pca", payload.toString(), PCA).status()).isEqualTo(422);
        String alarm =
                cncAlarm(ISLAND, "Alfa", "Bravo", "major").toString().replace("alm.perceived-severity", "alm.other");
        assertThat(post("/webhooks/cnc", alarm, CNC_SECRET).status()).isEqualTo(422);
    }

    @Test
    void twoMegabytesAreTooMuch() {
        assertThat(post("/webhooks/pca", "[\"" + "x".repeat(2_000_000) + "\"]", PCA)
                        .status())
                .isEqualTo(413);
    }

    @Test
    void withoutTheRightSecretNoBodyIsParsed() {
        assertThat(post("/webhooks/pca", "{", Map.of()).status()).isEqualTo(401);
        assertThat(post("/webhooks/pca", "{", CNC_SECRET).status()).isEqualTo(401);
        assertThat(post("/webhooks/pca/wrong", "{", PCA).status()).isEqualTo(401);
        assertThat(post("/webhooks/pca", "x".repeat(600_000), Map.of()).status())
                .isEqualTo(413);
    }

    @Test
    void aSourceWithoutASecretIsClosed() {
        assertThat(post("/webhooks/alertmanager", "{}", Map.of("X-Webhook-Secret", ""))
                        .status())
                .isEqualTo(401);
    }

    @Test
    void theSecretInThePathOrASignatureOpensToo() throws Exception {
        String body = "{}";
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec("pca-secret".getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        String signature = "sha256=" + HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));

        assertThat(post("/webhooks/pca/pca-secret", body, Map.of()).status()).isEqualTo(200);
        assertThat(post("/webhooks/pca", body, Map.of("X-Webhook-Signature", signature))
                        .status())
                .isEqualTo(200);
        assertThat(post("/webhooks/pca", "{ }", Map.of("X-Webhook-Signature", signature))
                        .status())
                .isEqualTo(401);
    }

    @Test
    void aProbeOfTheAddressIsWelcome() {
        assertThat(get("/webhooks/cnc/cnc-secret").status()).isEqualTo(200);
        assertThat(post("/webhooks/cnc/cnc-secret", "", Map.of()).status()).isEqualTo(200);
        assertThat(get("/webhooks/cnc/wrong").status()).isEqualTo(401);
    }

    @Test
    void aProblemDoesNotRepeatTheSecret() {
        assertThat(post("/webhooks/cnc/cnc-secret", "[1]", Map.of()).body().toString())
                .contains("422")
                .doesNotContain("cnc-secret");
    }

    @Test
    void ofAnArrayTheGoodOnesAreTakenAndTheOthersNamed() {
        JsonNode good = shortCnc("array-1", link(ISLAND, "Alfa", "Bravo"), "warning");
        String body = "[" + good + ",{\"alarm_id\":\"x\"}]";
        Answer answer = post("/webhooks/cnc", body, CNC_SECRET);

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.body().path("accepted").asInt()).isEqualTo(1);
        assertThat(answer.body().path("alert_ids")).hasSize(1);
        assertThat(answer.body().path("rejected").path(0).path("index").asInt()).isEqualTo(1);
        assertThat(answer.body().path("rejected").path(0).path("field").asText())
                .isEqualTo("alarm_type");
    }
}
