package io.cemfleet.correlator.webhook;

import static io.cemfleet.correlator.CorrelatorFixtures.cncAlarm;
import static io.cemfleet.correlator.CorrelatorFixtures.freshIsland;
import static io.cemfleet.correlator.CorrelatorFixtures.link;
import static io.cemfleet.correlator.CorrelatorFixtures.shortCnc;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cemfleet.a2a.message.AgentName;
import io.cemfleet.correlator.CorrelatorTest;
import io.cemfleet.runtime.testing.FleetJson;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which alarm a message is about, and what its severity means. */
class AlarmFormsTest extends CorrelatorTest {
    /** Every word is tried on the same island. */
    private static final int WORDS = freshIsland();

    private static final String ENVELOPE = "ietf-restconf:notification.notification";

    private List<JsonNode> alertsOf(String sourceKey) {
        JsonNode items = caller(AgentName.IO_AGENT)
                .get("/api/alerts?source=cnc&limit=200")
                .body()
                .path("items");
        return StreamSupport.stream(items.spliterator(), false)
                .filter(alert -> alert.path("source_key").asText().equals(sourceKey))
                .toList();
    }

    private List<String> verdictsOf(String sourceKey) {
        return alertsOf(sourceKey).stream()
                .map(alert -> alert.path("verdict").asText())
                .toList()
                .reversed();
    }

    private static ObjectNode alarmOf(JsonNode notification) {
        return (ObjectNode) notification.path(ENVELOPE).path("alm.alarm");
    }

    private static ObjectNode notificationOf(String operation, JsonNode... alarms) {
        ObjectNode notification = (ObjectNode) cncAlarm("any", "any", "any", "major");
        ObjectNode envelope = (ObjectNode) notification.path(ENVELOPE);
        envelope.put("ietf-restconf:notification.operation", operation);
        var list = envelope.putArray("alm.alarm");
        List.of(alarms).forEach(list::add);
        return notification;
    }

    @Test
    void aNotificationThatCarriesAListYieldsEachOfItsAlarms() {
        // given two alarms, and one between them that cannot be read
        ObjectNode one = alarmOf(cncAlarm("list-1", "Alfa" + island(), "GigabitEthernet0/0/0/1", "minor"));
        ObjectNode bad = alarmOf(cncAlarm("list-2", "Alfa" + island(), "GigabitEthernet0/0/0/1", "purple"));
        ObjectNode two = alarmOf(cncAlarm("list-3", "Delta" + island(), "GigabitEthernet0/0/0/4", "minor"));
        // when
        Answer answer = webhook("cnc", notificationOf("create", one, bad, two));
        // then
        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.body().path("accepted").asInt()).isEqualTo(2);
        assertThat(answer.body().path("rejected")).singleElement().satisfies(rejected -> {
            assertThat(rejected.path("index").asInt()).isEqualTo(1);
            assertThat(rejected.path("field").asText())
                    .isEqualTo("notification.notification.alm.alarm[1].alm.perceived-severity");
        });
        awaitDetected(link(island(), "Alfa", "Bravo"));
        awaitDetected(link(island(), "Delta", "Echo"));
    }

    @Test
    void oneAlarmIdOnTwoLinksIsTwoAlarmsUntilTheLedger() {
        // given
        webhook("cnc", shortCnc("two", link(island(), "Alfa", "Bravo"), "minor"));
        webhook("cnc", shortCnc("two", link(island(), "Delta", "Echo"), "minor"));
        // when
        webhook("cnc", shortCnc("two", link(island(), "Alfa", "Bravo"), "clear"));
        webhook("cnc", shortCnc("two", link(island(), "Delta", "Echo"), "clear"));
        // then
        soon().untilAsserted(
                        () -> assertThat(verdictsOf("two")).containsExactly("passed", "passed", "passed", "passed"));
        assertThat(alertsOf("two"))
                .extracting(alert -> alert.path("link_id").asText())
                .containsExactlyInAnyOrder(
                        link(island(), "Alfa", "Bravo"),
                        link(island(), "Alfa", "Bravo"),
                        link(island(), "Delta", "Echo"),
                        link(island(), "Delta", "Echo"));
        assertThat(alertsOf("two").getFirst().path("resource").asText()).isEqualTo(link(island(), "Delta", "Echo"));
    }

    @Test
    void aDeletionThatNamesOnlyTheAlarmClearsItWhereverItIs() {
        // given one uuid on two resources
        JsonNode one = cncAlarm("gone", "Alfa" + island(), "GigabitEthernet0/0/0/1", "major");
        JsonNode two = cncAlarm("gone", "Delta" + island(), "GigabitEthernet0/0/0/4", "major");
        webhook("cnc", "[" + one + "," + two + "]");
        soon().untilAsserted(() -> assertThat(verdictsOf("gone")).containsExactly("passed", "passed"));
        // when
        Answer answer = webhook("cnc", notificationOf("delete", FleetJson.parse("{\"alm.uuid\":\"gone\"}")));
        // then
        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.body().path("alert_ids")).hasSize(2);
        soon().untilAsserted(() -> assertThat(alertsOf("gone"))
                .filteredOn(alert -> alert.path("kind").asText().equals("clear"))
                .extracting(alert -> alert.path("verdict").asText())
                .containsExactly("passed", "passed"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"information", "informational", "INFO", "Information"})
    void anEventThatIsNoFaultIsTakenAndRaisesNothing(String word) {
        JsonNode event = cncAlarm("event-" + word, "Alfa" + WORDS, "GigabitEthernet0/0/0/1", word);

        Answer vendor = webhook("cnc", event);
        Answer plain = webhook("cnc", shortCnc("event-" + word, link(WORDS, "Alfa", "Bravo"), word));

        assertThat(List.of(vendor, plain)).allSatisfy(answer -> {
            assertThat(answer.status()).isEqualTo(202);
            assertThat(answer.body().path("alert_ids")).isEmpty();
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"purple", "fatal", "5", "clearing"})
    void anUnknownSeverityIsRefusedAndNamed(String word) {
        assertThat(webhook("cnc", cncAlarm("odd", "Alfa" + WORDS, "GigabitEthernet0/0/0/1", word))
                        .body()
                        .toString())
                .contains("\"status\":422", "alm.perceived-severity");
        assertThat(webhook("cnc", shortCnc("odd", link(WORDS, "Alfa", "Bravo"), word))
                        .body()
                        .toString())
                .contains("\"status\":422", "\"field\":\"severity\"");
    }

    @ParameterizedTest
    @CsvSource({"cleared", "clear", "normal", "Normal"})
    void theWordsForTheEndOfAnAlarmClearIt(String word) {
        String id = "ended-" + word;
        webhook("cnc", shortCnc(id, link(WORDS, "Alfa", "Bravo"), "indeterminate"));

        webhook("cnc", shortCnc(id, link(WORDS, "Alfa", "Bravo"), word));

        soon().untilAsserted(() -> assertThat(alertsOf(id))
                .extracting(alert -> alert.path("kind").asText())
                .containsExactly("clear", "raise"));
    }

    @Test
    void aBatchThatIsDeliveredTwiceIsTwiceTheSame() {
        // given
        String link = link(island(), "Alfa", "Bravo");
        ObjectNode raise = (ObjectNode) shortCnc("again", link, "minor");
        ObjectNode clear = (ObjectNode) shortCnc("again", link, "clear");
        raise.put("timestamp", java.time.Instant.now().minusSeconds(30).toString());
        clear.put("timestamp", java.time.Instant.now().minusSeconds(20).toString());
        String batch = "[" + raise + "," + clear + "]";
        // when
        webhook("cnc", batch);
        webhook("cnc", batch);
        // then
        soon().untilAsserted(() ->
                assertThat(verdictsOf("again")).containsExactly("passed", "passed", "duplicate", "duplicate"));
    }
}
