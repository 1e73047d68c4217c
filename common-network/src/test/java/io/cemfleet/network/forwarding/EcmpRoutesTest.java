package io.cemfleet.network.forwarding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.cemfleet.network.NetworkFixtures;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EcmpRoutesTest {

    private final EcmpRoutes routes = EcmpRoutes.over(NetworkFixtures.topology());
    private final SegmentRoute segments = new SegmentRoute(routes);

    @Test
    void equalCostSplitsByLinkAtEachRouter() {
        var route = routes.route("frankfurt", "vienna").routed().orElseThrow();

        assertThat(route.shareOn("frankfurt-prague")).isEqualTo(0.5);
        assertThat(route.shareOn("prague-vienna")).isEqualTo(0.25);
        assertThat(route.shareOn("prague-vienna-2")).isEqualTo(0.25);
        assertThat(route.shareOn("munich-vienna")).isEqualTo(0.5);
        assertThat(route.shareOn("frankfurt-zurich")).isZero();
        assertThat(route.branches())
                .extracting(EcmpBranch::linkIds)
                .containsExactly(
                        List.of("frankfurt-munich", "munich-vienna"),
                        List.of("frankfurt-prague", "prague-vienna"),
                        List.of("frankfurt-prague", "prague-vienna-2"));
        assertThat(route.branchesComplete()).isTrue();
    }

    @Test
    void missingElementsCarryNoTraffic() {
        var without = EcmpRoutes.without(NetworkFixtures.topology(), Set.of("frankfurt-munich"), Set.of("prague"));

        var route = without.route("frankfurt", "vienna").routed().orElseThrow();

        assertThat(route.linkIds()).containsExactly("frankfurt-zurich", "munich-vienna", "munich-zurich");
        assertThat(without.route("frankfurt", "prague")).isInstanceOf(RouteResult.NoRoute.class);
    }

    @Test
    void aRouterReachesItselfOverNothing() {
        var route = routes.route("prague", "prague").routed().orElseThrow();

        assertThat(route.shares()).isEmpty();
        assertThat(route.branches()).containsExactly(new EcmpBranch(List.of(), 1.0));
    }

    @Test
    void anUnknownRouterIsNoRoute() {
        assertThat(routes.route("frankfurt", "atlantis")).isInstanceOf(RouteResult.NoRoute.class);
    }

    @Test
    void nodeSegmentsGoByEcmpAndAdjacenciesByTheirLink() {
        var link = NetworkFixtures.direction("prague-vienna-2", "prague");

        var route = segments.expand("frankfurt", List.of(new Segment.ToNode("prague"), new Segment.OverLink(link)))
                .routed()
                .orElseThrow();

        assertThat(route.linkIds()).containsExactly("frankfurt-prague", "prague-vienna-2");
        assertThat(route.shares().values()).allMatch(share -> share == 1.0);
    }

    @Test
    void anAdjacencyOfAnotherRouterIsNoRoute() {
        var link = NetworkFixtures.direction("prague-vienna", "prague");

        assertThat(segments.expand("frankfurt", List.of(new Segment.OverLink(link))))
                .isInstanceOf(RouteResult.NoRoute.class);
    }

    @Test
    void branchesOfSegmentsMultiply() {
        var route = segments.expand("frankfurt", List.of(new Segment.ToNode("vienna"), new Segment.ToNode("prague")))
                .routed()
                .orElseThrow();

        assertThat(route.branches()).hasSize(6);
        assertThat(route.branches().stream().mapToDouble(EcmpBranch::share).sum())
                .isCloseTo(1, within(1e-9));
    }
}
