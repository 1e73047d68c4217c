package io.cemfleet.path.constraint;

import static io.cemfleet.path.PathFixtures.ConstraintSpec.NOTHING;
import static org.assertj.core.api.Assertions.assertThat;

import io.cemfleet.a2a.contract.PathMetric;
import io.cemfleet.a2a.contract.TeType;
import io.cemfleet.network.topology.LinkAttributes;
import io.cemfleet.network.topology.LinkDirection;
import io.cemfleet.path.PathFixtures;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** The best path by each metric, and those after it. */
class PathFinderTest {
    private final PathNetwork network = PathFixtures.smallNetwork();
    private final PathFinder finder = new PathFinder(network, 10);

    private static List<String> best(PathFinder finder, PathMetric metric) {
        return finder.best(NOTHING.between("frankfurt", "zurich", metric))
                .orElseThrow()
                .computed()
                .links();
    }

    @Test
    void eachMetricHasABestPathOfItsOwn() {
        // given the direct link of 3 ms and metric 30, and over Munich 5.5 ms and metric 20, where TE prefers Prague
        var topology = PathFixtures.changed(
                UnaryOperator.identity(),
                direction -> direction.linkId().contains("prague")
                                || direction.linkId().equals("munich-vienna")
                        ? withTeMetric(direction, 1)
                        : withTeMetric(direction, 50));
        var all = new PathFinder(PathFixtures.network(topology, 0.1), 10);
        // then
        assertThat(best(all, PathMetric.DELAY)).containsExactly("frankfurt-zurich");
        assertThat(best(all, PathMetric.HOPS)).containsExactly("frankfurt-zurich");
        assertThat(best(all, PathMetric.IGP)).containsExactly("frankfurt-munich", "munich-zurich");
        assertThat(all.best(NOTHING.between("frankfurt", "munich", PathMetric.TE))
                        .orElseThrow()
                        .computed()
                        .nodes())
                .containsExactly("frankfurt", "prague", "vienna", "munich");
    }

    private static LinkDirection withTeMetric(LinkDirection direction, int metric) {
        LinkAttributes old = direction.attributes();
        return new LinkDirection(
                direction.linkId(),
                direction.source(),
                direction.target(),
                direction.cncLinkId(),
                new LinkAttributes(
                        old.domain(),
                        old.igpMetric(),
                        metric,
                        old.adjacencySid(),
                        old.capacityMbps(),
                        old.delayMs(),
                        old.srlgs(),
                        0));
    }

    @Test
    void alternativesFollowTheBestPathInOrderWithoutIt() {
        // given
        var asked = NOTHING.between("frankfurt", "vienna");
        var best = finder.best(asked).orElseThrow();
        // when
        var others = finder.alternatives(asked, best, 2);
        // then
        assertThat(others).hasSize(2).allSatisfy(path -> assertThat(Arrays.equals(path.edges(), best.edges()))
                .isFalse());
        assertThat(others.getFirst().delayMs()).isEqualTo(7.0);
        assertThat(finder.alternatives(asked, best, 0)).isEmpty();
        assertThat(finder.alternatives(NOTHING.between("frankfurt", "nowhere"), best, 2))
                .isEmpty();
    }

    @Test
    void aLinkThatTheQualityBarsIsOnNoPath() {
        int barred = network.graph().edge("frankfurt-munich", "frankfurt").orElseThrow();
        var strict = new PathFinder(network, 10, new PathQualityRule() {
            @Override
            public boolean bars(int edge) {
                return edge == barred;
            }

            @Override
            public boolean accepts(int[] path) {
                return true;
            }
        });

        assertThat(best(strict, PathMetric.IGP)).containsExactly("frankfurt-zurich");
    }

    @Test
    void onlySegmentListsOfMplsLabelsAreLimitedByTheSidDepth() {
        assertThat(PathFinder.needsSegments(TeType.SR_MPLS)).isTrue();
        assertThat(PathFinder.needsSegments(TeType.SRV6)).isFalse();
    }

    @Test
    void aHopLimitThatNothingMeetsIsExplainedWithTheFewestHops() {
        var unsolved = (PathSolution.Unsolved)
                new RelaxingSolver(finder).solve(NOTHING.within(1, 0).between("frankfurt", "vienna"), List.of());

        assertThat(unsolved.conflicting()).containsExactly(ConstraintKind.MAX_HOPS);
        assertThat(unsolved.cheapestRelaxation()).isEqualTo("max_hops=2");
    }

    @Test
    void whereOneConstraintIsNotEnoughAllThatMustGoAreNamed() {
        // given Prague as the only way, which is to be avoided, and more bandwidth than any link has
        var asked = NOTHING.avoidingLinks("frankfurt-munich", "frankfurt-zurich")
                .avoidingNodes("prague")
                .withBandwidth(20_000)
                .between("frankfurt", "vienna");
        // when
        var unsolved = (PathSolution.Unsolved) new RelaxingSolver(finder).solve(asked, List.of());
        // then
        assertThat(unsolved.conflicting()).containsExactly(ConstraintKind.MIN_BANDWIDTH_MBPS);
        assertThat(unsolved.cheapestRelaxation()).isEqualTo("min_bandwidth_mbps + nodes");
    }
}
