package io.cemfleet.impact.assess;

import static org.assertj.core.api.Assertions.assertThat;

import io.cemfleet.impact.ImpactFixtures;
import io.cemfleet.impact.network.ServiceNetworkState;
import io.cemfleet.network.NetworkFixtures;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FlowIndexTest {

    private final ServiceNetworkState state = ImpactFixtures.state(ImpactFixtures.services(), NetworkFixtures.policy());
    private final FlowRouter ways = new FlowRouter(state, CrossedLinks.byForwarding());
    private final FlowIndex index = FlowIndex.of(state, ways);
    private final List<ServiceFlow> all = state.services().stream()
            .flatMap(service -> ServiceFlow.of(service).stream())
            .toList();

    @Test
    void onlyFlowsThatMayCrossALinkAreLookedAt() {
        for (var link : state.topology().links()) {
            // given: a look at each flow
            var expected = all.stream()
                    .filter(flow ->
                            ways.links(flow).map(own -> own.contains(link.id())).orElse(true))
                    .toList();
            // then
            assertThat(index.thatMayCross(List.of(link.id()))).isEqualTo(expected);
        }
        assertThat(all).isNotEmpty();
    }

    @Test
    void anyFlowMayHaveCrossedALinkThatIsGone() {
        assertThat(index.thatMayCross(List.of("never-was"))).isEqualTo(all);
    }

    @Test
    void itHoldsUntilPoliciesOrServicesAreOthers() {
        assertThat(index.isOf(new ServiceNetworkState(
                        state.routes(),
                        state.services(),
                        state.policies(),
                        state.oldest().plusSeconds(9))))
                .isTrue();
        assertThat(index.isOf(new ServiceNetworkState(state.routes(), state.services(), Map.of(), state.oldest())))
                .isFalse();
        assertThat(index.isOf(new ServiceNetworkState(state.routes(), List.of(), state.policies(), state.oldest())))
                .isFalse();
    }
}
