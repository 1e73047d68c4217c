package io.cemfleet.correlator.watch;

import static io.cemfleet.correlator.CorrelatorFixtures.cncAlarm;
import static io.cemfleet.correlator.CorrelatorFixtures.freshIsland;
import static io.cemfleet.correlator.CorrelatorFixtures.link;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cemfleet.a2a.message.AgentName;
import io.cemfleet.correlator.CorrelatorTest;
import io.cemfleet.correlator.source.cnc.CncSource;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The list of open alarms has the last word over the times in its alarms. */
class OpenAlarmListTest extends CorrelatorTest {
    private static final int ISLAND = freshIsland();
    private static final String LINK = link(ISLAND, "Echo", "Foxtrot");

    @Autowired
    private SourceSupervisor supervisor;

    @Autowired
    private CncSource cnc;

    private static JsonNode alarm(String severity, Instant at) {
        JsonNode notification = cncAlarm(ISLAND, "Echo", "Foxtrot", severity);
        ((ObjectNode) notification.at("/ietf-restconf:notification.notification/alm.alarm"))
                .put("alm.system-update-time-iso8601", at.toString());
        return notification;
    }

    private List<String> rules() {
        JsonNode items = caller(AgentName.IO_AGENT)
                .get("/api/alerts?link_id=" + LINK)
                .body()
                .path("items");
        return StreamSupport.stream(items.spliterator(), false)
                .map(alert ->
                        alert.path("kind").asText() + ' ' + alert.path("rule").asText())
                .toList();
    }

    @Test
    void whatIsListedAgainIsOpenThoughItsClearWasNewer() {
        // given an alarm whose clear has a later time than its entry in the list
        Instant raised = Instant.now().minusSeconds(60);
        webhook("cnc", alarm("major", raised));
        webhook("cnc", alarm("cleared", raised.plusSeconds(10)));
        soon().untilAsserted(() -> assertThat(rules()).hasSize(2));
        SourceSupervisionTest.openAtCnc(alarm("major", raised));
        // when it is listed once, the list may be behind
        supervisor.supervise(cnc);
        soon().untilAsserted(() -> assertThat(rules().getFirst()).isEqualTo("raise redelivered"));
        // then, listed once more, it counts
        Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            supervisor.supervise(cnc);
            assertThat(rules().getFirst()).startsWith("raise ").doesNotContain("redelivered", "older");
        });
        SourceSupervisionTest.openAtCnc();
    }
}
