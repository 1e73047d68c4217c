package io.cemfleet.traffic.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.cemfleet.a2a.message.AgentName;
import io.cemfleet.a2a.testing.PeerStub;
import io.cemfleet.a2a.testing.TestAgentCaller;
import io.cemfleet.cnc.CncWireMock;
import io.cemfleet.network.NetworkFixtures;
import io.cemfleet.runtime.defaults.TimeScale;
import io.cemfleet.runtime.testing.FleetPostgres;
import io.cemfleet.traffic.TrafficFixtures;
import io.cemfleet.traffic.TrafficSettings;
import io.cemfleet.traffic.sample.SampleStore;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Forecasts over stored samples, at moments of the test's choice; each test has a week of its own. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "cem.traffic.proactive.enabled=false",
            "cem.traffic.proactive.keep=900d",
            "cem.traffic.retention=900d",
            "spring.lifecycle.timeout-per-shutdown-phase=1s"
        })
class EpisodeTrackerTest {
    private static final PeerStub PEERS = PeerStub.start();
    private static final CncWireMock CNC = CncWireMock.smallNetwork();
    private static final Duration EVERY = Duration.ofMinutes(5);
    private static final Instant MIDNIGHT =
            Instant.now().truncatedTo(ChronoUnit.DAYS).minus(Duration.ofDays(300));

    @LocalServerPort
    int port;

    @Autowired
    EpisodeTracker watch;

    @Autowired
    LinkForecasts outlooks;

    @Autowired
    EpisodeStore episodes;

    @Autowired
    EpisodeRecorder recorder;

    @Autowired
    LinkExposureReader exposures;

    @Autowired
    ReturningLoadEstimator returningLoads;

    @Autowired
    TrafficSettings settings;

    @Autowired
    SampleStore samples;

    @Autowired
    JdbcClient jdbc;

    static {
        CNC.policies(TrafficFixtures.NETWORK, List.of(NetworkFixtures.policy()));
        CNC.services(List.of(NetworkFixtures.service()), List.of(CncWireMock.ROUTE_POLICY));
    }

    @DynamicPropertySource
    static void properties(DynamicPropertyRegistry registry) {
        FleetPostgres.register(registry, "traffic_analytics");
        PEERS.register(registry);
        registry.add("cem.cnc.url", CNC::url);
    }

    @Test
    void expectedCongestionIsReportedOnceAndClearedWithTheForecast() {
        // given one more percent every five minutes, 0.6 now
        Instant now = week(1);
        String link = "frankfurt-prague";
        sampled(link, "frankfurt", now, 24, i -> 0.37 + 0.01 * i);
        // when
        watch.look(now);
        watch.look(now);
        restarted().look(now.plus(EVERY));
        // then
        JsonNode raise = alerts(link, 1).getFirst();
        assertThat(raise.path("kind").asText()).isEqualTo("raise");
        assertThat(raise.path("probability").asDouble()).isBetween(0.7, 1.0);
        assertThat(raise.path("predicted_utilisation").asDouble()).isCloseTo(0.72, within(0.01));
        assertThat(raise.path("horizon_minutes").asInt()).isEqualTo(60);
        assertThat(Instant.parse(raise.path("expected_at").asText()))
                .isBetween(now.plus(Duration.ofMinutes(49)), now.plus(Duration.ofMinutes(51)));
        assertThat(raise.at("/services_at_risk/0").asText())
                .isEqualTo(NetworkFixtures.service().vpnId());
        assertThat(raise.at("/demands/0/head_end").asText()).isEqualTo("frankfurt");
        // when it is calm for four hours
        Instant calm = now.plus(Duration.ofHours(4));
        sampled(link, "frankfurt", calm, 48, i -> 0.3);
        watch.look(calm);
        watch.look(calm);
        // then
        JsonNode clear = alerts(link, 2).getLast();
        assertThat(clear.path("kind").asText()).isEqualTo("clear");
        assertThat(clear.path("expected_at")).isEqualTo(raise.path("expected_at"));
        assertThat(clear.path("probability").asDouble()).isLessThan(0.5);
        // when it rises once more
        Instant again = calm.plus(Duration.ofHours(4));
        sampled(link, "frankfurt", again, 48, i -> 0.13 + 0.01 * i);
        watch.look(again);
        // then
        assertThat(alerts(link, 3).getLast().path("kind").asText()).isEqualTo("raise");
        assertThat(ledger(link))
                .extracting(item -> item.path("verdict").asText())
                .containsExactly("pending", "miss");
    }

    @Test
    void aForecastThatComesTrueIsAHit() {
        Instant now = week(2);
        String link = "frankfurt-munich";
        sampled(link, "munich", now, 24, i -> 0.37 + 0.01 * i);
        watch.look(now);
        Instant later = now.plus(Duration.ofMinutes(55));
        sampled(link, "munich", later, 11, i -> 0.61 + 0.01 * i);

        watch.look(later);

        assertThat(ledger(link)).singleElement().satisfies(item -> {
            assertThat(item.path("verdict").asText()).isEqualTo("hit");
            assertThat(Instant.parse(item.path("crossed_at").asText())).isEqualTo(now.plus(Duration.ofMinutes(50)));
        });
    }

    @Test
    void aLinkThatIsFullNowIsReportedWithoutAHistory() {
        Instant now = week(3);
        sampled("munich-vienna", "munich", now, 1, i -> 0.86);
        sampled("munich-zurich", "munich", now, 1, i -> 0.84);

        watch.look(now);

        JsonNode raise = alerts("munich-vienna", 1).getFirst();
        assertThat(raise.path("probability").asDouble()).isEqualTo(1);
        assertThat(raise.path("predicted_utilisation").asDouble()).isEqualTo(0.86);
        assertThat(ledger("munich-vienna").getFirst().path("verdict").asText()).isEqualTo("unforeseen");
        assertThat(ledger("munich-zurich")).isEmpty();
    }

    @Test
    void aLinkThatIsNoLongerMeasuredIsNotCalm() {
        Instant now = week(4);
        String link = "prague-vienna";
        sampled(link, "prague", now, 24, i -> 0.37 + 0.01 * i);
        watch.look(now);
        alerts(link, 1);

        watch.look(now.plus(Duration.ofHours(2)));

        assertThat(ledger(link)).singleElement().satisfies(item -> {
            assertThat(item.has("cleared_at")).isFalse();
            assertThat(item.path("verdict").asText()).isEqualTo("unknown");
        });
        assertThat(alerts(link, 1)).hasSize(1);
    }

    @Test
    void afterAClosureAnEpisodeThatIsStillExpectedIsReportedAfterAPause() {
        // given one more percent every five minutes
        Instant now = week(8);
        String link = "closed-and-reported-again";
        sampled(link, "vienna", now, 30, i -> 0.35 + 0.01 * i);
        watch.look(now);
        alerts(link, 1);
        // when
        assertThat(episodes.close(link, "INC-2026-0008", now.plusSeconds(1))).isTrue();
        watch.look(now.plus(EVERY));
        watch.look(now.plus(Duration.ofMinutes(10)));
        // then
        assertThat(episodes.open()).doesNotContainKey(link);
        // when the pause is over
        Instant later = now.plus(Duration.ofMinutes(35));
        sampled(link, "vienna", later, 6, i -> 0.86);
        watch.look(later);
        // then
        assertThat(alerts(link, 2))
                .extracting(alert -> alert.path("kind").asText())
                .containsExactly("raise", "raise");
        // and the closure that is heard of twice ends nothing more
        assertThat(episodes.close(link, "INC-2026-0008", later.plusSeconds(1))).isFalse();
        assertThat(ledger(link)).hasSize(2);
    }

    @Test
    void theCorrelatorsWordOfAClosureEndsTheEpisode() {
        Instant now = week(9);
        String link = "closed-by-word";
        sampled(link, "munich", now, 30, i -> 0.35 + 0.01 * i);
        watch.look(now);

        var answer = new TestAgentCaller(AgentName.EVENT_CORRELATOR, AgentName.TRAFFIC_ANALYTICS, port)
                .send(
                        "proactive_closed",
                        Map.of("incident_id", "INC-2026-0009", "link_id", link, "resolution", "resolved"));

        assertThat(answer.result().path("accepted").asBoolean()).isTrue();
        assertThat(episodes.open()).doesNotContainKey(link);
    }

    @Test
    void aLinkThatIsCalmOnlyThanksToATunnelIsNotCleared() {
        // given: expected congestion, answered by a tunnel that carries 8,000 Mbit/s elsewhere, half of it from this
        // link
        Instant now = week(10);
        String link = "prague-vienna-2";
        sampled(link, "prague", now, 30, i -> 0.35 + 0.01 * i);
        watch.look(now);
        alerts(link, 1);
        CNC.policies(TrafficFixtures.NETWORK, List.of(TrafficFixtures.steeredOffPrague()));
        Instant later = now.plus(Duration.ofHours(4));
        try {
            // when it is empty since
            sampled(link, "prague", later, 48, i -> 0.35);
            carried(8_000, later);
            watch.look(later);
            // then
            assertThat(episodes.open()).containsKey(link);
            // when what the tunnel carries would fit again
            Instant quiet = later.plus(Duration.ofHours(4));
            sampled(link, "prague", quiet, 48, i -> 0.35);
            carried(1_000, quiet);
            watch.look(quiet);
            // then
            assertThat(alerts(link, 2).getLast().path("kind").asText()).isEqualTo("clear");
        } finally {
            CNC.policies(TrafficFixtures.NETWORK, List.of(NetworkFixtures.policy()));
        }
    }

    private void carried(double mbps, Instant at) {
        jdbc.sql("insert into policy_utilisation values (:head, :end, :color, :mbps, :at)")
                .param("head", TrafficFixtures.POLICY.headEnd())
                .param("end", TrafficFixtures.POLICY.endPoint())
                .param("color", TrafficFixtures.POLICY.color())
                .param("mbps", mbps)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    @Test
    void gapsAreNoZeros() {
        // given every second sample is missing
        Instant now = week(5);
        sampled("frankfurt-prague", "prague", now, 48, i -> i % 2 == 0 ? Double.NaN : 0.4);
        // then
        LinkForecast link =
                Objects.requireNonNull(outlooks.of(now, Duration.ofHours(1)).get("frankfurt-prague"));
        assertThat(link.outlook().predicted()).isCloseTo(0.4, within(1e-6));
    }

    @Test
    void aDailyPeakIsForeseenFromTheDaysBefore() {
        // given three days with a peak from eight to nine, and a quiet morning
        Instant day = week(6).truncatedTo(ChronoUnit.DAYS);
        Instant now = day.plus(Duration.ofMinutes(7 * 60 + 30));
        String link = "frankfurt-zurich";
        sampled(link, "zurich", now, (int) (Duration.ofMinutes(3 * 1440 + 450).dividedBy(EVERY)), i -> {
            Instant at = now.minus(
                    EVERY.multipliedBy(Duration.ofMinutes(3 * 1440 + 450).dividedBy(EVERY) - 1 - i));
            return at.atOffset(ZoneOffset.UTC).getHour() == 8 ? 0.8 : 0.3;
        });
        // when
        watch.look(now.minus(Duration.ofHours(3)));
        assertThat(ledger(link)).isEmpty();
        watch.look(now);
        // then
        assertThat(alerts(link, 1).getFirst().path("probability").asDouble()).isGreaterThan(0.7);
    }

    @Test
    void aSeasonIsTheMedianOfEachHourOfEnoughDays() {
        // given two days and a half, one hour of the second day missing
        Instant end = week(7);
        Random random = new Random(11);
        List<List<Double>> hours = new ArrayList<>();
        for (int i = 0; i < 24; i++) {
            hours.add(new ArrayList<>());
        }
        Instant begin = end.minus(Duration.ofHours(60));
        sampled("munich-zurich", "zurich", end, 720, i -> {
            double used = random.nextDouble();
            hours.get(begin.plus(EVERY.multipliedBy(i + 1L))
                            .atOffset(ZoneOffset.UTC)
                            .getHour())
                    .add(used);
            return used;
        });
        // when
        var found = samples.profiles(begin, end, Duration.ofDays(1), new SampleStore.SlotLayout(24, 2));
        var none = samples.profiles(begin, end, Duration.ofDays(1), new SampleStore.SlotLayout(24, 4));
        // then
        List<Double> profile =
                Objects.requireNonNull(found.get(new SampleStore.SampledDirection("munich-zurich", "zurich")));
        assertThat(profile).hasSize(24);
        for (int i = 0; i < 24; i++) {
            List<Double> sorted = hours.get(i).stream().sorted().toList();
            int half = sorted.size() / 2;
            double median = sorted.size() % 2 == 1 ? sorted.get(half) : (sorted.get(half - 1) + sorted.get(half)) / 2;
            assertThat(profile.get(i)).isCloseTo(median, within(1e-9));
        }
        assertThat(none).isEmpty();
    }

    private static Instant week(int number) {
        return MIDNIGHT.plus(Duration.ofDays(14L * number)).plus(Duration.ofHours(12));
    }

    /** State is rows: another process goes on with them. */
    private EpisodeTracker restarted() {
        return new EpisodeTracker(outlooks, episodes, recorder, exposures, returningLoads, settings, new TimeScale(1));
    }

    /** Samples every five minutes, the last one at {@code now}; a value that is not a number was not measured. */
    private void sampled(String link, String from, Instant now, int count, IntToDoubleFunction utilisation) {
        for (int i = 0; i < count; i++) {
            double used = utilisation.applyAsDouble(i);
            if (!Double.isNaN(used)) {
                jdbc.sql(
                                """
                                insert into link_utilisation values (:link, :from, 'x', :used, null, :at)
                                on conflict do nothing""")
                        .param("link", link)
                        .param("from", from)
                        .param("used", used)
                        .param(
                                "at",
                                now.minus(EVERY.multipliedBy(count - 1L - i)).atOffset(ZoneOffset.UTC))
                        .update();
            }
        }
    }

    /** The messages to the correlator about a link, when there are this many. */
    private static List<JsonNode> alerts(String link, int messages) {
        return await().until(
                        () -> PEERS.payloads("proactive_alert").stream()
                                .filter(alert -> alert.path("link_id").asText().equals(link))
                                .toList(),
                        alerts -> alerts.size() >= messages);
    }

    private List<JsonNode> ledger(String link) {
        List<JsonNode> items = new ArrayList<>();
        new TestAgentCaller(AgentName.IO_AGENT, AgentName.TRAFFIC_ANALYTICS, port)
                .get("/api/forecasts?link_id=" + link)
                .body()
                .path("items")
                .forEach(items::add);
        return items;
    }
}
