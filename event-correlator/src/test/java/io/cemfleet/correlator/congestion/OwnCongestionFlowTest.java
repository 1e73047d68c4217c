package io.cemfleet.correlator.congestion;

import static io.cemfleet.correlator.CorrelatorFixtures.cncAlarm;
import static io.cemfleet.correlator.CorrelatorFixtures.freshIsland;
import static io.cemfleet.correlator.CorrelatorFixtures.link;
import static io.cemfleet.correlator.CorrelatorFixtures.pcaAlert;
import static io.cemfleet.correlator.CorrelatorFixtures.tunnel;
import static io.cemfleet.correlator.CorrelatorFixtures.tunnelId;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.cemfleet.a2a.message.AgentName;
import io.cemfleet.correlator.CorrelatorFixtures;
import io.cemfleet.correlator.CorrelatorTest;
import io.cemfleet.network.measurement.LinkMeasurement;
import io.cemfleet.network.policy.SrPolicy;
import io.cemfleet.network.topology.LinkDirection;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From the webhook to the orchestrator, where tunnels of the fleet fill a link. */
class OwnCongestionFlowTest extends CorrelatorTest {
    /** What the fleet works on meanwhile. */
    private static final int ELSEWHERE = freshIsland();

    /** What the fleet steers it steers for an incident. */
    @BeforeEach
    void anIncidentIsOpen() {
        webhook("cnc", cncAlarm(ELSEWHERE, "Alfa", "Bravo", "major"));
        awaitDetected(link(ELSEWHERE, "Alfa", "Bravo"));
    }

    @AfterEach
    void tunnelsLeave() {
        tunnelsOn();
    }

    private static void tunnelsOn(int... islands) {
        List<SrPolicy> policies = new ArrayList<>(CorrelatorFixtures.policies(CorrelatorFixtures.ISLANDS));
        for (int island : islands) {
            policies.add(tunnel(island));
        }
        CNC.policies(NETWORK, policies);
    }

    /** Both directions, as of now and a moment on. */
    private static void measures(String linkId, double delayMs, double utilisation) {
        Instant now = Instant.now();
        for (LinkDirection direction : NETWORK.link(linkId).orElseThrow().directions()) {
            CNC.measured(
                    NETWORK,
                    direction,
                    Stream.of(now.minusMillis(1), now.plusMillis(200))
                            .map(at -> new LinkMeasurement(
                                    linkId, direction.from(), direction.to(), delayMs, 0.1, 0.0, utilisation, at))
                            .toList());
        }
    }

    private static List<JsonNode> reported(String link) {
        return PEERS.payloads("own_congestion").stream()
                .filter(payload -> payload.path("link_id").asText().equals(link))
                .toList();
    }

    private List<String> verdicts(String link) {
        List<String> verdicts = new ArrayList<>();
        caller(AgentName.IO_AGENT)
                .get("/api/alerts?link_id=" + link)
                .body()
                .path("items")
                .forEach(item -> verdicts.add(item.path("verdict").asText()));
        return verdicts;
    }

    private static void staysWithoutIncident(String link) {
        Awaitility.await()
                .during(Duration.ofSeconds(3))
                .atMost(Duration.ofSeconds(8))
                .untilAsserted(() -> assertThat(detected(link)).isEmpty());
    }

    @Test
    void theOrchestratorIsInformedAndNoIncidentIsOpened() {
        // given
        String link = link(island(), "Alfa", "Bravo");
        tunnelsOn(island());
        measures(link, 80, 0.95);
        // when
        assertThat(webhook("cnc", cncAlarm(island(), "Alfa", "Bravo", "major")).status())
                .isEqualTo(202);
        // then
        soon().untilAsserted(() -> assertThat(reported(link)).singleElement().satisfies(notice -> {
            assertThat(notice.path("tunnel_ids").path(0).asText()).isEqualTo(tunnelId(island()));
            assertThat(notice.path("utilisation").asDouble()).isEqualTo(0.95);
            assertThat(notice.path("cleared").asBoolean(true)).isFalse();
        }));
        staysWithoutIncident(link);
        assertThat(verdicts(link)).containsExactly("own_congestion");
        // when
        webhook("cnc", cncAlarm(island(), "Alfa", "Bravo", "cleared"));
        // then
        soon().untilAsserted(() -> assertThat(reported(link)).hasSize(2).last().satisfies(notice -> assertThat(
                        notice.path("cleared").asBoolean())
                .isTrue()));
    }

    @Test
    void aLinkThatIsDegradedAtLowLoadOpensAnIncidentAtOnce() {
        String link = link(island(), "Alfa", "Bravo");
        tunnelsOn(island());
        measures(link, 80, 0.3);

        webhook("cnc", cncAlarm(island(), "Alfa", "Bravo", "major"));

        awaitDetected(link);
        assertThat(reported(link)).isEmpty();
    }

    @Test
    void aLinkThatStaysDegradedWithoutTunnelsOpensThen() {
        // given
        String link = link(island(), "Alfa", "Bravo");
        tunnelsOn(island());
        measures(link, 80, 0.95);
        webhook("cnc", cncAlarm(island(), "Alfa", "Bravo", "major"));
        soon().untilAsserted(() -> assertThat(reported(link)).hasSize(1));
        // when
        tunnelsOn();
        // then
        awaitDetected(link);
        soon().untilAsserted(() -> assertThat(reported(link)).last().satisfies(notice -> assertThat(
                        notice.path("cleared").asBoolean())
                .isTrue()));
    }

    @Test
    void aLinkThatIsGoodWithoutTunnelsWaitsForItsClear() {
        // given
        String link = link(island(), "Alfa", "Bravo");
        tunnelsOn(island());
        measures(link, 80, 0.95);
        webhook("cnc", cncAlarm(island(), "Alfa", "Bravo", "major"));
        soon().untilAsserted(() -> assertThat(reported(link)).hasSize(1));
        // when
        measures(link, 4, 0.2);
        tunnelsOn();
        // then
        staysWithoutIncident(link);
    }

    @Test
    void theLinkBehindASessionIsAttributedTooWhenItIsFull() {
        // given
        String link = link(island(), "Bravo", "Charlie");
        tunnelsOn(island());
        measures(link(island(), "Alfa", "Bravo"), 4, 0.4);
        measures(link, 60, 0.97);
        // when
        webhook("pca", pcaAlert(island(), 0, 2, "", "raised"));
        // then
        soon().untilAsserted(() -> assertThat(reported(link)).hasSize(1));
        staysWithoutIncident(link);
    }

    /** Only how full it is, as where no delay is measured. */
    private static void isFilled(String linkId, double utilisation) {
        for (LinkDirection direction : NETWORK.link(linkId).orElseThrow().directions()) {
            CNC.measured(
                    NETWORK,
                    direction,
                    List.of(new LinkMeasurement(
                            linkId, direction.from(), direction.to(), null, null, null, utilisation, Instant.now())));
        }
    }

    @Test
    void aSessionWithoutMeasuredDelayIsAttributedToTheFullLink() {
        // given
        String link = link(island(), "Bravo", "Charlie");
        tunnelsOn(island());
        isFilled(link(island(), "Alfa", "Bravo"), 0.4);
        isFilled(link, 0.97);
        // when
        webhook("pca", pcaAlert(island(), 0, 2, "", "raised"));
        // then
        soon().untilAsserted(() -> assertThat(reported(link)).singleElement().satisfies(notice -> assertThat(
                        notice.path("tunnel_ids").path(0).asText())
                .isEqualTo(tunnelId(island()))));
        staysWithoutIncident(link);
        // when nothing fills it any more, and the session is still in alarm
        tunnelsOn();
        // then it is unknown which link it is
        assertThat(awaitDetected(link).path("ambiguous_links")).hasSize(2);
        soon().untilAsserted(() -> assertThat(reported(link)).last().satisfies(notice -> assertThat(
                        notice.path("cleared").asBoolean())
                .isTrue()));
    }

    @Test
    void whatIsReadTooLateOpensAnIncidentAtOnceAndIsAttributedThen() {
        // given
        String link = link(island(), "Alfa", "Bravo");
        tunnelsOn(island());
        measures(link, 80, 0.95);
        CNC.server().setGlobalFixedDelay(3_000);
        try {
            // when
            assertThat(webhook("cnc", cncAlarm(island(), "Alfa", "Bravo", "major"))
                            .status())
                    .isEqualTo(202);
            // then
            awaitDetected(link);
            soon().untilAsserted(() -> assertThat(reported(link))
                    .singleElement()
                    .satisfies(notice -> {
                        assertThat(notice.path("tunnel_ids").path(0).asText()).isEqualTo(tunnelId(island()));
                        assertThat(notice.path("cleared").asBoolean(true)).isFalse();
                    }));
        } finally {
            CNC.server().setGlobalFixedDelay(0);
        }
        assertThat(verdicts(link)).containsExactly("passed");
        // when
        webhook("cnc", cncAlarm(island(), "Alfa", "Bravo", "cleared"));
        // then
        soon().untilAsserted(() -> assertThat(reported(link)).hasSize(2).last().satisfies(notice -> assertThat(
                        notice.path("cleared").asBoolean())
                .isTrue()));
    }
}
