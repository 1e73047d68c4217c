package io.cemfleet.restoration;

import static io.cemfleet.restoration.RestorationFixtures.predicting;
import static io.cemfleet.restoration.RestorationFixtures.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.cemfleet.a2a.contract.MonitorRestoration;
import io.cemfleet.a2a.contract.PlacementPrediction.LoadedLink;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The links that a protection loads, against what its plan expected of them. */
class ProtectionLinkChecksTest extends RestorationTestBase {
    private static final LoadedLink OVER_MUNICH = new LoadedLink("munich-vienna", "munich", 0.3, 0.35, 0.8);

    @BeforeEach
    void theOriginalPathStaysBad() {
        links.set("prague-vienna", "prague", LinkConditions.LinkCondition.BAD);
    }

    @Test
    void aLinkThatWentAboveItsThresholdIsReportedWithWhatWasExpected() {
        // given
        begin(predicting(request(id, 1, tunnel), OVER_MUNICH));
        // when
        links.utilise("munich-vienna", "munich", 0.93);
        awaitWorse(1);
        // then
        JsonNode reported = worse().getFirst();
        assertThat(reported.path("tunnel_id").asText()).isEqualTo(tunnel);
        assertThat(reported.at("/predicted/latency_ms").asDouble()).isEqualTo(6.5);
        JsonNode link = reported.at("/links/0");
        assertThat(link.path("link_id").asText()).isEqualTo("munich-vienna");
        assertThat(link.path("from").asText()).isEqualTo("munich");
        assertThat(link.path("predicted").asDouble()).isEqualTo(0.35);
        assertThat(link.path("measured").asDouble()).isEqualTo(0.93);
        assertThat(link.path("threshold").asDouble()).isEqualTo(0.8);
    }

    @Test
    void oneSampleAboveIsNoVerdict() {
        // given a link that one sample shows above its threshold
        begin(predicting(request(id, 1, tunnel), OVER_MUNICH));
        links.utilise("munich-vienna", "munich", 0.93);
        await().pollInterval(Duration.ofMillis(10)).until(() -> suspects() == 1);
        // when the next one is below
        links.utilise("munich-vienna", "munich", 0.5);
        await().until(() -> suspects() == 0);
        awaitEvent("sla_after_steering");
        // then
        assertThat(worse()).isEmpty();
    }

    @Test
    void eachCrossingIsReportedOnce() {
        // given
        begin(predicting(request(id, 1, tunnel), OVER_MUNICH));
        links.utilise("munich-vienna", "munich", 0.93);
        awaitCrossings(1);
        Instant seen = lastSeen();
        await().until(() -> lastSeen().isAfter(seen));
        assertThat(crossings()).isEqualTo(1);
        // when it fell and went there again
        links.utilise("munich-vienna", "munich", 0.5);
        await().until(() -> suspects() == 0);
        links.utilise("munich-vienna", "munich", 0.9);
        // then
        awaitCrossings(2);
    }

    @Test
    void whatStaysIsJudgedAgainWhenTheRestWasTakenBack() {
        // given two tunnels that fill a link
        String second = "second-" + tunnel;
        links.utilise("munich-vienna", "munich", 0.93);
        begin(predicting(request(id, 1, tunnel, second), OVER_MUNICH));
        awaitCrossings(1);
        // when one is taken back, and the link is as full as before
        begin(predicting(request(id, 2, tunnel), OVER_MUNICH));
        // then
        await().until(() -> updates().stream()
                .anyMatch(update -> update.path("plan_revision").asInt() == 2
                        && update.at("/details/tunnels/0/verdict").asText().equals("made_worse")));
        assertThat(updates().getLast().path("tunnel_ids").toString()).isEqualTo("[\"" + tunnel + "\"]");
    }

    @Test
    void aLinkThatWasAboveBeforeIsAPersonsDecision() {
        // given
        links.utilise("munich-vienna", "munich", 0.93);
        MonitorRestoration.Request allowed =
                predicting(request(id, 1, tunnel), new LoadedLink("munich-vienna", "munich", 0.85, 0.93, 0.8));
        // when
        begin(allowed);
        awaitEvent("sla_after_steering");
        // then
        assertThat(worse()).isEmpty();
        assertThat(verdicts()).containsExactly("helped");
    }

    @Test
    void anUnknownUtilisationIsNoVerdictAndTheServiceIsJudgedAllTheSame() {
        // given
        links.takeUtilisationAway("munich-vienna", "munich");
        begin(predicting(request(id, 1, tunnel), OVER_MUNICH));
        // when
        awaitEvent("sla_after_steering");
        // then
        assertThat(verdicts()).containsExactly("helped");
        assertThat(details("sla_after_steering").at("/tunnels/0/links/0").has("measured"))
                .isFalse();
    }

    private Instant lastSeen() {
        return jdbc.sql("select updated_at from overfull_link where incident_id = :id")
                .param("id", id)
                .query(OffsetDateTime.class)
                .single()
                .toInstant();
    }

    private int suspects() {
        return jdbc.sql("select count(*) from overfull_link where incident_id = :id")
                .param("id", id)
                .query(Integer.class)
                .single();
    }

    private void awaitWorse(int times) {
        await().atMost(Duration.ofSeconds(20)).until(() -> worse().size() >= times);
    }

    /** Those reported by the watch over links alone: the verdict on the act of steering may be made worse as well. */
    private long crossings() {
        return updates().stream()
                .filter(update -> update.path("event").asText().equals("sla_after_steering"))
                .filter(update -> !update.at("/details/crossed").isMissingNode())
                .count();
    }

    private void awaitCrossings(int times) {
        await().atMost(Duration.ofSeconds(20)).until(() -> crossings() == times);
    }

    private List<JsonNode> worse() {
        return tunnels().stream()
                .filter(reported -> reported.path("verdict").asText().equals("made_worse"))
                .toList();
    }

    private List<String> verdicts() {
        return tunnels().stream()
                .map(reported -> reported.path("verdict").asText())
                .toList();
    }

    private List<JsonNode> tunnels() {
        return updates().stream()
                .filter(update -> update.path("event").asText().equals("sla_after_steering"))
                .flatMap(update ->
                        StreamSupport.stream(update.at("/details/tunnels").spliterator(), false))
                .toList();
    }
}
