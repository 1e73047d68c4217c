package io.cemfleet.path.constraint;

import static io.cemfleet.path.PathFixtures.ConstraintSpec.NOTHING;
import static org.assertj.core.api.Assertions.assertThat;

import io.cemfleet.a2a.contract.PathMetric;
import io.cemfleet.path.PathFixtures;
import io.cemfleet.path.constraint.PathConstraints.DisjointnessConstraint.DisjointnessLevel;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which links and routers a path may use. */
class EdgeAdmissionTest {
    private static final List<RelaxationStep> ALL = Arrays.asList(RelaxationStep.values());
    private final PathFinder finder = new PathFinder(PathFixtures.smallNetwork(), 10);

    @ParameterizedTest
    @CsvSource({
        // any, all, none of; bits; whether they hold
        "0, 0, 0, 5, true",
        "6, 0, 0, 4, true",
        "6, 0, 0, 8, false",
        "0, 6, 0, 7, true",
        "0, 6, 0, 4, false",
        "0, 0, 6, 8, true",
        "0, 0, 6, 4, false",
        "1, 2, 4, 3, true",
    })
    void affinitiesHoldByAnyAllAndNoneOfTheirBits(long any, long all, long none, long bits, boolean holds) {
        assertThat(new PathConstraints.AffinityMasks(any, all, none).holds(bits))
                .isEqualTo(holds);
    }

    private static PathConstraints disjoint(PathConstraints plain, DisjointnessLevel level, String... links) {
        return plain.with(new PathConstraints.DisjointnessConstraint(Set.of(links), level));
    }

    @Test
    void aPathApartFromALinkMayCrossItsRoutersAndOneApartFromTheRoutersMayNot() {
        // given links that leave only the way over Prague
        var plain =
                NOTHING.avoidingLinks("frankfurt-munich", "frankfurt-zurich").between("frankfurt", "vienna");
        // then
        assertThat(finder.best(disjoint(plain, DisjointnessLevel.LINK, "prague-vienna"))
                        .orElseThrow()
                        .computed()
                        .links())
                .containsExactly("frankfurt-prague", "prague-vienna-2");
        assertThat(finder.best(disjoint(plain, DisjointnessLevel.NODE, "prague-vienna")))
                .isEmpty();
        // and with routers given up it is apart from the links all the same
        var solved = (PathSolution.Solved)
                new RelaxingSolver(finder).solve(disjoint(plain, DisjointnessLevel.NODE, "prague-vienna"), ALL);
        assertThat(solved.relaxed()).containsExactly(RelaxationStep.NODES);
        assertThat(solved.held().disjoint().links()).containsExactly("prague-vienna");
        assertThat(solved.path().computed().links()).containsExactly("frankfurt-prague", "prague-vienna-2");
    }

    @Test
    void theEndsOfAPathAreNeverClosedByTheLinksItIsApartFrom() {
        var apart = disjoint(
                NOTHING.between("frankfurt", "vienna"), DisjointnessLevel.NODE, "frankfurt-prague", "prague-vienna");

        assertThat(finder.best(apart).orElseThrow().computed().nodes())
                .containsExactly("frankfurt", "munich", "vienna");
    }

    @Test
    void riskGroupsOfTheLinksAreGivenUpBeforeTheLinks() {
        // given no way to Zurich from Munich without group 104 or 106
        var plain = NOTHING.avoidingLinks("munich-vienna").between("munich", "zurich");
        var apart = disjoint(plain, DisjointnessLevel.SRLG, "munich-zurich");
        // when
        var solved = (PathSolution.Solved) new RelaxingSolver(finder)
                .solve(
                        apart.with(new PathConstraints.DisjointnessConstraint(
                                Set.of("munich-zurich", "prague-vienna"), DisjointnessLevel.SRLG)),
                        ALL);
        // then
        assertThat(solved.path().computed().links()).containsExactly("frankfurt-munich", "frankfurt-zurich");
    }

    @Test
    void eachStepConcernsOnlyRequestsThatSetItsConstraint() {
        var plain = NOTHING.within(Integer.MAX_VALUE, 0).between("frankfurt", "vienna", PathMetric.IGP);
        var all = NOTHING.avoidingNodes("prague")
                .avoidingSrlgs(101L)
                .withBandwidth(100)
                .between("frankfurt", "vienna");

        assertThat(ALL).noneMatch(step -> step.concerns(plain));
        assertThat(ALL).allMatch(step -> step.concerns(all));
        assertThat(RelaxationStep.SRLGS.concerns(disjoint(plain, DisjointnessLevel.SRLG, "a-b")))
                .isTrue();
        assertThat(RelaxationStep.NODES.concerns(disjoint(plain, DisjointnessLevel.NODE, "a-b")))
                .isTrue();
        assertThat(RelaxationStep.NODES.concerns(disjoint(plain, DisjointnessLevel.LINK, "a-b")))
                .isFalse();
        assertThat(RelaxationStep.BANDWIDTH_UNKNOWN.wire()).isEqualTo("bandwidth_unknown");
    }
}
