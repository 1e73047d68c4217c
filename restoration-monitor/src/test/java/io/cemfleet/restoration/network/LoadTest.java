package io.cemfleet.restoration.network;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static org.assertj.core.api.Assertions.assertThat;

import io.cemfleet.a2a.contract.MonitorRestoration;
import io.cemfleet.a2a.testing.FleetJson;
import io.cemfleet.cnc.CncFixtures;
import io.cemfleet.cnc.CncTestContext;
import io.cemfleet.cnc.CncWireMock;
import io.cemfleet.cnc.json.PathKey;
import io.cemfleet.cnc.measurement.LinkMeasurement;
import io.cemfleet.cnc.measurement.LinkMeasurements;
import io.cemfleet.cnc.policy.SrPolicyClient;
import io.cemfleet.cnc.topology.LinkDirection;
import io.cemfleet.cnc.topology.NetworkTopology;
import io.cemfleet.cnc.topology.TopologyHolder;
import io.cemfleet.restoration.LoadSettings;
import io.cemfleet.restoration.RestorationFixtures;
import io.cemfleet.restoration.watch.Watch;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Links of 10 Gbit/s; the degraded one is Frankfurt to Prague. */
class LoadTest {
    private static final NetworkTopology NETWORK = CncFixtures.topology();
    private static final String LINK_PM = "/crosswork/nbi/topology/v3/restconf/data/"
            + "cisco-crosswork-performance-metrics:igp-links-performance-metrics/igp-link-pm=";
    private static final List<String> BRANCHES = List.of("frankfurt-prague", "prague-vienna", "prague-vienna-2");

    private final CncWireMock cnc = CncWireMock.smallNetwork();
    private final CncTestContext context = CncTestContext.at(cnc.url());
    private final Load load = new Load(
            context.get(TopologyHolder.class),
            context.get(LinkMeasurements.class),
            context.get(SrPolicyClient.class),
            new LoadSettings(0.85, 0.8));

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
    void aFullDegradedLinkIsTheCause() {
        utilise(CncFixtures.direction("frankfurt-prague", "prague"), 0.86);
        assertThat(load.wasTheCause(watch(null))).contains(true);
    }

    @Test
    void whatWasSteeredAwayCountsForTheCause() {
        assertThat(load.wasTheCause(watch(5000.0))).contains(false);
        assertThat(load.wasTheCause(watch(6000.0))).contains(true);
    }

    @Test
    void withoutUtilisationTheCauseIsNotKnown() {
        unknown(CncFixtures.direction("frankfurt-prague", "prague"));
        assertThat(load.wasTheCause(watch(100.0))).isEmpty();
    }

    @Test
    void presentLoadPlusReturningDemandMustFit() {
        assertThat(load.room(watch(4900.0))).isEqualTo(new Room.Enough());
        assertThat(load.room(watch(5100.0))).isEqualTo(new Room.TooLittle(List.of("frankfurt-prague")));
    }

    @Test
    void branchesShareTheReturningDemand() {
        // given 0.3 and half of 0.7 on each of two parallel links, all of it on the first
        utilise(CncFixtures.direction("frankfurt-prague", "frankfurt"), 0.05);
        assertThat(load.room(watch(7000.0))).isEqualTo(new Room.Enough());
        // when
        utilise(CncFixtures.direction("prague-vienna-2", "prague"), 0.5);
        // then
        assertThat(load.room(watch(7000.0))).isEqualTo(new Room.TooLittle(List.of("prague-vienna-2")));
    }

    @Test
    void whatHasReturnedIsPresentLoadAlready() {
        Watch half = watch(9000.0).cutOver().shifted(2, 50, RestorationFixtures.NOW);
        assertThat(load.room(half)).isEqualTo(new Room.Enough());
    }

    @Test
    void theOtherDirectionDoesNotMatter() {
        utilise(CncFixtures.direction("frankfurt-prague", "prague"), 0.95);
        assertThat(load.room(watch(1000.0))).isEqualTo(new Room.Enough());
    }

    @Test
    void unknownLoadIsNotRoom() {
        unknown(CncFixtures.direction("prague-vienna", "prague"));
        assertThat(load.room(watch(100.0))).isInstanceOf(Room.Unknown.class);
    }

    @Test
    void unknownDemandIsNotRoom() {
        assertThat(load.room(watch(null))).isInstanceOf(Room.Unknown.class);
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
        assertThat(load.room(watch(100.0))).isEqualTo(new Room.TooLittle(List.of("frankfurt-prague")));
    }

    private static Watch watch(@Nullable Double demandMbps) {
        MonitorRestoration.Watched watched = RestorationFixtures.watched(BRANCHES, 100, demandMbps);
        return RestorationFixtures.watch(watched);
    }

    private void utilise(LinkDirection direction, double used) {
        LinkMeasurement sample = CncFixtures.sample(direction, Instant.now());
        cnc.measured(
                NETWORK,
                direction,
                List.of(new LinkMeasurement(
                        sample.linkId(), sample.from(), sample.to(), 1.0, 0.2, 0.0, used, Instant.now())));
    }

    private void unknown(LinkDirection direction) {
        cnc.answers(get(urlEqualTo(LINK_PM + PathKey.of(direction.cncLinkId()))), FleetJson.parse("{}"));
    }
}
