package io.cemfleet.path.constraint;

import static io.cemfleet.path.PathFixtures.ConstraintSpec.NOTHING;
import static org.assertj.core.api.Assertions.assertThat;

import io.cemfleet.a2a.contract.ComputedPath;
import io.cemfleet.a2a.contract.PathSegment;
import io.cemfleet.a2a.contract.SegmentType;
import io.cemfleet.a2a.contract.TeType;
import io.cemfleet.path.PathFixtures;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** The path from Frankfurt over Munich to Vienna, against what is asked of it now. */
class PathValidationTest {
    private static final List<String> NODES = List.of("frankfurt", "munich", "vienna");
    private static final List<String> LINKS = List.of("frankfurt-munich", "munich-vienna");
    private static final PathSegment TO_MUNICH = PathSegment.mpls(SegmentType.NODE, 16004, "munich", null);
    private static final PathSegment TO_VIENNA = PathSegment.mpls(SegmentType.NODE, 16003, "vienna", null);
    private static final ComputedPath PATH = path(NODES, LINKS, TO_MUNICH, TO_VIENNA);
    private static final PathConstraints PLAIN = NOTHING.between("frankfurt", "vienna");

    private static ComputedPath path(List<String> nodes, List<String> links, PathSegment... segments) {
        return new ComputedPath(nodes, links, List.of(segments), links.size(), 6.5, 20, 20, null, TeType.SR_MPLS);
    }

    private static List<String> violations(ComputedPath path, PathConstraints constraints) {
        return violations(PathFixtures.smallNetwork(), path, constraints);
    }

    private static List<String> violations(PathNetwork network, ComputedPath path, PathConstraints constraints) {
        return new PathValidation(new PathFinder(network, 10)).violations(path, constraints);
    }

    @Test
    void everyLinkThatAConstraintForbidsIsNamed() {
        assertThat(violations(PATH, PLAIN)).isEmpty();
        assertThat(violations(PATH, NOTHING.avoidingNodes("munich").between("frankfurt", "vienna")))
                .containsExactly("nodes: frankfurt-munich", "nodes: munich-vienna");
        assertThat(violations(PATH, NOTHING.avoidingNodes("vienna").between("frankfurt", "vienna")))
                .containsExactly("nodes: munich-vienna");
        assertThat(violations(PATH, NOTHING.avoidingSrlgs(105L).between("frankfurt", "vienna")))
                .containsExactly("srlgs: munich-vienna");
        assertThat(violations(
                        PATH,
                        PLAIN.with(new PathConstraints.DisjointnessConstraint(
                                Set.of("munich-vienna"),
                                PathConstraints.DisjointnessConstraint.DisjointnessLevel.LINK))))
                .containsExactly("disjoint_from: munich-vienna");
    }

    @Test
    void missingBandwidthIsNamedWithWhatIsLeft() {
        PathConstraints wide = NOTHING.withBandwidth(9001).between("frankfurt", "vienna");

        assertThat(violations(PATH, NOTHING.withBandwidth(9000).between("frankfurt", "vienna")))
                .isEmpty();
        assertThat(violations(PATH, wide))
                .containsExactly(
                        "min_bandwidth_mbps: frankfurt-munich has 9000 left",
                        "min_bandwidth_mbps: munich-vienna has 9000 left");
        var unknown = PathFixtures.network(PathFixtures.smallNetwork().topology(), Double.NaN);
        assertThat(violations(unknown, PATH, wide))
                .first()
                .isEqualTo("min_bandwidth_mbps: frankfurt-munich has an unknown load");
    }

    @Test
    void valuesAtTheirLimitsHold() {
        assertThat(violations(PATH, NOTHING.within(2, 6.5).between("frankfurt", "vienna")))
                .isEmpty();
        assertThat(violations(PATH, NOTHING.within(2, 6.499).between("frankfurt", "vienna")))
                .containsExactly("max_delay_ms: 6.500 ms");
        assertThat(violations(PATH, NOTHING.within(1, 0).between("frankfurt", "vienna")))
                .containsExactly("max_hops: 2 hops");
    }

    @Test
    void aLinkWithAForbiddenAffinityIsNamed() {
        var topology = PathFixtures.changed(
                UnaryOperator.identity(),
                direction -> PathFixtures.withAffinities(direction, Map.of("frankfurt-munich", 8L)));
        var asked = new PathConstraints(
                PLAIN.ends(),
                PLAIN.avoid(),
                PLAIN.limits(),
                new PathConstraints.AffinityMasks(0, 0, 8),
                PLAIN.disjoint(),
                PLAIN.aim());

        assertThat(violations(PathFixtures.network(topology, 0.1), PATH, asked))
                .containsExactly("affinities: frankfurt-munich");
    }

    @Test
    void aPathMustLeadFromEndToEndOverLinksThatAreThere() {
        assertThat(violations(path(List.of("frankfurt", "vienna"), LINKS), PLAIN))
                .containsExactly("path: 2 nodes do not fit 2 links");
        assertThat(violations(PATH, NOTHING.between("frankfurt", "zurich")))
                .containsExactly("path: does not lead from frankfurt to zurich");
        assertThat(violations(PATH, NOTHING.between("prague", "vienna")))
                .containsExactly("path: does not lead from prague to vienna");
        assertThat(violations(path(NODES, List.of("frankfurt-munich", "munich-berlin")), PLAIN))
                .containsExactly("topology: munich-berlin from munich to vienna is not there");
        assertThat(violations(path(NODES, List.of("frankfurt-munich", "munich-zurich")), PLAIN))
                .containsExactly("topology: munich-zurich from munich to vienna is not there");
    }

    @Test
    void aSegmentListMustFitTheHeadEndAndPinThePath() {
        // given
        var shallow = PathFixtures.network(
                PathFixtures.changed(router -> PathFixtures.withMsd(router, 1), UnaryOperator.identity()), 0.1);
        // then
        assertThat(violations(shallow, PATH, PLAIN)).containsExactly("msd: 2 segments, frankfurt takes 1");
        assertThat(violations(path(NODES, LINKS, TO_VIENNA), PLAIN))
                .singleElement()
                .asString()
                .startsWith("segment_list: splits over");
        assertThat(violations(
                        path(NODES, LINKS, PathSegment.mpls(SegmentType.NODE, 16005, "zurich", null), TO_VIENNA),
                        PLAIN))
                .containsExactly(
                        "segment_list: leads over [frankfurt-munich, munich-zurich, munich-zurich, munich-vienna]");
        assertThat(violations(path(NODES, LINKS, PathSegment.mpls(SegmentType.NODE, 17000, "x", null)), PLAIN))
                .containsExactly("segment_list: SID 17000 means nothing at frankfurt");
        // and where no list is needed, none is checked
        var without = new PathConstraints(
                PLAIN.ends(),
                PLAIN.avoid(),
                PLAIN.limits().withoutMsd(),
                PLAIN.affinity(),
                PLAIN.disjoint(),
                PLAIN.aim());
        assertThat(violations(shallow, path(NODES, LINKS), without)).isEmpty();
    }

    @Test
    void nothingOfAnEarlierPathIsReportedAgain() {
        var validation = new PathValidation(new PathFinder(PathFixtures.smallNetwork(), 10));
        assertThat(validation.violations(PATH, NOTHING.within(1, 0).between("frankfurt", "vienna")))
                .isNotEmpty();

        assertThat(validation.violations(PATH, PLAIN)).isEmpty();
    }
}
