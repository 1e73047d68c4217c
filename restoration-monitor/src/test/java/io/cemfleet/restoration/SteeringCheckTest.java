package io.cemfleet.restoration;

import static io.cemfleet.restoration.RestorationFixtures.OVER_PRAGUE;
import static io.cemfleet.restoration.RestorationFixtures.onPath;
import static io.cemfleet.restoration.RestorationFixtures.request;
import static io.cemfleet.restoration.RestorationFixtures.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.tomakehurst.wiremock.client.WireMock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is reported about a steering. The limits are 12 ms, 10 ms, 0.1 %; a bad link has 250 ms more. */
class SteeringCheckTest extends RestorationTestBase {
    private static final String SESSION = "twamp-frankfurt-vienna-100";

    @BeforeEach
    void theOriginalPathStaysBad() {
        links.set("prague-vienna", "prague", LinkConditions.LinkCondition.BAD);
    }

    @Test
    void steeringOntoAGoodPathHelped() {
        // when
        begin(request(id, 1, tunnel));
        awaitEvent("sla_after_steering");
        // then
        JsonNode reported = reported();
        assertThat(reported.path("tunnel_id").asText()).isEqualTo(tunnel);
        assertThat(reported.path("verdict").asText()).isEqualTo("helped");
        assertThat(reported.at("/before/latency_ms").asDouble()).isEqualTo(257.0);
        assertThat(reported.at("/after/latency_ms").asDouble()).isEqualTo(6.5);
        assertThat(reported.at("/after/jitter_ms").asDouble()).isEqualTo(0.4);
        assertThat(reported.at("/after/loss_pct").isNumber()).isTrue();
        assertThat(reported.path("measured_by").asText()).isEqualTo("links");
    }

    @Test
    void steeringOntoABadPathDidNotHelp() {
        // given
        links.set("munich-vienna", "munich", LinkConditions.LinkCondition.BAD);
        // when
        begin(request(id, 1, tunnel));
        awaitEvent("sla_after_steering");
        // then
        assertThat(reported().path("verdict").asText()).isEqualTo("not_helped");
    }

    @Test
    void withoutSamplesItWaitsAndThenTheVerdictIsUnknown() {
        // given
        links.set("munich-vienna", "munich", LinkConditions.LinkCondition.MISSING);
        // when
        begin(request(id, 1, tunnel));
        await().until(() -> checks() == 1);
        awaitEvent("sla_after_steering");
        // then
        assertThat(reported().path("verdict").asText()).isEqualTo("unknown");
        assertThat(reported().path("after").has("latency_ms")).isFalse();
        await().until(() -> checks() == 0);
    }

    @Test
    void samplesThatComeLateAreWaitedFor() {
        // given
        links.set("munich-vienna", "munich", LinkConditions.LinkCondition.MISSING);
        begin(request(id, 1, tunnel));
        int before = links.reads();
        await().until(() -> links.reads() > before + 3);
        assertThat(allEvents()).doesNotContain("sla_after_steering");
        // when
        links.set("munich-vienna", "munich", LinkConditions.LinkCondition.GOOD);
        awaitEvent("sla_after_steering");
        // then
        assertThat(reported().path("verdict").asText()).isEqualTo("helped");
    }

    @Test
    void aSteeringIsEvaluatedOnceHoweverOftenItIsRequested() {
        // given
        begin(request(id, 1, tunnel));
        awaitEvent("sla_after_steering");
        // when it is requested again, and a second tunnel with it
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
        assertThat(reported().path("measured_by").asText()).isEqualTo("pca");
        assertThat(reported().at("/after/latency_ms").asDouble()).isEqualTo(31.0);
        assertThat(reported().path("verdict").asText()).isEqualTo("not_helped");
    }

    @Test
    void samplesOfTheFormerPathSayNothingOfTheNewOne() {
        // given a path that did not help, and the tunnel's time of steering
        Instant steered = Instant.now().minusSeconds(20);
        PCA.sessions(List.of(SESSION))
                .measured(SESSION, "delayP95", 255_000)
                .measured(SESSION, "jitterP95", 700)
                .measured(SESSION, "packetsLostPct", 0.05);
        begin(with(request(id, 1, tunnel), watched -> onPath(watched, OVER_PRAGUE, 1, steered)));
        awaitEvent("sla_after_steering");
        assertThat(reported().path("verdict").asText()).isEqualTo("not_helped");
        // when the same tunnel gets another path, with its time of steering unchanged
        Instant changed = Instant.now();
        PCA.measured(
                SESSION,
                "delayP95",
                List.of(
                        new PcaWireMock.PcaReading(changed, 255_000),
                        new PcaWireMock.PcaReading(changed.plusSeconds(60), 6_500)));
        List<String> overMunich = List.of("frankfurt-munich", "munich-vienna");
        begin(with(request(id, 2, tunnel), watched -> onPath(watched, overMunich, 2, steered)));
        await().until(() -> tells() == 2);
        // then
        JsonNode second = updates().getLast().at("/details/tunnels/0");
        assertThat(second.path("verdict").asText()).isEqualTo("helped");
        assertThat(second.at("/after/latency_ms").asDouble()).isEqualTo(6.5);
        assertThat(second.path("path_version").asLong()).isEqualTo(2);
        assertThat(Instant.parse(second.path("steered_at").asText())).isAfterOrEqualTo(changed);
    }

    @Test
    void theSameLinksInAnotherVersionAreJudgedAgain() {
        // given
        Instant steered = Instant.now().minusSeconds(20);
        List<String> links = List.of("frankfurt-munich", "munich-vienna");
        begin(with(request(id, 1, tunnel), watched -> onPath(watched, links, 1, steered)));
        awaitEvent("sla_after_steering");
        // when
        begin(with(request(id, 2, tunnel), watched -> onPath(watched, links, 2, steered)));
        // then
        await().until(() -> tells() == 2);
        // and requested once more, it is the same steering
        begin(with(request(id, 3, tunnel), watched -> onPath(watched, links, 2, steered)));
        await().until(() -> checks() == 0);
        assertThat(tells()).isEqualTo(2);
    }

    @Test
    void aPcaThatFailsIsNoGoodNews() {
        // given
        PCA.fails(WireMock.aResponse().withStatus(500).withBody("Internal Server Error"));
        links.set("munich-vienna", "munich", LinkConditions.LinkCondition.MISSING);
        // when
        begin(request(id, 1, tunnel));
        awaitEvent("sla_after_steering");
        // then
        assertThat(reported().path("verdict").asText()).isEqualTo("unknown");
    }

    @Test
    void aTunnelThatTheNewerPlanDoesNotNameIsNotJudged() {
        // given
        links.set("munich-vienna", "munich", LinkConditions.LinkCondition.MISSING);
        begin(request(id, 1, tunnel));
        // when
        begin(request(id, 2, "second-" + tunnel));
        links.set("munich-vienna", "munich", LinkConditions.LinkCondition.GOOD);
        awaitEvent("sla_after_steering");
        await().until(() -> checks() == 0);
        // then
        assertThat(tells()).isEqualTo(1);
        assertThat(reported().path("tunnel_id").asText()).isEqualTo("second-" + tunnel);
    }

    @Test
    void aCanceledWatchIsNotEvaluated() {
        // given
        links.set("munich-vienna", "munich", LinkConditions.LinkCondition.MISSING);
        begin(request(id, 1, tunnel));
        // when
        cancel();
        // then
        await().atMost(Duration.ofSeconds(20)).until(() -> checks() == 0);
        assertThat(allEvents()).isEmpty();
    }

    private JsonNode reported() {
        return details("sla_after_steering").path("tunnels").path(0);
    }

    private long tells() {
        return allEvents().stream().filter("sla_after_steering"::equals).count();
    }

    private int checks() {
        return jdbc.sql("select count(*) from scheduled_tasks where task_name = 'steering-check' and task_instance ="
                        + " :id")
                .param("id", id)
                .query(Integer.class)
                .single();
    }
}
