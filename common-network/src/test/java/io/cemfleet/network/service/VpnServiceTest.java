package io.cemfleet.network.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.cemfleet.network.service.VpnService.VpnDirection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class VpnServiceTest {

    @Test
    void trafficFlowsBetweenEveryOrderedPairOfDifferentKnownNodes() {
        // given: the topology does not have Zurich, and two sites are at Vienna
        VpnService service = service(
                node("Frankfurt", "frankfurt"),
                node("Vienna", "vienna"),
                node("Vienna-2", "vienna"),
                node("Zurich", null));
        // then
        assertThat(service.directions())
                .extracting(VpnDirection::headEnd, traffic -> traffic.end().hostname())
                .containsExactly(
                        tuple("frankfurt", "Vienna"),
                        tuple("frankfurt", "Vienna-2"),
                        tuple("vienna", "Frankfurt"),
                        tuple("vienna", "Frankfurt"));
    }

    @Test
    void soldBandwidthIsSplitEvenlyOverTheOtherNodesAlsoOverUnknownOnes() {
        // given
        VpnNode frankfurt = node("Frankfurt", "frankfurt");
        VpnService service =
                service(frankfurt, node("Vienna", "vienna"), node("Prague", "prague"), node("Zurich", null));
        // then
        assertThat(service.directionsFrom(frankfurt))
                .extracting(VpnDirection::endPoint, traffic -> traffic.evenPart(300))
                .containsExactly(tuple("vienna", 100.0), tuple("prague", 100.0));
    }

    @Test
    void aNodeIsNoPeerOfItselfHoweverOftenItIsListed() {
        // given: two sites of the service are at Frankfurt
        VpnNode frankfurt = node("Frankfurt", "frankfurt");
        VpnService service = service(frankfurt, node("Frankfurt-2", "frankfurt"), node("Vienna", "vienna"));
        // then
        assertThat(service.directionsFrom(frankfurt))
                .extracting(VpnDirection::endPoint, traffic -> traffic.evenPart(300))
                .containsExactly(tuple("vienna", 300.0));
    }

    @Test
    void noTrafficBeginsAtANodeThatTheTopologyDoesNotHave() {
        VpnNode zurich = node("Zurich", null);
        assertThat(service(zurich, node("Vienna", "vienna")).directionsFrom(zurich))
                .isEmpty();
    }

    private static VpnService service(VpnNode... nodes) {
        return new VpnService("L3VPN-1", "acme", "ACME", "", "any-to-any", List.of(nodes));
    }

    private static VpnNode node(String hostname, @Nullable String slug) {
        return new VpnNode(hostname, slug, null, List.of(), null, null);
    }
}
