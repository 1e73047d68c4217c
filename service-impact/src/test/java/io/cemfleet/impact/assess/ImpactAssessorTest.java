package io.cemfleet.impact.assess;

import static io.cemfleet.impact.ImpactFixtures.OVER_PRAGUE;
import static io.cemfleet.impact.ImpactFixtures.colorUnknown;
import static io.cemfleet.impact.ImpactFixtures.colored;
import static io.cemfleet.impact.ImpactFixtures.down;
import static io.cemfleet.impact.ImpactFixtures.overPrague;
import static io.cemfleet.impact.ImpactFixtures.plain;
import static io.cemfleet.impact.ImpactFixtures.sample;
import static io.cemfleet.impact.ImpactFixtures.service;
import static io.cemfleet.impact.ImpactFixtures.services;
import static io.cemfleet.impact.ImpactFixtures.state;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.cemfleet.a2a.contract.AssessImpact;
import io.cemfleet.a2a.contract.FlowImpact;
import io.cemfleet.a2a.contract.SlaLimits;
import io.cemfleet.a2a.contract.SlaTier;
import io.cemfleet.cnc.CncSettings;
import io.cemfleet.cnc.FakeController;
import io.cemfleet.cnc.policy.PolicyLoadReader;
import io.cemfleet.impact.ImpactFixtures;
import io.cemfleet.impact.network.ServiceNetworkState;
import io.cemfleet.impact.tier.TierClassifier;
import io.cemfleet.network.NetworkFixtures;
import io.cemfleet.network.forwarding.EcmpRoutes;
import io.cemfleet.network.forwarding.RouteResult;
import io.cemfleet.network.measurement.LinkLimits;
import io.cemfleet.network.policy.SrPolicy;
import io.cemfleet.network.service.VpnNode;
import io.cemfleet.network.topology.Router;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImpactAssessorTest {

    private final FakeController controller = new FakeController();
    private final ImpactAssessor assessor = new ImpactAssessor(
            controller.measurements,
            LinkLimits.defaults(),
            new PolicyLoadReader(controller.policyClient),
            new ImpactReport(
                    new TierClassifier(ImpactFixtures.settings()),
                    new CncSettings.FleetColors(4000, 4999),
                    Clock.systemUTC()));

    @Test
    void aPlainServiceThatTheFleetColouredIsStillAPlainService() {
        // given: the fleet steered the plain service by a colour of its own
        var services = List.of(service("L3VPN-9", "", plain("Frankfurt"), colored("Vienna", 4000)));
        // when
        var result = assess(state(services, overPrague()), "prague-vienna");
        // then: the flow has the key under which it is protected
        assertThat(result.affectedServices())
                .flatExtracting(AssessImpact.AffectedService::flows)
                .isNotEmpty()
                .allSatisfy(flow -> assertThat(flow.color()).isNull());
    }

    @Test
    void aPolicyThatMovedOverTheSameTopologyIsFollowedAgain() {
        // given: with the policy over Prague, Munich carries the way back only
        var routes = EcmpRoutes.over(NetworkFixtures.topology());
        var before = over(routes, overPrague());
        assertThat(flows(assess(before, "munich-vienna"), "L3VPN-1")).hasSize(1);
        // when: it is down, and the IGP leads both ways over Munich
        var after = over(routes, down());
        // then, also when it is asked again, and when the policy is back
        assertThat(flows(assess(after, "munich-vienna"), "L3VPN-1")).hasSize(2);
        assertThat(flows(assess(after, "munich-vienna"), "L3VPN-1")).hasSize(2);
        assertThat(flows(assess(before, "munich-vienna"), "L3VPN-1")).hasSize(1);
    }

    private static ServiceNetworkState over(EcmpRoutes routes, SrPolicy policy) {
        return new ServiceNetworkState(routes, services(), Map.of(policy.key(), policy), NetworkFixtures.NOW);
    }

    @Test
    void everyServiceWithABranchOnTheLinkIsAffectedAndNoOther() {
        // when: the first of the parallel links degrades
        var result = assess(state(services(), overPrague()), "prague-vienna");
        // then: the silver service to Zurich goes another way
        assertThat(result.affectedServices())
                .extracting(AssessImpact.AffectedService::serviceId)
                .containsExactly("L3VPN-1", "L3VPN-3");
        assertThat(result.totalAffected()).isEqualTo(2);
        assertThat(result.servicesByTier()).containsExactly(Map.entry("gold", 1), Map.entry("unknown", 1));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void everyFlowThatCrossesTheLinkIsReported(long seed) {
        // given a dozen services between random nodes, all plain IGP
        var random = new Random(seed);
        var topology = NetworkFixtures.topology();
        var services = IntStream.range(0, 12)
                .mapToObj(i -> {
                    var hostnames = new ArrayList<>(
                            topology.routers().stream().map(Router::hostname).toList());
                    Collections.shuffle(hostnames, random);
                    var nodes = hostnames.subList(0, 2 + random.nextInt(hostnames.size() - 1)).stream()
                            .map(ImpactFixtures::plain)
                            .toArray(VpnNode[]::new);
                    return service("L3VPN-%02d".formatted(i), "tier=gold", nodes);
                })
                .toList();
        var links = topology.links();
        var link = links.get(random.nextInt(links.size())).id();
        // when
        var reported = new TreeSet<String>();
        assess(state(services), link).affectedServices().forEach(service -> service.flows()
                .forEach(flow -> reported.add(service.serviceId() + " " + flow.headEnd() + ">" + flow.endPoint())));
        // then
        var routes = EcmpRoutes.over(topology);
        var expected = new TreeSet<String>();
        for (var service : services) {
            var nodes = service.nodes().stream()
                    .flatMap(node -> Stream.ofNullable(node.node()))
                    .toList();
            for (var head : nodes) {
                for (var end : nodes) {
                    if (!head.equals(end)
                            && routes.route(head, end) instanceof RouteResult.Routed routed
                            && routed.linkIds().contains(link)) {
                        expected.add(service.vpnId() + " " + head + ">" + end);
                    }
                }
            }
        }
        assertThat(reported).isEqualTo(expected);
    }

    @Test
    void aColouredFlowFollowsItsPolicyAndThePlainOneTheIgp() {
        // when: the IGP would use Munich in both directions, the policy does not
        var flows = flows(assess(state(services(), overPrague()), "munich-vienna"), "L3VPN-1");
        // then: only the return direction is affected, on one of its three branches
        assertThat(flows).singleElement().satisfies(flow -> {
            assertThat(flow.headEnd()).isEqualTo("vienna");
            assertThat(flow.color()).isNull();
            assertThat(flow.paths()).hasSize(3);
            assertThat(flow.paths())
                    .filteredOn(path -> path.links().contains("munich-vienna"))
                    .singleElement()
                    .satisfies(path -> assertThat(path.share()).isCloseTo(1 / 3.0, within(1e-9)));
        });
    }

    @Test
    void aPolicyThatIsDownLeavesItsFlowToTheIgp() {
        // when
        var flows = flows(assess(state(services(), down()), "frankfurt-munich"), "L3VPN-1");
        // then
        assertThat(flows).extracting(AssessImpact.Flow::headEnd).contains("frankfurt");
        assertThat(flows)
                .filteredOn(flow -> flow.headEnd().equals("frankfurt"))
                .singleElement()
                .satisfies(flow -> assertThat(flow.color()).isEqualTo(100));
    }

    @Test
    void aColourThatIsNotKnownIsNeverReadAsUnaffected() {
        // given: it may ride the policy over Prague, or the IGP over Munich
        var services = List.of(service("L3VPN-9", "", plain("Frankfurt"), colorUnknown("Vienna")));
        // then
        for (var link : List.of("frankfurt-prague", "frankfurt-munich")) {
            var flows = flows(assess(state(services, overPrague()), link), "L3VPN-9");
            assertThat(flows).extracting(AssessImpact.Flow::headEnd).contains("frankfurt");
        }
    }

    @Test
    void whatAPolicyIsMeasuredToCarryIsSharedAmongItsServices() {
        // given: two services of equal size on the policy
        var services = List.of(
                service("L3VPN-1", "tier=gold", plain("Frankfurt"), colored("Vienna", 100)),
                service("L3VPN-2", "tier=gold", plain("Frankfurt"), colored("Vienna", 100)));
        controller.loads = Map.of(OVER_PRAGUE, 500.0)::get;
        // when
        var result = assess(state(services, overPrague()), "frankfurt-prague");
        // then
        assertThat(flow(result, "L3VPN-1", "frankfurt").demandMbps()).isEqualTo(250.0);
        assertThat(flow(result, "L3VPN-2", "frankfurt").demandMbps()).isEqualTo(250.0);
        assertThat(flow(result, "L3VPN-1", "frankfurt").share()).isEqualTo(0.5);
    }

    @Test
    void withoutAMeasurementTheDemandIsWhatWasSoldSplitOverThePeers() {
        // given
        var services = List.of(service("L3VPN-1", "", plain("Frankfurt"), plain("Vienna"), plain("Munich")));
        // when
        var result = assess(state(services), "frankfurt-munich");
        // then
        assertThat(flow(result, "L3VPN-1", "frankfurt").demandMbps()).isEqualTo(150.0);
    }

    @Test
    void theImpactIsWhatIsMeasuredInTheFlowsOwnDirection() {
        // given: bad from Frankfurt, good from Munich
        var services = List.of(service("L3VPN-1", "", plain("Frankfurt"), plain("Munich")));
        controller.samples =
                direction -> Optional.of(sample(direction, direction.from().equals("frankfurt") ? 250.0 : 3.0, 0.0));
        // when
        var result = assess(state(services), "frankfurt-munich");
        // then
        assertThat(flow(result, "L3VPN-1", "frankfurt").impact()).isEqualTo(FlowImpact.DEGRADED);
        assertThat(flow(result, "L3VPN-1", "munich").impact()).isEqualTo(FlowImpact.AT_RISK);
    }

    @Test
    void totalLossIsAnOutageAndNoSampleIsARisk() {
        // given
        var services = List.of(service("L3VPN-1", "", plain("Frankfurt"), plain("Munich")));
        controller.samples = direction ->
                direction.from().equals("frankfurt") ? Optional.of(sample(direction, null, 100.0)) : Optional.empty();
        // when
        var result = assess(state(services), "frankfurt-munich");
        // then
        assertThat(flow(result, "L3VPN-1", "frankfurt").impact()).isEqualTo(FlowImpact.OUTAGE);
        assertThat(flow(result, "L3VPN-1", "munich").impact()).isEqualTo(FlowImpact.AT_RISK);
    }

    @Test
    void aFlowWithoutARouteIsAnOutageWhenTheDegradedLinkIsGone() {
        // given: Zurich is cut off
        var cut = ImpactFixtures.without("munich-zurich", "frankfurt-zurich");
        // when
        var result = assess(state(cut, services()), "munich-zurich");
        // then
        assertThat(flow(result, "L3VPN-2", "frankfurt").impact()).isEqualTo(FlowImpact.OUTAGE);
        assertThat(flow(result, "L3VPN-2", "frankfurt").paths()).isEmpty();
        assertThat(result.totalAffected()).isEqualTo(1);
    }

    @Test
    void aFlowOverAMissingLinkIsAffectedThoughTheIgpReroutesIt() {
        // given: the silver service went from Frankfurt to Zurich over the direct link, or over Munich
        var before = state(services(), overPrague());
        var used = flows(assess(before, "munich-zurich", "frankfurt-zurich"), "L3VPN-2").stream()
                .flatMap(flow -> flow.paths().stream())
                .flatMap(path -> path.links().stream())
                .findFirst()
                .orElseThrow();
        // when
        var now = state(ImpactFixtures.without(used), services(), overPrague()).with(Map.of(used, before));
        var result = assess(now, used);
        // then
        assertThat(flow(result, "L3VPN-2", "frankfurt").impact()).isEqualTo(FlowImpact.AT_RISK);
        assertThat(flow(result, "L3VPN-2", "frankfurt").paths())
                .isNotEmpty()
                .allSatisfy(path -> assertThat(path.links()).doesNotContain(used));
        assertThat(flow(result, "L3VPN-2", "frankfurt").formerPaths())
                .isEqualTo(flow(assess(before, used), "L3VPN-2", "frankfurt").paths());
        assertThat(flows(result, "L3VPN-1").stream()
                        .map(AssessImpact.Flow::headEnd)
                        .toList())
                .doesNotContain("frankfurt");
    }

    @Test
    void aFlowThatLostItsOnlyWayHasItsFormerOne() {
        // given
        var before = state(services());
        var now = state(ImpactFixtures.without("munich-zurich", "frankfurt-zurich"), services())
                .with(Map.of("munich-zurich", before, "frankfurt-zurich", before));
        // then
        assertThat(toZurich(now).paths()).isEmpty();
        assertThat(toZurich(now).formerPaths())
                .isNotEmpty()
                .isEqualTo(toZurich(before).paths());
    }

    @Test
    void aFlowOnADegradedLinkThatIsStillThereHasNoFormerWay() {
        assertThat(flow(assess(state(services(), overPrague()), "frankfurt-prague"), "L3VPN-1", "frankfurt")
                        .formerPaths())
                .isNull();
    }

    @Test
    void ofSeveralCutsTheWayBeforeTheFirstCounts() {
        // given a cut link, and then a cut link of the path that replaced it
        var first = state(services());
        var used = toZurich(first).paths().getFirst().links().contains("munich-zurich")
                ? "munich-zurich"
                : "frankfurt-zurich";
        var other = used.equals("munich-zurich") ? "frankfurt-zurich" : "munich-zurich";
        var second = new ServiceNetworkState(
                EcmpRoutes.over(ImpactFixtures.without(used)),
                services(),
                Map.of(),
                first.oldest().plusSeconds(60));
        var now = state(ImpactFixtures.without(used, other), services()).with(Map.of(used, first, other, second));
        // then
        assertThat(toZurich(now).formerPaths()).isEqualTo(toZurich(first).paths());
        assertThat(toZurich(second).paths()).isNotEqualTo(toZurich(first).paths());
    }

    /** The silver service's traffic from Frankfurt. */
    private AssessImpact.Flow toZurich(ServiceNetworkState state) {
        return flow(assess(state, "munich-zurich", "frankfurt-zurich"), "L3VPN-2", "frankfurt");
    }

    @Test
    void theBoundOfAnUnmeasuredFlowIsAllThatItsHeadEndMaySend() {
        // given 300 Mbit/s at Frankfurt, for two peers
        var services = List.of(service("L3VPN-1", "", plain("Frankfurt"), plain("Vienna"), plain("Munich")));
        // then
        var flow = flow(assess(state(services), "frankfurt-munich"), "L3VPN-1", "frankfurt");
        assertThat(flow.demandMbps()).isEqualTo(150.0);
        assertThat(flow.demandBoundMbps()).isEqualTo(300.0);
    }

    @Test
    void aMeasuredFlowHasNoBound() {
        controller.loads = Map.of(OVER_PRAGUE, 500.0)::get;
        var result = assess(state(services(), overPrague()), "frankfurt-prague");
        assertThat(flow(result, "L3VPN-1", "frankfurt").demandBoundMbps()).isNull();
    }

    @Test
    void anUnknownTierHasTheLimitsOfGold() {
        var affected = assess(state(services(), overPrague()), "prague-vienna")
                .affectedServices()
                .getLast();
        assertThat(affected.slaTier()).isEqualTo(SlaTier.UNKNOWN);
        assertThat(affected.slaLimits()).isEqualTo(new SlaLimits(60, 10, 0.1));
    }

    private AssessImpact.Result assess(ServiceNetworkState state, String... links) {
        return assessor.assess(state, List.of(links));
    }

    private static List<AssessImpact.Flow> flows(AssessImpact.Result result, String serviceId) {
        return result.affectedServices().stream()
                .filter(service -> service.serviceId().equals(serviceId))
                .flatMap(service -> service.flows().stream())
                .toList();
    }

    private static AssessImpact.Flow flow(AssessImpact.Result result, String serviceId, String headEnd) {
        return flows(result, serviceId).stream()
                .filter(flow -> flow.headEnd().equals(headEnd))
                .findFirst()
                .orElseThrow();
    }
}
