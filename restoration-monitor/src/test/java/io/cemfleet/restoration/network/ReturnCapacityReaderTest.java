package io.cemfleet.restoration.network;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static org.assertj.core.api.Assertions.assertThat;

import io.cemfleet.a2a.contract.MonitorRestoration;
import io.cemfleet.cnc.CncTestContext;
import io.cemfleet.cnc.CncWireMock;
import io.cemfleet.cnc.json.RestconfKey;
import io.cemfleet.cnc.measurement.LinkMeasurements;
import io.cemfleet.cnc.policy.SrPolicyClient;
import io.cemfleet.cnc.topology.TopologyHolder;
import io.cemfleet.network.NetworkFixtures;
import io.cemfleet.network.measurement.LinkMeasurement;
import io.cemfleet.network.topology.LinkDirection;
import io.cemfleet.network.topology.NetworkTopology;
import io.cemfleet.restoration.LoadSettings;
import io.cemfleet.restoration.RestorationFixtures;
import io.cemfleet.restoration.WatchedProtectionBuilder;
import io.cemfleet.restoration.watch.WatchState;
import io.cemfleet.runtime.testing.FleetJson;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Links of 10 Gbit/s; the degraded one is Frankfurt to Prague. */
class ReturnCapacityReaderTest {
    private static final NetworkTopology NETWORK = NetworkFixtures.topology();
    private static final String LINK_PM = "/crosswork/nbi/topology/v3/restconf/data/"
            + "cisco-crosswork-performance-metrics:igp-links-performance-metrics/igp-link-pm=";
    private static final List<String> BRANCHES = List.of("frankfurt-prague", "prague-vienna", "prague-vienna-2");

    private final CncWireMock cnc = CncWireMock.smallNetwork();
    private final CncTestContext context = CncTestContext.at(cnc.url());
    private final ReturnCapacityReader load = load(new LoadSettings(0.8, 0.7, 0));

    @BeforeEach
    void allLight() {
        NETWORK.directions().forEach(direction -> utilise(direction, 0.3));
    }

    @AfterEach
    void stop() {
        context.close();
        cnc.close();
    }

    @Test
    void presentLoadPlusReturningDemandMustFit() {
        assertThat(fits(watch(4900.0))).isTrue();
        assertThat(inTheWay(watch(5100.0))).containsExactly("frankfurt-prague");
    }

    @Test
    void branchesShareTheReturningDemand() {
        // given 0.3 and half of 0.7 on each of two parallel links, all of it on the first
        utilise(NetworkFixtures.direction("frankfurt-prague", "frankfurt"), 0.05);
        assertThat(fits(watch(7000.0))).isTrue();
        // when
        utilise(NetworkFixtures.direction("prague-vienna-2", "prague"), 0.5);
        // then
        assertThat(inTheWay(watch(7000.0))).containsExactly("prague-vienna-2");
    }

    @Test
    void whatCameOverOneOfTwoParallelLinksReturnsOverThatOne() {
        // given a sibling that has no room for half of it
        utilise(NetworkFixtures.direction("frankfurt-prague", "frankfurt"), 0.05);
        utilise(NetworkFixtures.direction("prague-vienna-2", "prague"), 0.7);
        assertThat(inTheWay(watch(4000.0))).containsExactly("prague-vienna-2");
        // then
        MonitorRestoration.WatchedProtection overOne =
                RestorationFixtures.watched(RestorationFixtures.OVER_PRAGUE, 100, 4000.0);
        assertThat(fits(RestorationFixtures.watch(overOne))).isTrue();
    }

    @Test
    void whatGoesBackToTheIgpTakesAllItsBranches() {
        // given 0.3 and half of 0.9 on either way out of Frankfurt; what returns over Munich never left it
        MonitorRestoration.WatchedProtection igp = RestorationFixtures.watched(List.of(), 100, 9000.0);
        assertThat(fits(RestorationFixtures.watch(igp))).isTrue();
        // when
        utilise(NetworkFixtures.direction("frankfurt-prague", "frankfurt"), 0.4);
        // then
        assertThat(inTheWay(RestorationFixtures.watch(igp))).containsExactly("frankfurt-prague");
    }

    @Test
    void whatHasReturnedIsPresentLoadAlready() {
        WatchState half = RestorationFixtures.cuttingOver(watch(9000.0))
                .succeeded(RestorationFixtures.TUNNEL, 50)
                .stageDone(RestorationFixtures.NOW);
        assertThat(fits(half)).isTrue();
    }

    @Test
    void theOtherDirectionDoesNotMatter() {
        utilise(NetworkFixtures.direction("frankfurt-prague", "prague"), 0.95);
        assertThat(fits(watch(1000.0))).isTrue();
    }

    @Test
    void unknownLoadIsNotRoom() {
        unknown(NetworkFixtures.direction("prague-vienna", "prague"));
        assertThat(verdict(watch(100.0))).isInstanceOf(CapacityVerdict.Unknown.class);
    }

    @Test
    void unknownDemandIsNotRoom() {
        assertThat(verdict(watch(null))).isInstanceOf(CapacityVerdict.Unknown.class);
    }

    @Test
    void whereNothingMeasuresTheDemandTheOneThatWasPlannedWithCounts() {
        MonitorRestoration.Request planned = RestorationFixtures.predicting(RestorationFixtures.with(
                RestorationFixtures.request(RestorationFixtures.INCIDENT, 1, RestorationFixtures.TUNNEL),
                watched ->
                        WatchedProtectionBuilder.like(watched).demandMbps(null).build()));
        assertThat(fits(RestorationFixtures.watch(planned.protections().getFirst())))
                .isTrue();
    }

    @Test
    void whatTheLinksCarriedBeforeBelowTheirThresholdMayComeBack() {
        // given a margin, and a link that was 79 % full with this traffic
        ReturnCapacityReader careful = load(new LoadSettings(0.8, 0.7, 0.05));
        WatchState.Watching before = watch(4900.0);
        assertThat(verdict(careful, before))
                .isInstanceOfSatisfying(CapacityVerdict.Known.class, capacity -> assertThat(capacity.moves())
                        .isEmpty());
        // when
        WatchState known = before.carried(careful.carried(before.core()).orElseThrow());
        // then
        assertThat(verdict(careful, known))
                .isInstanceOfSatisfying(CapacityVerdict.Known.class, capacity -> assertThat(capacity.moves())
                        .hasSize(1));
        utilise(NetworkFixtures.direction("frankfurt-prague", "frankfurt"), 0.33);
        assertThat(verdict(careful, known))
                .isInstanceOfSatisfying(CapacityVerdict.Known.class, capacity -> assertThat(capacity.moves())
                        .isEmpty());
    }

    @Test
    void aMeasuredDemandGoesBeforeThatOfTheRequest() {
        // given
        cnc.answers(
                get(urlPathMatching(".*sr-policies-performance-metrics/sr-policy-pm=10.0.0.1.*")),
                FleetJson.parse(
                        """
                        {"cisco-crosswork-performance-metrics:sr-policy-pm":
                            [{"bandwidth-utilization-kbps":"6000000"}]}"""));
        // then
        assertThat(inTheWay(watch(100.0))).containsExactly("frankfurt-prague");
    }

    private static List<Integer> all(int weight) {
        return weight > 0 ? List.of(0) : List.of();
    }

    private ReturnCapacityReader load(LoadSettings settings) {
        return new ReturnCapacityReader(
                context.get(TopologyHolder.class),
                MeasuredNetwork.loads(context.get(LinkMeasurements.class), context.get(SrPolicyClient.class)),
                settings);
    }

    private CapacityVerdict verdict(WatchState watch) {
        return verdict(load, watch);
    }

    private static CapacityVerdict verdict(ReturnCapacityReader reader, WatchState watch) {
        return reader.verdict(watch.core(), Set.copyOf(watch.tunnels().ids()), ReturnCapacityReaderTest::all);
    }

    private boolean fits(WatchState watch) {
        return verdict(watch) instanceof CapacityVerdict.Known known
                && known.deferred().isEmpty()
                && known.moves().equals(Map.of(RestorationFixtures.TUNNEL, 0));
    }

    private List<String> inTheWay(WatchState watch) {
        return verdict(watch) instanceof CapacityVerdict.Known known
                        && known.moves().isEmpty()
                ? known.links()
                : List.of();
    }

    private static WatchState.Watching watch(@Nullable Double demandMbps) {
        return RestorationFixtures.watch(RestorationFixtures.watched(BRANCHES, 100, demandMbps));
    }

    private void utilise(LinkDirection direction, double used) {
        LinkMeasurement sample = NetworkFixtures.sample(direction, Instant.now());
        cnc.measured(
                NETWORK,
                direction,
                List.of(new LinkMeasurement(
                        sample.linkId(), sample.from(), sample.to(), 1.0, 0.2, 0.0, used, Instant.now())));
    }

    private void unknown(LinkDirection direction) {
        cnc.answers(get(urlEqualTo(LINK_PM + RestconfKey.of(direction.cncLinkId()))), FleetJson.parse("{}"));
    }
}
