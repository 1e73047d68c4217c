package io.cemfleet.lab.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.cemfleet.lab.carrier.CarrierLoader;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What the default carrier promises. */
class DefaultCarrierTest {

    private final CarrierNetwork carrier = CarrierLoader.defaultCarrier();
    private final LabTopology topology = carrier.topology();
    private final NetworkState state = NetworkFixtures.network(carrier).state();

    @Test
    void itIsLargeEnough() {
        assertThat(topology.routers()).hasSizeGreaterThanOrEqualTo(34);
        assertThat(topology.links()).hasSizeBetween(55, 70);
        assertThat(carrier.services()).hasSizeGreaterThanOrEqualTo(200);
        assertThat(carrier.services().stream().map(VpnService::customer).distinct())
                .hasSizeBetween(180, 200);
        assertThat(topology.linkById("london-paris-2")).isPresent();
        Set<Integer> groups = new HashSet<>();
        assertThat(topology.links().stream().flatMap(link -> link.srlgs().stream()))
                .as("some risks are shared")
                .anyMatch(group -> !groups.add(group));
    }

    @Test
    void noLinkAndNoRouterSplitsIt() {
        for (LabLink link : topology.links()) {
            assertThat(reached(link.index(), -1))
                    .as("without %s", link.id())
                    .hasSize(topology.routers().size());
        }
        for (LabRouter router : topology.routers()) {
            assertThat(reached(-1, router.index()))
                    .as("without %s", router.id())
                    .hasSize(topology.routers().size() - 1);
        }
    }

    @Test
    void anySingleLinkMayFail() {
        for (LabLink down : topology.links()) {
            double[] offered = LinkFailures.offeredMbps(carrier, NetworkFixtures.START, down.index());
            for (LabLink link : topology.links()) {
                double fuller = Math.max(offered[2 * link.index()], offered[2 * link.index() + 1]);
                assertThat(fuller / link.capacityMbps())
                        .as("%s without %s", link.id(), down.id())
                        .isLessThan(link.equals(down) ? 0.01 : 0.7);
            }
        }
    }

    @Test
    void everyServiceIsHealthyAtTheStart() {
        for (VpnService service : carrier.services()) {
            ServiceState now = state.serviceState(service.id()).orElseThrow();
            ServiceTier tier = service.tier();
            assertThat(now.latencyMs()).as(service.id()).isLessThan(0.7 * tier.latencyLimitMs());
            assertThat(now.jitterMs()).as(service.id()).isLessThan(0.5 * tier.jitterLimitMs());
            assertThat(now.lossPct()).as(service.id()).isZero();
        }
        assertThat(state.srPolicies()).allMatch(SrPolicyState::up);
    }

    @Test
    void everyLinkIsUsedAndTheBetterTiersAreOnMostOfThem() {
        Set<String> used = new HashSet<>();
        Set<String> better = new HashSet<>();
        for (VpnService service : carrier.services()) {
            Set<String> links = ridden(service);
            used.addAll(links);
            if (service.tier() == ServiceTier.PLATINUM || service.tier() == ServiceTier.GOLD) {
                better.addAll(links);
            }
        }
        assertThat(used).hasSize(topology.links().size());
        assertThat(better).hasSizeGreaterThan(topology.links().size() * 3 / 4);
    }

    @Test
    void tiersAndColorsAreMixed() {
        Map<ServiceTier, Long> tiers = carrier.services().stream()
                .collect(Collectors.groupingBy(
                        VpnService::tier, () -> new EnumMap<>(ServiceTier.class), Collectors.counting()));
        double all = carrier.services().size();
        assertThat(tiers.getOrDefault(ServiceTier.PLATINUM, 0L) / all).isBetween(0.08, 0.12);
        assertThat(tiers.getOrDefault(ServiceTier.GOLD, 0L) / all).isBetween(0.22, 0.28);
        assertThat(tiers.getOrDefault(ServiceTier.SILVER, 0L) / all).isBetween(0.32, 0.38);
        assertThat(tiers.getOrDefault(ServiceTier.BRONZE, 0L) / all).isBetween(0.27, 0.33);
        long colored = carrier.services().stream()
                .filter(service -> state.routePolicyAt(
                                service.id(), service.attachments().getFirst().node())
                        .isPresent())
                .count();
        assertThat(colored / all).isBetween(0.8, 0.95);
        assertThat(carrier.sidLists()).isNotEmpty();
    }

    @Test
    void meanUtilisationLeavesFreeCapacity() {
        double mean = IntStream.range(0, topology.directionCount())
                .mapToDouble(direction -> state.condition(direction).utilisation())
                .average()
                .orElseThrow();
        assertThat(mean).isBetween(0.25, 0.35);
    }

    @Test
    void itIsTheSameEveryTime() {
        CarrierNetwork again = CarrierLoader.defaultCarrier();
        assertThat(again.services()).isEqualTo(carrier.services());
        assertThat(again.demands()).isEqualTo(carrier.demands());
        assertThat(again.policies()).isEqualTo(carrier.policies());
    }

    private Set<String> ridden(VpnService service) {
        return state.serviceState(service.id()).orElseThrow().flows().stream()
                .flatMap(flow -> flow.branches().stream())
                .filter(branch -> branch.share() > 0)
                .flatMap(branch -> branch.links().stream())
                .collect(Collectors.toSet());
    }

    private Set<Integer> reached(int withoutLink, int withoutRouter) {
        int start = withoutRouter == 0 ? 1 : 0;
        Set<Integer> seen = new HashSet<>(List.of(start));
        List<Integer> open = new java.util.ArrayList<>(List.of(start));
        while (!open.isEmpty()) {
            for (int direction : topology.outgoing(open.removeLast())) {
                int next = topology.direction(direction).to();
                if (direction >> 1 != withoutLink && next != withoutRouter && seen.add(next)) {
                    open.add(next);
                }
            }
        }
        return seen;
    }
}
