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
import io.cemfleet.correlator.alert.FieldLimits;
import io.cemfleet.runtime.testing.FleetJson;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a webhook refuses is named and not stored; all that it accepts reaches the ledger. */
class WebhookLimitsTest extends CorrelatorTest {
    private static final int ISLAND = freshIsland();
    private static final String LINK = link(ISLAND, "Alfa", "Bravo");

    private static ObjectNode alarm(String id) {
        return (ObjectNode) shortCnc(id, LINK, "warning");
    }

    private static void assertRefused(Answer answer, String field) {
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(422);
        assertThat(answer.body().path("errors").path(0).path("field").asText()).isEqualTo(field);
    }

    private void awaitInLedger(String alertId) {
        soon().untilAsserted(() -> assertThat(caller(AgentName.IO_AGENT)
                        .get("/api/alerts?limit=200")
                        .body()
                        .toString())
                .contains(alertId));
    }

    private String taken(Answer answer) {
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(202);
        return answer.body().path("alert_ids").path(0).asText();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\u0000", "\\u0007", "\\u001f", "\\u0085", "\\ud83d", "\\udd25x"})
    void controlCharactersAndHalvesOfPairsAreRefusedByTheFieldThatHoldsThem(String character) {
        for (String field : new String[] {"alarm_id", "resource_id", "description", "something_else"}) {
            String body = alarm("safe").put(field, "HERE").toString().replace("HERE", "a" + character + "b");

            assertRefused(post("/webhooks/cnc", body, Map.of("X-Webhook-Secret", "cnc-secret")), field);
        }
    }

    @Test
    void ofABatchOnlyTheUnsafeOnesAreRejected() {
        String unsafe = alarm("HERE").toString().replace("HERE", "a\\u0000b");

        Answer answer = webhook("cnc", "[" + alarm("safe-1") + "," + unsafe + "," + alarm("safe-2") + "]");

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.body().path("accepted").asInt()).isEqualTo(2);
        assertThat(answer.body().path("rejected").path(0).path("index").asInt()).isEqualTo(1);
        assertThat(answer.body().path("rejected").path(0).path("field").asText())
                .isEqualTo("alarm_id");
    }

    @ParameterizedTest
    @ValueSource(strings = {"alarm_id", "alarm_type", "resource_type", "resource_id"})
    void anIdOrNameHas256CharactersAtTheMost(String field) {
        assertRefused(webhook("cnc", alarm("long").put(field, "x".repeat(FieldLimits.ID + 1))), field);
    }

    @Test
    void theLongestIdsAreTakenAndReachTheLedger() {
        // given three bytes a character, which no compression makes shorter in an index
        StringBuilder id = new StringBuilder();
        for (int i = 0; i < FieldLimits.ID; i++) {
            id.append((char) (0x4e00 + i * 79 % 20_000));
        }
        String other = new StringBuilder(id).reverse().toString();
        ObjectNode session = ((ObjectNode) shortPca(id.toString(), id.toString(), other, 30)).put("alert_id", "a");
        // when
        String cnc = taken(webhook("cnc", alarm(id.toString()).put("resource_id", id.toString())));
        String pca = taken(webhook("pca", session));
        // then
        awaitInLedger(cnc);
        awaitInLedger(pca);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "+292278994-08-17T07:12:55Z",
                "1999-12-31T23:59:59Z",
                "-0001-01-01T00:00:00Z",
                "2199-01-01T00:00:00Z",
                "0000-00-00T00:00:00Z"
            })
    void aTimeBefore2000OrMoreThanADayAheadIsRefused(String time) {
        assertRefused(webhook("cnc", alarm("late").put("timestamp", time)), "timestamp");
        assertRefused(
                webhook("cnc", ((ObjectNode) shortCnc("late", LINK, "clear")).put("timestamp", time)), "timestamp");
        assertRefused(
                webhook("pca", ((ObjectNode) shortPca("late", "10.0.0.1", "10.0.0.2", 30)).put("timestamp", time)),
                "timestamp");
    }

    @Test
    void theVendorsTimesAreBoundedToo() {
        JsonNode notification = cncAlarm("vendor-time", "Alfa" + ISLAND, "GigabitEthernet0/0/0/1", "minor");
        ((ObjectNode) notification.at("/ietf-restconf:notification.notification/alm.alarm"))
                .put("alm.system-update-time-iso8601", "+292278994-08-17T07:12:55Z");

        assertRefused(webhook("cnc", notification), "alm.system-update-time-iso8601");
    }

    @ParameterizedTest
    @CsvSource({"1", "1000", "1000000", "1000000000"})
    void aNumberForATimeIsReadByItsMagnitude(long perSecond) {
        ObjectNode alert = (ObjectNode) pcaAlert(ISLAND, 0, 2, "", "raised");
        alert.put("sessionId", "magnitude-" + perSecond);
        alert.put("timestamp", Instant.now().getEpochSecond() * perSecond);

        String id = taken(webhook("pca", alert));

        awaitInLedger(id);
        JsonNode known = caller(AgentName.IO_AGENT)
                .get("/api/alerts?source=pca&limit=200")
                .body()
                .path("items");
        for (JsonNode item : known) {
            if (item.path("alert_id").asText().equals(id)) {
                assertThat(Instant.parse(item.path("occurred_at").asText()))
                        .isBetween(
                                Instant.now().minusSeconds(600), Instant.now().plusSeconds(1));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"9223372036854775807", "-1", "0", "99999999999999999999999", "1e400"})
    void aNumberThatIsNoTimeIsRefused(String number) {
        String body = ((ObjectNode) pcaAlert(ISLAND, 0, 2, "", "raised"))
                .put("timestamp", "HERE")
                .toString();

        assertRefused(webhook("pca", body.replace("\"HERE\"", number)), "timestamp");
    }

    @ParameterizedTest
    @ValueSource(strings = {"XX", "XXX", "X"})
    void offsetsWithAndWithoutAColonAreTimes(String offset) {
        String time = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS" + offset)
                .format(Instant.now().atOffset(ZoneOffset.ofHours(2)));

        taken(webhook("cnc", alarm("offset-" + offset).put("timestamp", time)));
    }

    @ParameterizedTest
    @CsvSource({"current_value,1e13", "current_value,-1", "threshold_value,1e300", "current_value,1e400"})
    void aNumberIsFiniteAndOfASaneSize(String field, String number) {
        String body = ((ObjectNode) shortPca("n", "10.0.0.1", "10.0.0.2", 30))
                .put(field, "HERE")
                .toString();

        assertRefused(webhook("pca", body.replace("\"HERE\"", number)), field);
        assertRefused(
                webhook("pca", ((ObjectNode) pcaAlert(ISLAND, 0, 2, "", "raised")).put("triggeredValue", number)),
                "triggeredValue");
    }

    @Test
    void aColourThatIsNoneIsNoFault() {
        taken(webhook("pca", pcaAlert(ISLAND, 0, 2, "9999999999", "raised")));
    }

    @Test
    void elementsThatAreNoObjectsAreNamed() {
        assertRefused(webhook("cnc", "[null]"), "[0]");
        assertRefused(
                webhook("cnc", "{\"notification.notification\":{\"alm.alarm\":[null,7]}}"),
                "notification.notification.alm.alarm[0]");
    }

    @Test
    void moreAlertsAtOnceThanTheLimitAreRefused() {
        assertRefused(webhook("cnc", "[" + "{},".repeat(FieldLimits.ALERTS) + "{}]"), "");
    }

    /** A record of Kafka holds a megabyte; the door takes half of that. */
    @Test
    void theBiggestBodyFitsARecordAndWhatIsLargerIsRefused() {
        // given an alarm whose text fills the door, and numbers that grow when they are written
        String description = "🔥".repeat(124_000) + "HERE";
        String text = alarm("biggest").put("description", description).toString();
        String body = text.replace(
                "HERE", "x".repeat(524_288 - text.getBytes(java.nio.charset.StandardCharsets.UTF_8).length + 4));
        ObjectNode numbers = alarm("numbers");
        String manyNumbers = numbers.set("more", FleetJson.parse("[1e6" + ",1e6".repeat(100_000) + "]"))
                .toString();
        // when
        String id = taken(webhook("cnc", body));
        // then
        awaitInLedger(id);
        assertThat(webhook("cnc", body + " ").status()).isEqualTo(413);
        assertThat(webhook("cnc", manyNumbers).status()).isIn(413, 422);
    }

    @ParameterizedTest
    @CsvSource({
        "source=%00,400",
        "link_id=a%01b,400",
        "incident_id=%C2%85,400",
        "cursor=not-ours,422",
        "cursor=KzI5MjI3ODk5NC0wOC0xN1QwNzoxMjo1NVp8eA,422",
        "limit=999999,200",
        "limit=-5,200"
    })
    void queriesAreBoundedToo(String query, int status) {
        assertThat(caller(AgentName.IO_AGENT).get("/api/alerts?" + query).status())
                .isEqualTo(status);
    }

    @Test
    void aTasksAlertsAreBoundedLikeTheWebhooks() {
        var task = caller(AgentName.FLEET_CLI)
                .send(
                        "correlate_alert",
                        Map.of("alert_source", "cnc", "raw_alert", alarm("x".repeat(FieldLimits.ID + 1))));

        assertThat(task.status()).isEqualTo(422);
        assertThat(task.body().toString()).contains("raw_alert.alarm_id");
    }

    @Test
    void aForecastIsBoundedToo() {
        Map<String, Object> forecast = Map.of(
                "link_id",
                "x".repeat(FieldLimits.NAME + 1),
                "predicted_utilisation",
                0.9,
                "probability",
                0.9,
                "expected_at",
                Instant.now().toString(),
                "horizon_minutes",
                30);

        var task = caller(AgentName.TRAFFIC_ANALYTICS).send("proactive_alert", forecast);

        assertThat(task.status()).isEqualTo(422);
        assertThat(task.body().toString()).contains("link_id");
    }
}
