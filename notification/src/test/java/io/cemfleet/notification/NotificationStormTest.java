package io.cemfleet.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.cemfleet.a2a.contract.Severity;
import io.cemfleet.a2a.contract.SlaTier;
import io.cemfleet.a2a.message.AgentName;
import io.cemfleet.a2a.testing.PeerStub;
import io.cemfleet.a2a.testing.TestAgentCaller;
import io.cemfleet.runtime.testing.FleetPostgres;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** A channel gets three messages in four seconds, a repeat waits three. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "cem.notification.storm.together=3s",
            "cem.notification.storm.messages=3",
            "cem.notification.storm.period=4s"
        })
class NotificationStormTest {
    private static final PeerStub PEERS = PeerStub.start();
    private static final ThirdPartyStubs OUTSIDE = new ThirdPartyStubs();
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @LocalServerPort
    private int port;

    @Autowired
    private JdbcClient jdbc;

    private TestAgentCaller orchestrator;

    @DynamicPropertySource
    static void properties(DynamicPropertyRegistry registry) {
        OUTSIDE.register(registry);
        FleetPostgres.register(registry, "notification");
        PEERS.register(registry);
    }

    @AfterAll
    static void stop() {
        OUTSIDE.stop();
    }

    @BeforeEach
    void calm() throws Exception {
        orchestrator = new TestAgentCaller(AgentName.ORCHESTRATOR, AgentName.NOTIFICATION, port);
        jdbc.sql("truncate delivery").update();
        jdbc.sql("delete from channel_send").update();
        PEERS.forget();
        OUTSIDE.allWork();
    }

    @Test
    void repeatsOfAnEventGoOutInOneMessage() {
        String incident = NotificationFixtures.incident();

        List<String> outcomes = List.of(
                webex(tell(incident, "first tunnel failed")),
                webex(tell(incident, "second tunnel failed")),
                webex(tell(incident, "third tunnel failed")));
        await().atMost(PATIENCE).until(() -> OUTSIDE.chat().size() == 2);

        assertThat(outcomes).containsExactly("sent", "failed", "failed");
        assertThat(OUTSIDE.chat().get(0)).contains("first tunnel failed");
        assertThat(OUTSIDE.chat().get(1)).contains("third tunnel failed", "Also", "second tunnel failed");
        await().untilAsserted(() -> assertThat(PEERS.payloads("log_event"))
                .filteredOn(event -> event.at("/details/channel").asText().equals("webex"))
                .extracting(event -> event.at("/details/outcome").asText())
                .containsExactly("sent", "sent", "sent"));
    }

    @Test
    void whatIsNewsTakesWhatWaitsWithIt() {
        String incident = NotificationFixtures.incident();
        tell(incident, "first tunnel failed");
        tell(incident, "second tunnel failed");

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

        incidents.forEach(incident -> tell(incident, "no path"));
        await().atMost(PATIENCE).until(() -> OUTSIDE.chat().size() == 4);

        assertThat(OUTSIDE.chat().getLast()).contains("7 notifications about 7 incidents", incidents.getLast());
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(PEERS.payloads("log_event"))
                .filteredOn(event -> event.at("/details/channel").asText().equals("webex"))
                .extracting(event -> event.path("incident_id").asText()
                        + event.at("/details/outcome").asText())
                .containsExactlyInAnyOrderElementsOf(
                        incidents.stream().map(incident -> incident + "sent").toList()));
    }

    private JsonNode tell(String incident, String summary) {
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
