package io.cemfleet.restoration;

import static io.cemfleet.restoration.RestorationFixtures.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.tomakehurst.wiremock.client.WireMock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is told about an act of steering. The limits are 12 ms, 10 ms, 0.1 %; a bad link has 250 ms more. */
class SteeringCheckTest extends MonitorTest {
    private static final String SESSION = "twamp-frankfurt-vienna-100";

    @BeforeEach
    void theOriginalPathStaysBad() {
        links.set("prague-vienna", "prague", FakeLinks.Condition.BAD);
    }

    @Test
    void steeringOntoAGoodPathHelped() {
        // when
        begin(request(id, 1, tunnel));
        awaitEvent("sla_after_steering");
        // then
        JsonNode told = told();
        assertThat(told.path("tunnel_id").asText()).isEqualTo(tunnel);
        assertThat(told.path("verdict").asText()).isEqualTo("helped");
        assertThat(told.at("/before/latency_ms").asDouble()).isEqualTo(257.0);
        assertThat(told.at("/after/latency_ms").asDouble()).isEqualTo(6.5);
        assertThat(told.at("/after/jitter_ms").asDouble()).isEqualTo(0.4);
        assertThat(told.at("/after/loss_pct").isNumber()).isTrue();
        assertThat(told.path("measured_by").asText()).isEqualTo("links");
    }

    @Test
    void steeringOntoABadPathDidNotHelp() {
        // given
        links.set("munich-vienna", "munich", FakeLinks.Condition.BAD);
        // when
        begin(request(id, 1, tunnel));
        awaitEvent("sla_after_steering");
        // then
        assertThat(told().path("verdict").asText()).isEqualTo("not_helped");
    }

    @Test
    void withoutSamplesItWaitsAndThenTheVerdictIsUnknown() {
        // given
        links.set("munich-vienna", "munich", FakeLinks.Condition.MISSING);
        // when
        begin(request(id, 1, tunnel));
        await().until(() -> checks() == 1);
        awaitEvent("sla_after_steering");
        // then
        assertThat(told().path("verdict").asText()).isEqualTo("unknown");
        assertThat(told().path("after").has("latency_ms")).isFalse();
        await().until(() -> checks() == 0);
    }

    @Test
    void samplesThatComeLateAreWaitedFor() {
        // given
        links.set("munich-vienna", "munich", FakeLinks.Condition.MISSING);
        begin(request(id, 1, tunnel));
        int before = links.looks();
        await().until(() -> links.looks() > before + 3);
        assertThat(allEvents()).doesNotContain("sla_after_steering");
        // when
        links.set("munich-vienna", "munich", FakeLinks.Condition.GOOD);
        awaitEvent("sla_after_steering");
        // then
        assertThat(told().path("verdict").asText()).isEqualTo("helped");
    }

    @Test
    void anActIsJudgedOnceHoweverOftenItIsWatchedAnew() {
        // given
        begin(request(id, 1, tunnel));
        awaitEvent("sla_after_steering");
        // when it is asked again, and a second tunnel with it
        begin(request(id, 2, tunnel, "second-" + tunnel));
        await().until(() -> tells() == 2);
        begin(request(id, 3, tunnel, "second-" + tunnel));
        await().until(() -> checks() == 0);
        // then
        assertThat(tells()).isEqualTo(2);
        assertThat(updates().getLast().at("/details/tunnels")).hasSize(1);
        assertThat(updates().getLast().at("/details/tunnels/0/tunnel_id").asText())
                .isEqualTo("second-" + tunnel);
    }

    @Test
    void theSessionOfTheColourTellsWhatTheServiceMeets() {
        // given a session that fares worse than its links
        PCA.sessions(List.of(SESSION, "twamp-vienna-frankfurt-100", "twamp-frankfurt-vienna"))
                .measured(SESSION, "delayP95", 9000, 31000)
                .measured(SESSION, "jitterP95", 700)
                .measured(SESSION, "packetsLostPct", 0.05);
        // when
        begin(request(id, 1, tunnel));
        awaitEvent("sla_after_steering");
        // then
        assertThat(told().path("measured_by").asText()).isEqualTo("pca");
        assertThat(told().at("/after/latency_ms").asDouble()).isEqualTo(31.0);
        assertThat(told().path("verdict").asText()).isEqualTo("not_helped");
    }

    @Test
    void aPcaThatFailsIsNoGoodNews() {
        // given
        PCA.fails(WireMock.aResponse().withStatus(500).withBody("Internal Server Error"));
        links.set("munich-vienna", "munich", FakeLinks.Condition.MISSING);
        // when
        begin(request(id, 1, tunnel));
        awaitEvent("sla_after_steering");
        // then
        assertThat(told().path("verdict").asText()).isEqualTo("unknown");
    }

    @Test
    void aTunnelThatTheNewerPlanDoesNotNameIsNotJudged() {
        // given
        links.set("munich-vienna", "munich", FakeLinks.Condition.MISSING);
        begin(request(id, 1, tunnel));
        // when
        begin(request(id, 2, "second-" + tunnel));
        links.set("munich-vienna", "munich", FakeLinks.Condition.GOOD);
        awaitEvent("sla_after_steering");
        await().until(() -> checks() == 0);
        // then
        assertThat(tells()).isEqualTo(1);
        assertThat(told().path("tunnel_id").asText()).isEqualTo("second-" + tunnel);
    }

    @Test
    void aCanceledWatchIsAskedNoMore() {
        // given
        links.set("munich-vienna", "munich", FakeLinks.Condition.MISSING);
        begin(request(id, 1, tunnel));
        // when
        cancel();
        // then
        await().atMost(Duration.ofSeconds(20)).until(() -> checks() == 0);
        assertThat(allEvents()).isEmpty();
    }

    private JsonNode told() {
        return details("sla_after_steering").path("tunnels").path(0);
    }

    private long tells() {
        return allEvents().stream().filter("sla_after_steering"::equals).count();
    }

    private int checks() {
        return jdbc.sql(
                        "select count(*) from scheduled_tasks where task_name = 'steering-check' and task_instance = :id")
                .param("id", id)
                .query(Integer.class)
                .single();
    }
}
