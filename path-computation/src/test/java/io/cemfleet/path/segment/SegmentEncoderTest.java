package io.cemfleet.path.segment;

import static org.assertj.core.api.Assertions.assertThat;

import io.cemfleet.a2a.contract.PathSegment;
import io.cemfleet.a2a.contract.SegmentId;
import io.cemfleet.a2a.contract.SegmentType;
import io.cemfleet.network.NetworkFixtures;
import io.cemfleet.network.forwarding.EcmpRoutes;
import io.cemfleet.network.forwarding.RouteResult;
import io.cemfleet.path.PathFixtures;
import io.cemfleet.path.PathFixtures.ConstraintSpec;
import io.cemfleet.path.constraint.FoundPath;
import io.cemfleet.path.constraint.PathFinder;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SegmentEncoderTest {

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void everyBranchOfEverySegmentIsThePathAndAvoidsTheDegradedLinks(long seed) {
        // given: metrics from 1 to 3, so that equal-cost branches abound
        var topology = PathFixtures.random(seed, 25, 40, 3);
        var network = PathFixtures.network(topology, 0.1);
        var finder = new PathFinder(network, 10);
        var random = new Random(seed);
        int found = 0;
        for (int round = 0; round < 60; round++) {
            var links = topology.links();
            var avoided = List.of(
                    links.get(random.nextInt(links.size())).id(),
                    links.get(random.nextInt(links.size())).id());
            var ask = ConstraintSpec.NOTHING.avoidingLinks(
                    avoided.stream().distinct().toArray(String[]::new));
            // when
            var path = finder.best(ask.between("n1", "n" + (2 + random.nextInt(24))));
            // then
            if (path.isPresent()) {
                found++;
                assertFollows(path.get(), network.routes(), avoided);
            }
        }
        assertThat(found).isGreaterThan(20);
    }

    private static void assertFollows(FoundPath path, EcmpRoutes routes, List<String> avoided) {
        var computed = path.computed();
        var routed = (RouteResult.Routed)
                new SegmentListTracer(routes).follow(computed.nodes().getFirst(), computed.segmentList());
        assertThat(routed.branches()).singleElement().satisfies(branch -> assertThat(branch.linkIds())
                .isEqualTo(computed.links())
                .doesNotContainAnyElementsOf(avoided));
    }

    @Test
    void theOnlyWayOfTheIgpIsOneNodeSid() {
        // given: the only cheapest path from Frankfurt to Zurich is over Munich
        var network = PathFixtures.smallNetwork();
        // when
        var path = new PathFinder(network, 10)
                .best(ConstraintSpec.NOTHING.avoidingLinks("frankfurt-zurich").between("frankfurt", "zurich"))
                .orElseThrow();
        // then
        assertThat(path.segments()).containsExactly(PathSegment.mpls(SegmentType.NODE, 16005, "zurich", null));
    }

    @Test
    void aParallelLinkTakesItsAdjacencySid() {
        // given
        var network = PathFixtures.smallNetwork();
        // when
        var path = new PathFinder(network, 10)
                .best(ConstraintSpec.NOTHING
                        .avoidingLinks("frankfurt-munich", "prague-vienna")
                        .between("frankfurt", "vienna"))
                .orElseThrow();
        // then
        assertThat(path.segments())
                .containsExactly(
                        PathSegment.mpls(SegmentType.NODE, 16002, "prague", null),
                        PathSegment.mpls(SegmentType.ADJACENCY, 30002, "vienna", "prague-vienna-2"));
    }

    @Test
    void noNodeSegmentLeadsOverADegradedLink() {
        // given: the direct link costs more than the path over Munich, which is degraded
        var network = PathFixtures.smallNetwork();
        // when
        var path = new PathFinder(network, 10)
                .best(ConstraintSpec.NOTHING.avoidingLinks("munich-zurich").between("frankfurt", "zurich"))
                .orElseThrow();
        // then
        assertThat(path.segments())
                .containsExactly(PathSegment.mpls(SegmentType.ADJACENCY, 30002, "zurich", "frankfurt-zurich"));
    }

    @Test
    void plainIgpForwardingWithAllBranchesIsTheEndPointsNodeSid() {
        // given
        var originals = new OriginalPathEncoder(EcmpRoutes.over(NetworkFixtures.topology()));
        var links =
                List.of("frankfurt-munich", "munich-vienna", "frankfurt-prague", "prague-vienna", "prague-vienna-2");
        // when
        var original = originals.of("frankfurt", "vienna", links);
        // then
        assertThat(original.segmentList()).containsExactly(PathSegment.mpls(SegmentType.NODE, 16003, "vienna", null));
        assertThat(original.links()).containsExactlyInAnyOrderElementsOf(links);
    }

    @Test
    void anExplicitOriginalPathIsInTheOrderOfTravelOverTheDegradedLink() {
        // given
        var originals = new OriginalPathEncoder(EcmpRoutes.over(NetworkFixtures.topology()));
        // when
        var original = originals.of("frankfurt", "vienna", List.of("munich-vienna", "frankfurt-munich"));
        // then
        assertThat(original.links()).containsExactly("frankfurt-munich", "munich-vienna");
        assertThat(original.segmentList())
                .extracting(PathSegment::sid, PathSegment::node)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(SegmentId.label(16004), "munich"),
                        org.assertj.core.groups.Tuple.tuple(SegmentId.label(16003), "vienna"));
    }

    @Test
    void linksThatLeadNowhereGiveNoSegmentList() {
        // given
        var originals = new OriginalPathEncoder(EcmpRoutes.over(NetworkFixtures.topology()));
        // when
        var original = originals.of("frankfurt", "vienna", List.of("munich-zurich"));
        // then
        assertThat(original.segmentList()).isNull();
        assertThat(original.links()).containsExactly("munich-zurich");
    }
}
