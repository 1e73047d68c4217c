package io.cemfleet.restoration.network;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.stubbing.StubMapping;
import io.cemfleet.a2a.contract.MonitorRestoration;
import io.cemfleet.a2a.contract.SlaTier;
import io.cemfleet.cnc.CncTestContext;
import io.cemfleet.cnc.CncWireMock;
import io.cemfleet.cnc.measurement.LinkMeasurements;
import io.cemfleet.cnc.topology.TopologyHolder;
import io.cemfleet.network.NetworkFixtures;
import io.cemfleet.network.measurement.LinkMeasurement;
import io.cemfleet.network.topology.LinkDirection;
import io.cemfleet.network.topology.NetworkTopology;
import io.cemfleet.restoration.PcaWireMock;
import io.cemfleet.restoration.RestorationFixtures;
import io.cemfleet.restoration.sla.SlaMeasurement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is made of PCA's and the controller's answers over real HTTP, good ones and bad ones. */
class SlaMeasurementReaderTest {
    private static final CncWireMock CNC = CncWireMock.smallNetwork();
    private static final PcaWireMock PCA = PcaWireMock.start();
    private static final CncTestContext CONTEXT =
            CncTestContext.at(CNC.url(), "cem.cnc.calls.read-timeout=300ms", "cem.cnc.calls.attempts=1");
    private static final NetworkTopology NETWORK = NetworkFixtures.topology();
    private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    private static final String SESSION = "twamp-frankfurt-vienna-100";
    private static final List<String> BRANCHES = List.of("frankfurt-prague", "prague-vienna", "prague-vienna-2");

    private final SlaMeasurementReader experience = new SlaMeasurementReader(
            CONTEXT.get(TopologyHolder.class),
            MeasuredNetwork.samples(CONTEXT.get(LinkMeasurements.class)),
            PcaTestSessions.at(PCA.url()));

    @AfterAll
    static void stop() {
        CONTEXT.close();
        CNC.close();
        PCA.close();
    }

    @BeforeEach
    void allGood() {
        PCA.knowsNothing();
        NETWORK.directions().forEach(direction -> measured(direction, 1.0, 0.0));
    }

    static Stream<ResponseDefinitionBuilder> failures() {
        return Stream.of(
                aResponse().withStatus(500).withBody("Internal Server Error"),
                aResponse().withStatus(500),
                aResponse().withStatus(403).withBody("Forbidden"),
                aResponse().withStatus(429).withHeader("Retry-After", "1").withBody("Too Many Requests"),
                aResponse().withStatus(200).withBody("{\"data\":"),
                aResponse().withStatus(200).withBody("{}"),
                aResponse().withStatus(200).withFixedDelay(1500).withBody("{}"),
                aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER));
    }

    @Test
    void theWorstOfASessionIsInMillisecondsAndPercent() {
        // given
        PCA.sessions(List.of(SESSION))
                .measured(SESSION, "delayP95", 4000, 41000, 5000)
                .measured(SESSION, "jitterP95", 700)
                .measured(SESSION, "packetsLostPct", 0, 2.5);
        // then
        assertThat(before(100)).isEqualTo(new SlaMeasurement(41.0, 0.7, 2.5, SlaMeasurement.MeasurementSource.PCA));
        assertThat(after(100)).isEqualTo(new SlaMeasurement(41.0, 0.7, 2.5, SlaMeasurement.MeasurementSource.PCA));
    }

    @Test
    void theOtherDirectionAnotherColourAndThePlainIgpSayNothing() {
        // given
        for (String other :
                List.of("twamp-vienna-frankfurt-100", "twamp-frankfurt-vienna-200", "twamp-frankfurt-vienna")) {
            PCA.sessions(List.of(other))
                    .measured(other, "delayP95", 41000)
                    .measured(other, "jitterP95", 700)
                    .measured(other, "packetsLostPct", 0);
            // then
            assertThat(after(100).source()).isEqualTo(SlaMeasurement.MeasurementSource.LINKS);
            assertThat(after(null).source()).isEqualTo(SlaMeasurement.MeasurementSource.LINKS);
        }
    }

    @Test
    void withoutASessionTheLinksOfTheWorstBranchAreAddedUp() {
        // given one of two parallel links that is slow towards Vienna, and one that is slow the other way
        measured(NetworkFixtures.direction("prague-vienna-2", "prague"), 10.0, 1.5);
        measured(NetworkFixtures.direction("prague-vienna", "vienna"), 20.0, 9.0);
        // then
        assertThat(before(100)).isEqualTo(new SlaMeasurement(34.0, 0.4, 1.5, SlaMeasurement.MeasurementSource.LINKS));
        assertThat(after(100)).isEqualTo(new SlaMeasurement(6.5, 0.4, 0.0, SlaMeasurement.MeasurementSource.LINKS));
    }

    @Test
    void whereACutTookTheTrafficElsewhereThePlanKnowsWhatItMetThere() {
        // given
        MonitorRestoration.Request request =
                RestorationFixtures.request("INC-2026-0001", 1, SlaTier.GOLD, List.of("frankfurt-brno"), "tunnel");
        SlaMeasurementReader.MeasurementRound look = experience.look();
        // when
        MonitorRestoration.WatchedProtection known =
                RestorationFixtures.predicting(request).protections().getFirst();
        // then
        assertThat(look.before(known, NOW.minusSeconds(60), NOW))
                .isEqualTo(new SlaMeasurement(257.0, 0.4, 0.0, SlaMeasurement.MeasurementSource.PLAN));
        assertThat(look.before(request.protections().getFirst(), NOW.minusSeconds(60), NOW))
                .isEqualTo(SlaMeasurement.UNKNOWN);
    }

    @Test
    void aSessionThatLacksAMetricIsNotCompletedWithZero() {
        // given
        PCA.sessions(List.of(SESSION)).measured(SESSION, "delayP95", 4000).measured(SESSION, "jitterP95", 700);
        nothingOf("munich-vienna", "munich");
        // then
        assertThat(after(100).complete()).isFalse();
    }

    @Test
    void aLinkThatLacksAMetricIsNotCompletedWithZero() {
        // given
        LinkDirection direction = NetworkFixtures.direction("munich-vienna", "munich");
        CNC.measured(
                NETWORK,
                direction,
                List.of(new LinkMeasurement(
                        direction.linkId(), direction.from(), direction.to(), 3.5, 0.2, null, 0.3, NOW)));
        // then
        assertThat(after(null)).isEqualTo(new SlaMeasurement(6.5, 0.4, null, SlaMeasurement.MeasurementSource.LINKS));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void aPcaThatFailsIsNeverGood(ResponseDefinitionBuilder answer) {
        // given
        PCA.sessions(List.of(SESSION)).fails(answer);
        nothingOf("munich-vienna", "munich");
        // then
        assertThat(after(100).complete()).isFalse();
    }

    @Test
    void aPcaThatLetsNobodyInIsNeverGood() {
        PCA.sessions(List.of(SESSION)).refusesLogin();
        nothingOf("munich-vienna", "munich");
        assertThat(after(100).complete()).isFalse();
    }

    @ParameterizedTest
    @MethodSource("failures")
    void aControllerThatFailsIsNeverGood(ResponseDefinitionBuilder answer) {
        // given
        StubMapping failing = CNC.server()
                .stubFor(post(urlPathMatching("/crosswork/optima-analytics/.*"))
                        .atPriority(1)
                        .willReturn(answer));
        try {
            // then
            assertThat(after(100))
                    .isEqualTo(new SlaMeasurement(null, null, null, SlaMeasurement.MeasurementSource.LINKS));
            assertThat(before(100).complete()).isFalse();
        } finally {
            CNC.server().removeStub(failing);
        }
    }

    private SlaMeasurement before(@Nullable Integer color) {
        return experience.look().before(RestorationFixtures.watched(BRANCHES, color, null), NOW.minusSeconds(60), NOW);
    }

    private SlaMeasurement after(@Nullable Integer color) {
        return experience.look().after(RestorationFixtures.watched(BRANCHES, color, null), NOW.minusSeconds(60), NOW);
    }

    private static void nothingOf(String link, String from) {
        CNC.measured(NETWORK, NetworkFixtures.direction(link, from), List.of());
    }

    private static void measured(LinkDirection direction, double timesAdvertised, double loss) {
        Double delay = direction.delayMs();
        CNC.measured(
                NETWORK,
                direction,
                List.of(new LinkMeasurement(
                        direction.linkId(),
                        direction.from(),
                        direction.to(),
                        delay == null ? null : Double.valueOf(delay * timesAdvertised),
                        0.2,
                        loss,
                        0.3,
                        NOW)));
    }
}
