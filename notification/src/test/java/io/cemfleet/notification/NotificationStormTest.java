package io.cemfleet.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.cemfleet.a2a.contract.Severity;
import io.cemfleet.a2a.contract.SlaTier;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

/** A channel gets three messages in four seconds, a repeat waits three. */
@TestPropertySource(
        properties = {
            "cem.notification.storm.together=3s",
            "cem.notification.storm.messages=3",
            "cem.notification.storm.period=4s"
        })
class NotificationStormTest extends NotificationTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @BeforeEach
    void nothingWasSentYet() {
        jdbc.sql("truncate delivery").update();
        jdbc.sql("delete from channel_send").update();
    }

    @Test
    void repeatsOfAnEventGoOutInOneMessage() {
        String incident = NotificationFixtures.incident();

        List<String> outcomes = List.of(
                webex(escalate(incident, "first tunnel failed")),
                webex(escalate(incident, "second tunnel failed")),
                webex(escalate(incident, "third tunnel failed")));
        await().atMost(PATIENCE).until(() -> OUTSIDE.chat().size() == 2);

        assertThat(outcomes).containsExactly("sent", "failed", "failed");
        assertThat(OUTSIDE.chat().get(0)).contains("first tunnel failed");
        assertThat(OUTSIDE.chat().get(1)).contains("third tunnel failed", "Also", "second tunnel failed");
        await().untilAsserted(() -> assertThat(NotificationFixtures.audited(PEERS, incident))
                .filteredOn(event -> event.at("/details/channel").asText().equals("webex"))
                .extracting(event -> event.at("/details/outcome").asText())
                .containsExactly("sent", "sent", "sent"));
    }

    @Test
    void whatIsNewsTakesWhatWaitsWithIt() {
        String incident = NotificationFixtures.incident();
        escalate(incident, "first tunnel failed");
        escalate(incident, "second tunnel failed");

        JsonNode closing = orchestrator
                .send("send_notification", NotificationFixtures.closure(incident, Severity.HIGH, SlaTier.GOLD))
                .result();

        assertThat(webex(closing)).isEqualTo("sent");
        assertThat(OUTSIDE.chat()).hasSize(2);
        assertThat(OUTSIDE.chat().get(1)).contains("closed", "second tunnel failed");
    }

    @Test
    void whatIsBeyondTheCapGoesOutAsOneDigest() {
        List<String> incidents = IntStream.range(0, 10)
                .mapToObj(i -> NotificationFixtures.incident())
                .toList();

        incidents.forEach(incident -> escalate(incident, "no path"));
        await().atMost(PATIENCE).until(() -> OUTSIDE.chat().size() == 4);

        assertThat(OUTSIDE.chat().getLast()).contains("7 notifications about 7 incidents", incidents.getLast());
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(PEERS.payloads("log_event"))
                .filteredOn(event -> event.at("/details/channel").asText().equals("webex"))
                .filteredOn(
                        event -> incidents.contains(event.path("incident_id").asText()))
                .extracting(event -> event.path("incident_id").asText()
                        + event.at("/details/outcome").asText())
                .containsExactlyInAnyOrderElementsOf(
                        incidents.stream().map(incident -> incident + "sent").toList()));
    }

    private JsonNode escalate(String incident, String summary) {
        return orchestrator
                .send("send_notification", NotificationFixtures.escalation(incident, summary))
                .result();
    }

    private static String webex(JsonNode result) {
        for (JsonNode channel : result.path("channels")) {
            if (channel.path("channel").asText().equals("webex")) {
                return channel.path("outcome").asText();
            }
        }
        return "";
    }
}
