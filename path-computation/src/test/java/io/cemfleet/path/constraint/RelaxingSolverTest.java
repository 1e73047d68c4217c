package io.cemfleet.path.constraint;

import static io.cemfleet.path.PathFixtures.ConstraintSpec.NOTHING;
import static org.assertj.core.api.Assertions.assertThat;

import io.cemfleet.a2a.contract.PathMetric;
import io.cemfleet.path.PathFixtures;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class RelaxingSolverTest {

    private static final List<RelaxationStep> ALL = Arrays.asList(RelaxationStep.values());
    private static final List<RelaxationStep> NO_OVERLOAD = ALL.subList(0, 5);

    private final PathNetwork network = PathFixtures.smallNetwork();

    @Test
    void thePathWithTheLeastDelayWins() {
        var solved = solved(network, NOTHING.between("frankfurt", "vienna"));
        assertThat(solved.path().computed().links()).containsExactly("frankfurt-munich", "munich-vienna");
        assertThat(solved.path().computed().delayMs()).isEqualTo(6.5);
        assertThat(solved.path().computed().bottleneckMbps()).isEqualTo(9000.0);
        assertThat(solved.relaxed()).isEmpty();
    }

    @Test
    void riskGroupsAreGivenUpFirst() {
        var solved = solved(network, NOTHING.avoidingSrlgs(101L, 104L).between("frankfurt", "vienna"));
        assertThat(solved.relaxed()).containsExactly(RelaxationStep.SRLGS);
    }

    @Test
    void anUnnecessaryRelaxationIsRestored() {
        // given: only the hop limit prevents a path, the risk group is not nearby
        var asked = NOTHING.avoidingSrlgs(106L).within(1, 0).between("frankfurt", "vienna");
        // when
        var solved = solved(network, asked);
        // then
        assertThat(solved.relaxed()).containsExactly(RelaxationStep.HOPS);
    }

    @Test
    void avoidedNodesAreGivenUpButNeverTheDegradedLinks() {
        // given
        var asked = NOTHING.avoidingLinks("frankfurt-munich", "frankfurt-zurich")
                .avoidingNodes("prague")
                .between("frankfurt", "vienna");
        // when
        var solved = solved(network, asked);
        // then
        assertThat(solved.relaxed()).containsExactly(RelaxationStep.NODES);
        assertThat(solved.path().computed().nodes()).containsExactly("frankfurt", "prague", "vienna");
    }

    @Test
    void degradedLinksOnEveryWayLeaveNoPathAndNothingHelps() {
        // given
        var asked = NOTHING.avoidingLinks("frankfurt-munich", "frankfurt-zurich", "frankfurt-prague")
                .avoidingNodes("zurich")
                .between("frankfurt", "vienna");
        // when
        var unsolved = unsolved(network, asked);
        // then
        assertThat(unsolved.conflicting()).containsExactly(ConstraintKind.LINKS);
        assertThat(unsolved.cheapestRelaxation()).isNull();
    }

    @Test
    void aDelayBoundThatNothingHoldsIsExplainedWithTheNearestValue() {
        var unsolved = unsolved(network, NOTHING.within(10, 5).between("frankfurt", "vienna"));
        assertThat(unsolved.conflicting()).containsExactly(ConstraintKind.MAX_DELAY_MS);
        assertThat(unsolved.cheapestRelaxation()).isEqualTo("max_delay_ms=6.500");
    }

    @Test
    void twoConstraintsThatConflictOnlyTogetherAreBothNamed() {
        // given: 6.5 ms is possible over Munich alone
        var asked = NOTHING.avoidingLinks("frankfurt-munich").within(10, 6.6).between("frankfurt", "vienna");
        // when
        var unsolved = unsolved(network, asked);
        // then
        assertThat(unsolved.conflicting()).containsExactlyInAnyOrder(ConstraintKind.LINKS, ConstraintKind.MAX_DELAY_MS);
        assertThat(unsolved.cheapestRelaxation()).isEqualTo("max_delay_ms=7.000");
    }

    @Test
    void missingCapacityIsExplainedAndRelaxedOnlyWherePermitted() {
        // given
        var asked = NOTHING.withBandwidth(9500).between("frankfurt", "vienna");
        // when
        var without = (PathSolution.Unsolved) new RelaxingSolver(new PathFinder(network, 10)).solve(asked, NO_OVERLOAD);
        var with = solved(network, asked);
        // then
        assertThat(without.conflicting()).containsExactly(ConstraintKind.MIN_BANDWIDTH_MBPS);
        assertThat(without.cheapestRelaxation()).isEqualTo("min_bandwidth_mbps=9000");
        assertThat(with.relaxed()).containsExactly(RelaxationStep.BANDWIDTH);
    }

    @Test
    void anUnknownLoadNeverCountsAsAFreeLink() {
        // given
        var unknown = PathFixtures.network(network.topology(), Double.NaN);
        // when
        var solved = solved(unknown, NOTHING.withBandwidth(100).between("frankfurt", "vienna"));
        // then
        assertThat(solved.relaxed()).containsExactly(RelaxationStep.BANDWIDTH_UNKNOWN);
        assertThat(solved.path().computed().bottleneckMbps()).isNull();
    }

    @Test
    void aSegmentListIsNeverLongerThanTheHeadEndCanPush() {
        // given: every path to Vienna needs two segments
        var shallow = PathFixtures.network(
                PathFixtures.changed(router -> PathFixtures.withMsd(router, 1), UnaryOperator.identity()), 0.1);
        // when
        var unsolved = unsolved(shallow, NOTHING.between("frankfurt", "vienna"));
        var oneSegment = solved(shallow, NOTHING.between("frankfurt", "zurich"));
        // then
        assertThat(unsolved.conflicting()).containsExactly(ConstraintKind.MSD);
        assertThat(oneSegment.path().segments()).hasSize(1);
    }

    @Test
    void aLongPathTakesFewSegmentsWhereTheIgpAgrees() {
        // given: a ring of 36 routers, and the short direction is degraded
        var ring = PathFixtures.network(PathFixtures.ring(36), 0.1);
        // when
        var path = solved(
                        ring,
                        NOTHING.avoidingLinks("n1-n2")
                                .within(Integer.MAX_VALUE, 0)
                                .between("n1", "n2"))
                .path();
        // then: two node SIDs, since no router is farther than half the ring, and a third to get past the middle
        assertThat(path.edges()).hasSize(35);
        assertThat(path.segments()).hasSizeLessThanOrEqualTo(3);
    }

    @Test
    void pathsAreTriedBeyondTheFirstDozenWhereAllOfThemAreTooDeep() {
        // given: 32 fast paths over parallel links that the IGP avoids, each five SIDs deep, and a slow one of one SID
        var topology = PathFixtures.parallelChain(5);
        // when
        var shallow = PathFixtures.network(topology.apply(3), 0.1);
        var asked = NOTHING.within(Integer.MAX_VALUE, 0).between("n1", "n6");
        // then
        assertThat(solved(shallow, asked).relaxed()).isEmpty();
        assertThat(solved(shallow, asked).path().computed().links()).containsExactly("n1-n6");
        // and
        assertThat(unsolved(shallow, NOTHING.avoidingLinks("n1-n6").between("n1", "n6"))
                        .conflicting())
                .contains(ConstraintKind.MSD);
        assertThat(solved(PathFixtures.network(topology.apply(5), 0.1), asked)
                        .path()
                        .edges())
                .hasSize(5);
    }

    @Test
    void moreHopsThanAnIntegerHoldsAreNoLimit() {
        // given: one below the highest integer, and a delay that no path meets
        var asked = NOTHING.within(Integer.MAX_VALUE - 1, 0.001).between("frankfurt", "vienna");
        // when: the solver relaxes hops
        var unsolved = unsolved(network, asked);
        // then
        assertThat(unsolved.conflicting()).containsExactly(ConstraintKind.MAX_DELAY_MS);
        assertThat(RelaxationStep.HOPS.apply(asked).limits().maxHops()).isEqualTo(Integer.MAX_VALUE);
    }

    @Test
    void theIgpMetricIsUsedWhereItsPathNeedsFewerSegments() {
        // given: by delay the direct link, by IGP the path over Munich; the direct link has no adjacency SID
        var topology = PathFixtures.changed(
                UnaryOperator.identity(),
                direction -> direction.linkId().equals("frankfurt-zurich") ? withoutSid(direction) : direction);
        var asked = NOTHING.between("frankfurt", "zurich");
        // when
        var solved = solved(PathFixtures.network(topology, 0.1), asked);
        // then: the next best path by delay already fits, so that nothing is relaxed
        assertThat(solved.relaxed()).isEmpty();
        assertThat(solved.path().computed().links()).containsExactly("frankfurt-munich", "munich-zurich");
    }

    @Test
    void affinitiesHold() {
        // given: bit 3 on the path over Munich, bit 2 on the first parallel link
        var topology = PathFixtures.changed(
                UnaryOperator.identity(),
                direction ->
                        PathFixtures.withAffinities(direction, Map.of("frankfurt-munich", 8L, "prague-vienna", 4L)));
        var plain = NOTHING.between("frankfurt", "vienna");
        var asked = new PathConstraints(
                plain.ends(),
                plain.avoid(),
                plain.limits(),
                new PathConstraints.AffinityMasks(0, 0, 12),
                plain.disjoint(),
                plain.aim());
        // when
        var solved = solved(PathFixtures.network(topology, 0.1), asked);
        // then
        assertThat(solved.path().computed().links()).containsExactly("frankfurt-prague", "prague-vienna-2");
    }

    @Test
    void disjointnessByRiskGroupIncludesTheGroupsOfTheLinks() {
        // given: frankfurt-munich shares group 104 with frankfurt-zurich
        var plain = NOTHING.between("frankfurt", "zurich", PathMetric.IGP);
        var asked = plain.with(new PathConstraints.DisjointnessConstraint(
                Set.of("frankfurt-munich"), PathConstraints.DisjointnessConstraint.DisjointnessLevel.SRLG));
        // when
        var solved = solved(network, asked);
        // then
        assertThat(solved.path().computed().nodes())
                .containsExactly("frankfurt", "prague", "vienna", "munich", "zurich");
        assertThat(solved.relaxed()).isEmpty();
    }

    @Test
    void aPathThatHoldsIsValidAndOneOverADegradedLinkIsNot() {
        // given
        var asked = NOTHING.withBandwidth(100).between("frankfurt", "vienna");
        var path = solved(network, asked).path().computed();
        var check = new PathValidation(new PathFinder(network, 10));
        // then
        assertThat(check.violations(path, asked)).isEmpty();
        assertThat(check.violations(path, NOTHING.avoidingLinks("munich-vienna").between("frankfurt", "vienna")))
                .containsExactly("links: munich-vienna");
        assertThat(check.violations(path, NOTHING.within(1, 1).between("frankfurt", "vienna")))
                .containsExactly("max_hops: 2 hops", "max_delay_ms: 6.500 ms");
    }

    private static io.cemfleet.network.topology.LinkDirection withoutSid(io.cemfleet.network.topology.LinkDirection d) {
        var old = d.attributes();
        return new io.cemfleet.network.topology.LinkDirection(
                d.linkId(),
                d.source(),
                d.target(),
                d.cncLinkId(),
                new io.cemfleet.network.topology.LinkAttributes(
                        old.domain(),
                        old.igpMetric(),
                        old.teMetric(),
                        null,
                        old.capacityMbps(),
                        old.delayMs(),
                        old.srlgs(),
                        0));
    }

    private static PathSolution.Solved solved(PathNetwork network, PathConstraints constraints) {
        return (PathSolution.Solved) new RelaxingSolver(new PathFinder(network, 10)).solve(constraints, ALL);
    }

    private static PathSolution.Unsolved unsolved(PathNetwork network, PathConstraints constraints) {
        return (PathSolution.Unsolved) new RelaxingSolver(new PathFinder(network, 10)).solve(constraints, ALL);
    }
}
