package io.cemfleet.lab.network;

import static io.cemfleet.lab.network.NetworkFixtures.COLORED;
import static io.cemfleet.lab.network.NetworkFixtures.PLAIN;
import static io.cemfleet.lab.network.NetworkFixtures.policy;
import static io.cemfleet.lab.network.NetworkFixtures.sid;
import static io.cemfleet.lab.network.NetworkFixtures.weighted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ForwardingStateTest {

    private final LabNetwork network = NetworkFixtures.network(NetworkFixtures.diamond());

    @Test
    void equalCostsShareTheFlowsAtEachRouter() {
        Map<List<String>, Double> shares = shares(PLAIN);
        assertThat(shares).containsOnlyKeys(List.of("a-b", "b-d"), List.of("a-b", "b-d-2"), List.of("a-c", "c-d"));
        assertThat(shares.get(List.of("a-c", "c-d"))).isCloseTo(0.5, within(0.1));
        assertThat(shares.get(List.of("a-b", "b-d-2"))).isCloseTo(0.25, within(0.1));
        assertThat(shares.values().stream().mapToDouble(Double::doubleValue).sum())
                .isCloseTo(1, within(1e-9));
    }

    @Test
    void loadIsWhatTheFlowsBring() {
        double offered = 0;
        for (String link : List.of("a-b", "a-c")) {
            int forward =
                    network.topology().linkById(link).orElseThrow().forward().index();
            offered += network.state().condition(forward).offeredMbps();
        }
        double expected = network.state()
                        .serviceState(PLAIN)
                        .orElseThrow()
                        .flows()
                        .getFirst()
                        .mbps()
                + network.state()
                        .serviceState(COLORED)
                        .orElseThrow()
                        .flows()
                        .getFirst()
                        .mbps();
        assertThat(offered).isCloseTo(expected, within(1e-6));
    }

    @Test
    void aPolicyMovesOnlyTheTrafficWhoseRoutesCarryItsColor() {
        // given a path over e, which no shortest path takes
        assertThat(network.putSidList(new SidList("over-e", List.of(sid("e"), sid("d"))))
                        .done())
                .isTrue();
        // when
        assertThat(network.putPolicy(policy("p", 100, weighted("over-e", 1))).done())
                .isTrue();
        // then
        assertThat(shares(COLORED)).containsOnlyKeys(List.of("a-e", "d-e"));
        assertThat(shares(PLAIN)).doesNotContainKey(List.of("a-e", "d-e"));
        assertThat(network.state().policyLoadMbps(NetworkFixtures.A_TO_D)).isPositive();
    }

    @Test
    void aPolicyWhoseColorNoRouteCarriesMovesNothing() {
        Map<List<String>, Double> before = shares(COLORED);
        network.putSidList(new SidList("over-e", List.of(sid("e"), sid("d"))));
        NamedPolicy other = policy("p", 100, weighted("over-e", 1));
        network.putPolicy(new NamedPolicy("p", List.of("a"), "d", 999, null, other.paths(), NamedPolicy.Origin.NSO));
        assertThat(shares(COLORED)).isEqualTo(before);
        assertThat(network.state().policyLoadMbps(new PolicyKey("a", "d", 999))).isZero();
    }

    @Test
    void aColorOnTheRoutesOfTheEndPointMovesThePlainService() {
        network.putSidList(new SidList("over-e", List.of(sid("e"), sid("d"))));
        network.putPolicy(policy("p", 100, weighted("over-e", 1)));
        // when the routes of d carry the colour
        assertThat(network.color(PLAIN, "d", "SET-COLOR-100").done()).isTrue();
        // then only the direction towards d moves
        assertThat(shares(PLAIN)).containsOnlyKeys(List.of("a-e", "d-e"));
        assertThat(network.state()
                        .serviceState(PLAIN)
                        .orElseThrow()
                        .flows()
                        .get(1)
                        .policy())
                .isNull();
        // and goes back
        assertThat(network.color(PLAIN, "d", null).done()).isTrue();
        assertThat(shares(PLAIN)).doesNotContainKey(List.of("a-e", "d-e"));
    }

    @Test
    void weightsAreFollowedByHashingFlowsAndAShiftMovesNoFlowBackAndForth() {
        network.putSidList(new SidList("over-e", List.of(sid("e"), sid("d"))));
        network.putSidList(new SidList("igp", List.of(sid("d"))));
        double before = 1;
        for (int weight : List.of(75, 50, 25)) {
            network.putPolicy(policy("p", 200, weighted("over-e", weight), weighted("igp", 100 - weight)));
            double now = shares(COLORED).getOrDefault(List.of("a-e", "d-e"), 0.0);
            assertThat(now).isCloseTo(weight / 100.0, within(0.08)).isLessThan(before);
            before = now;
        }
    }

    @Test
    void aBranchWithoutAFlowIsShownWithShareZero() {
        ServiceDemand lonely = new ServiceDemand(0, 0, 0, 3, 10, List.of(new ServiceDemand.Flow(1, 1.0)));
        CarrierNetwork diamond = NetworkFixtures.diamond();
        LabNetwork few = NetworkFixtures.network(new CarrierNetwork(
                "few",
                diamond.topology(),
                diamond.services(),
                List.of(lonely),
                diamond.routePolicies(),
                Map.of(),
                List.of(),
                List.of()));
        ServiceState service = few.state().serviceState(COLORED).orElseThrow();
        assertThat(service.flows().getFirst().branches())
                .extracting(ServiceState.BranchState::share)
                .containsExactlyInAnyOrder(1.0, 0.0, 0.0);
    }

    private Map<List<String>, Double> shares(String service) {
        Map<List<String>, Double> shares = new HashMap<>();
        network.state().serviceState(service).orElseThrow().flows().getFirst().branches().stream()
                .filter(branch -> branch.share() > 0)
                .forEach(branch -> shares.put(branch.links(), branch.share()));
        return shares;
    }
}
