package io.cemfleet.correlator.watch;

import static io.cemfleet.correlator.CorrelatorFixtures.link;
import static io.cemfleet.correlator.source.example.ExampleSource.alarm;
import static org.assertj.core.api.Assertions.assertThat;

import io.cemfleet.a2a.message.AgentName;
import io.cemfleet.correlator.CorrelatorTest;
import io.cemfleet.correlator.source.example.ExampleSource;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A source that no class outside its package knows works: webhook, secret, rate, parser, task and reconciliation. */
class ExampleSourceTest extends CorrelatorTest {
    @Autowired
    private ExampleSource source;

    @Autowired
    private SourceSupervisor supervisor;

    @Test
    void itsWebhookTakesAlertsOfSendersWithItsSecret() {
        String link = link(island(), "Alfa", "Bravo");

        assertThat(webhook("example", alarm("w-" + island(), link, true)).status())
                .isEqualTo(202);
        assertThat(awaitDetected(link).path("source").asText()).isEqualTo("cnc");
        assertThat(post("/webhooks/example/example-secret", "", Map.of()).status())
                .isEqualTo(200);
        assertThat(post("/webhooks/example", "{}", Map.of("X-Webhook-Secret", "pca-secret"))
                        .status())
                .isEqualTo(401);
    }

    @Test
    void itsParserNamesTheWrongField() {
        Answer answer = webhook("example", "{\"id\":\"x\",\"link\":\"y\",\"state\":\"odd\"}");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body().at("/errors/0/field").asText()).isEqualTo("state");
    }

    @Test
    void theTaskTakesItsAlertsToo() {
        var answer = caller(AgentName.FLEET_CLI)
                .send(
                        "correlate_alert",
                        Map.of(
                                "alert_source",
                                "example",
                                "raw_alert",
                                Map.of(
                                        "id",
                                        "t-" + island(),
                                        "link",
                                        link(island(), "Alfa", "Bravo"),
                                        "state",
                                        "open")));

        assertThat(answer.result().path("verdicts").path(0).asText()).isEqualTo("passed");
    }

    @Test
    void itIsSubscribedToAndWhatItsWebhookMissedIsFound() {
        String link = link(island(), "Charlie", "Delta");
        source.open.add(alarm("r-" + island(), link, true));

        assertThat(supervisor.supervise(source)).isTrue();

        assertThat(source.subscriptions).contains(URI.create("http://127.0.0.1:8001/webhooks/example/example-secret"));
        String incident = awaitDetected(link).path("incident_id").asText();
        source.open.clear();
        Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            supervisor.supervise(source);
            assertThat(updates(incident))
                    .extracting(u -> u.path("kind").asText())
                    .contains("cleared");
        });
    }
}
