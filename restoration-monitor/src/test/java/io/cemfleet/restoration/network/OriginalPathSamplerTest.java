package io.cemfleet.restoration.network;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.stubbing.StubMapping;
import io.cemfleet.cnc.CncTestContext;
import io.cemfleet.cnc.CncWireMock;
import io.cemfleet.cnc.FakeController;
import io.cemfleet.cnc.measurement.LinkMeasurements;
import io.cemfleet.cnc.topology.TopologyHolder;
import io.cemfleet.network.NetworkFixtures;
import io.cemfleet.network.measurement.LinkLimits;
import io.cemfleet.network.measurement.LinkMeasurement;
import io.cemfleet.network.topology.LinkDirection;
import io.cemfleet.network.topology.NetworkTopology;
import io.cemfleet.restoration.RestorationFixtures;
import io.cemfleet.restoration.watch.PathObservation;
import io.cemfleet.restoration.watch.PathSample;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What one look over real HTTP makes of what the controller measures. */
class OriginalPathSamplerTest {
    private static final CncWireMock CNC = CncWireMock.smallNetwork();
    private static final CncTestContext CONTEXT =
            CncTestContext.at(CNC.url(), "cem.cnc.calls.read-timeout=300ms", "cem.cnc.calls.attempts=1");
    private static final NetworkTopology NETWORK = NetworkFixtures.topology();
    private static final Instant AT = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    private static final List<String> BRANCHES =
            List.of("frankfurt-prague", "prague-vienna", "prague-vienna-2", "frankfurt-munich", "munich-vienna");

    private final OriginalPathSampler paths = new OriginalPathSampler(
            CONTEXT.get(TopologyHolder.class),
            MeasuredNetwork.samples(CONTEXT.get(LinkMeasurements.class)),
            CONTEXT.get(LinkLimits.class));

    @AfterAll
    static void stop() {
        CONTEXT.close();
        CNC.close();
    }

    @BeforeEach
    void allGood() {
        NETWORK.directions().forEach(direction -> measured(direction, AT, 1.0));
    }

    @Test
    void goodIsAsOldAsTheOldestOfItsMeasurements() {
        // given
        measured(NetworkFixtures.direction("prague-vienna", "vienna"), AT.minusSeconds(3), 1.0);
        // then
        assertThat(sample(RestorationFixtures.OVER_PRAGUE)).isEqualTo(new PathSample.Good(AT.minusSeconds(3)));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4, 40})
    void eachDirectionIsQueriedOnceHoweverManyTunnelsCrossIt(int tunnels) {
        // given
        FakeController controller = new FakeController();
        OriginalPathSampler sampler = new OriginalPathSampler(
                controller.topologyHolder, MeasuredNetwork.samples(controller.measurements), LinkLimits.defaults());
        String[] names = IntStream.range(0, tunnels).mapToObj(Integer::toString).toArray(String[]::new);
        // when
        sampler.observe(RestorationFixtures.watchOver(names));
        // then both directions of two links
        assertThat(controller.linkReads).hasValue(4);
    }

    @Test
    void aLinkIsBadIfOneOfItsDirectionsIs() {
        measured(NetworkFixtures.direction("prague-vienna", "vienna"), AT, 50.0);
        assertThat(sample(RestorationFixtures.OVER_PRAGUE)).isEqualTo(new PathSample.Bad(List.of("prague-vienna")));
    }

    @Test
    void aMissingSampleIsNeverReadAsRecovered() {
        CNC.measured(NETWORK, NetworkFixtures.direction("frankfurt-prague", "prague"), List.of());
        assertThat(sample(RestorationFixtures.OVER_PRAGUE)).isInstanceOf(PathSample.Missing.class);
    }

    @ParameterizedTest
    @EnumSource(SampledMetric.class)
    void aMissingMetricIsNeverReadAsZero(SampledMetric missing) {
        // given
        LinkDirection direction = NetworkFixtures.direction("prague-vienna", "prague");
        CNC.measured(
                NETWORK,
                direction,
                List.of(new LinkMeasurement(
                        direction.linkId(),
                        direction.from(),
                        direction.to(),
                        missing == SampledMetric.DELAY ? null : direction.delayMs(),
                        missing == SampledMetric.JITTER ? null : Double.valueOf(0.2),
                        missing == SampledMetric.LOSS ? null : Double.valueOf(0),
                        0.3,
                        AT)));
        // then
        assertThat(sample(RestorationFixtures.OVER_PRAGUE)).isInstanceOf(PathSample.Missing.class);
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
            assertThat(sample(RestorationFixtures.OVER_PRAGUE)).isInstanceOf(PathSample.Missing.class);
        } finally {
            CNC.server().removeStub(failing);
        }
    }

    @ParameterizedTest
    @MethodSource("failures")
    void aTopologyThatIsNotToBeHadIsNeverGood(ResponseDefinitionBuilder answer) {
        // given
        CncWireMock other = CncWireMock.smallNetwork();
        try (other;
                CncTestContext context = CncTestContext.at(
                        other.url(), "cem.cnc.calls.read-timeout=300ms", "cem.cnc.calls.attempts=1")) {
            other.server()
                    .stubFor(get(urlPathEqualTo(CncWireMock.TOPOLOGY))
                            .atPriority(1)
                            .willReturn(answer));
            OriginalPathSampler blind = new OriginalPathSampler(
                    context.get(TopologyHolder.class),
                    MeasuredNetwork.samples(context.get(LinkMeasurements.class)),
                    context.get(LinkLimits.class));
            // then
            assertThat(only(blind.observe(RestorationFixtures.watch()))).isInstanceOf(PathSample.Missing.class);
        }
    }

    static Stream<ResponseDefinitionBuilder> failures() {
        return Stream.of(
                aResponse().withStatus(500).withBody("Internal Server Error"),
                aResponse().withStatus(500),
                aResponse().withStatus(403).withBody("Forbidden"),
                aResponse().withStatus(429).withHeader("Retry-After", "1"),
                aResponse().withStatus(200).withBody("[{"),
                aResponse().withStatus(200).withFixedDelay(1500).withBody("[]"),
                aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER));
    }

    private enum SampledMetric {
        DELAY,
        JITTER,
        LOSS
    }

    @Test
    void aBadSampleOutweighsAMissingOne() {
        CNC.measured(NETWORK, NetworkFixtures.direction("frankfurt-prague", "prague"), List.of());
        measured(NetworkFixtures.direction("prague-vienna", "prague"), AT, 50.0);
        assertThat(sample(RestorationFixtures.OVER_PRAGUE)).isEqualTo(new PathSample.Bad(List.of("prague-vienna")));
    }

    @Test
    void aLinkThatLeftTheTopologyIsDown() {
        assertThat(sample(List.of("frankfurt-oslo"))).isEqualTo(new PathSample.Bad(List.of("frankfurt-oslo")));
    }

    @Test
    void whereNoListLeadsBackTheLinksThatTheIgpTakesNowMustBeGood() {
        // given a path that is the IGP's own, and known to have crossed Munich only
        measured(NetworkFixtures.direction("prague-vienna-2", "prague"), AT, 50.0);
        // then
        assertThat(sample(List.of("frankfurt-munich", "munich-vienna")))
                .isEqualTo(new PathSample.Bad(List.of("prague-vienna-2")));
        assertThat(sample(List.of())).isEqualTo(new PathSample.Bad(List.of("prague-vienna-2")));
    }

    @Test
    void equalCostBranchesAreNotAddedUp() {
        // given five links of 16.5 ms in all, and a limit of 12 ms that each branch keeps
        assertThat(sample(BRANCHES)).isInstanceOf(PathSample.Good.class);
        // when one branch has become too slow for the service, though each of its links is within its own limit
        measured(NetworkFixtures.direction("frankfurt-prague", "frankfurt"), AT, 1.7);
        measured(NetworkFixtures.direction("prague-vienna-2", "prague"), AT, 1.95);
        // then
        assertThat(sample(BRANCHES)).isInstanceOfSatisfying(PathSample.Bad.class, bad -> assertThat(bad.links())
                .containsExactlyInAnyOrderElementsOf(BRANCHES));
    }

    private PathSample sample(List<String> links) {
        return only(paths.observe(RestorationFixtures.watch(links)));
    }

    private static PathSample only(PathObservation observation) {
        return observation.paths().values().iterator().next();
    }

    private static void measured(LinkDirection direction, Instant at, double timesAdvertised) {
        LinkMeasurement good = NetworkFixtures.sample(direction, at);
        Double delay = good.delayMs();
        CNC.measured(
                NETWORK,
                direction,
                List.of(new LinkMeasurement(
                        good.linkId(),
                        good.from(),
                        good.to(),
                        delay == null ? null : Double.valueOf(delay * timesAdvertised),
                        good.jitterMs(),
                        good.lossPct(),
                        good.utilisation(),
                        at)));
    }
}
