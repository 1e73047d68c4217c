package io.cemfleet.path.segment;

import static org.assertj.core.api.Assertions.assertThat;

import io.cemfleet.a2a.contract.PathSegment;
import io.cemfleet.a2a.contract.SegmentType;
import io.cemfleet.network.NetworkFixtures;
import io.cemfleet.network.forwarding.EcmpRoutes;
import io.cemfleet.network.topology.LinkDirection;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The path that traffic took before, from the links that it crossed. */
class OriginalPathTest {
    private static final EcmpRoutes ROUTES = EcmpRoutes.over(NetworkFixtures.topology());
    private final OriginalPathEncoder originals = new OriginalPathEncoder(ROUTES);
    private final LinkWalk walk = new LinkWalk(NetworkFixtures.topology());

    @Test
    void branchesBehindARouterAreItsNodeSidAndTheEndPoints() {
        var original =
                originals.of("frankfurt", "vienna", List.of("prague-vienna", "prague-vienna-2", "frankfurt-prague"));

        assertThat(original.segmentList())
                .containsExactly(
                        PathSegment.mpls(SegmentType.NODE, 16002, "prague", null),
                        PathSegment.mpls(SegmentType.NODE, 16003, "vienna", null));
        assertThat(original.links()).containsExactly("prague-vienna", "prague-vienna-2", "frankfurt-prague");
    }

    @Test
    void branchesBehindTwoRoutersAreBothNodeSids() {
        // given traffic from Zurich to Munich, to Frankfurt, and from there over both parallel links
        var links =
                List.of("munich-zurich", "frankfurt-munich", "frankfurt-prague", "prague-vienna", "prague-vienna-2");
        // when
        var original = originals.of("zurich", "vienna", links);
        // then
        assertThat(original.segmentList())
                .extracting(PathSegment::node)
                .containsExactly("frankfurt", "prague", "vienna");
        assertThat(original.segmentList()).extracting(PathSegment::type).containsOnly(SegmentType.NODE);
    }

    @Test
    void whereNoListHasTheseBranchesTheShortestPathWithinThemCounts() {
        var original = originals.of(
                "frankfurt",
                "vienna",
                List.of("frankfurt-prague", "prague-vienna", "prague-vienna-2", "frankfurt-zurich"));

        assertThat(original.links()).hasSize(2).startsWith("frankfurt-prague");
        assertThat(original.segmentList()).isNotNull().hasSize(2);
    }

    @Test
    void linksAreOnePathInAnyOrderOrNone() {
        assertThat(ids(walk.simplePath("frankfurt", "vienna", List.of("munich-vienna", "frankfurt-munich"))))
                .containsExactly("frankfurt-munich", "munich-vienna");
        assertThat(walk.simplePath("frankfurt", "vienna", List.of("frankfurt-munich")))
                .isEmpty();
        assertThat(walk.simplePath("frankfurt", "frankfurt", List.of())).isEmpty();
        assertThat(walk.simplePath(
                        "frankfurt", "vienna", List.of("frankfurt-munich", "munich-vienna", "frankfurt-prague")))
                .isEmpty();
    }

    @Test
    void theShortestPathWithinLinksEndsAtItsTarget() {
        assertThat(ids(walk.shortestWithin(
                        "frankfurt", "munich", List.of("frankfurt-zurich", "munich-zurich", "frankfurt-munich"))))
                .containsExactly("frankfurt-munich");
        assertThat(ids(walk.shortestWithin("frankfurt", "munich", List.of("frankfurt-zurich", "munich-zurich"))))
                .containsExactly("frankfurt-zurich", "munich-zurich");
        assertThat(walk.shortestWithin("frankfurt", "vienna", List.of("frankfurt-zurich")))
                .isEmpty();
        assertThat(walk.shortestWithin("frankfurt", "frankfurt", List.of("frankfurt-zurich")))
                .isEmpty();
    }

    private static List<String> ids(Optional<List<LinkDirection>> path) {
        return path.orElseThrow().stream().map(LinkDirection::linkId).toList();
    }
}
