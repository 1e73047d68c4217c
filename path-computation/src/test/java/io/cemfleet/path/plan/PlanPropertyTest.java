package io.cemfleet.path.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.cemfleet.a2a.contract.SlaTier;
import io.cemfleet.network.topology.LinkDirection;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Plans on small random networks, against plain references that share no code with the planner. */
@Tag("many-rounds")
class PlanPropertyTest {

    private static final double THRESHOLD = 0.8;
    private static final double NEGLIGIBLE = 1e-6;

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 150);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void noDirectionIsFilledBeyondItsThresholdAndNoFullOneTakesMore(long seed) {
        // given
        var plain = ReferenceNetwork.random(seed);
        // when
        var plan = plan(plain);
        // then
        var added = added(plain, plan);
        for (int edge = 0; edge < added.length; edge++) {
            if (plain.load(edge) > THRESHOLD * plain.capacity()) {
                assertThat(added[edge]).isCloseTo(0, within(NEGLIGIBLE));
            } else {
                assertThat(plain.load(edge) + added[edge])
                        .isLessThanOrEqualTo(THRESHOLD * plain.capacity() + NEGLIGIBLE);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void returningTrafficFillsNoDirectionFurtherThanItWouldWithoutThePlan(long seed) {
        // given
        var plain = ReferenceNetwork.random(seed);
        var back = new Random(seed)
                .doubles(plain.network().graph().edgeCount(), -3000, 4000)
                .map(mbps -> Math.max(0, mbps))
                .toArray();
        // when
        var plan = PlanFixtures.solver(Duration.ofSeconds(30))
                .solve(plain.network(), plain.demands(), returning(plain, back), false);
        // then
        var added = added(plain, plan);
        for (int edge = 0; edge < added.length; edge++) {
            double expected = plain.load(edge) + back[edge];
            if (expected > THRESHOLD * plain.capacity()) {
                assertThat(added[edge]).isCloseTo(0, within(NEGLIGIBLE));
            } else {
                assertThat(expected + added[edge]).isLessThanOrEqualTo(THRESHOLD * plain.capacity() + NEGLIGIBLE);
            }
        }
    }

    private static CommittedCapacity returning(ReferenceNetwork plain, double[] mbps) {
        var graph = plain.network().graph();
        var edges = IntStream.range(0, mbps.length).mapToObj(graph::direction).toList();
        return new CommittedCapacity(
                List.of(),
                List.of(new CapacityReservation(
                        "other",
                        new CapacityReservation.ReservationOwner("INC-2", "n1", "n2"),
                        edges.stream().map(LinkDirection::linkId).toList(),
                        edges.stream().map(LinkDirection::from).toList(),
                        Arrays.stream(mbps).boxed().toList(),
                        1)));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void thePredictedUtilisationIsThatOfAPlainSum(long seed) {
        // given
        var plain = ReferenceNetwork.random(seed);
        // when
        var plan = plan(plain);
        // then
        var added = added(plain, plan);
        for (var placed : plan) {
            if (placed.outcome() instanceof PlacementOutcome.Planned planned) {
                var edges = planned.solution().path().edges();
                var links = planned.prediction().links();
                for (int i = 0; i < edges.length; i++) {
                    assertThat(links.get(i).before()).isCloseTo(plain.load(edges[i]) / plain.capacity(), within(1e-6));
                    assertThat(links.get(i).after())
                            .isCloseTo((plain.load(edges[i]) + added[edges[i]]) / plain.capacity(), within(1e-5));
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everyAlternativeWouldFitInsteadOfThePath(long seed) {
        // given
        var plain = ReferenceNetwork.random(seed);
        // when
        var plan = plan(plain);
        // then
        var added = added(plain, plan);
        for (var placed : plan) {
            if (placed.outcome() instanceof PlacementOutcome.Planned planned) {
                int number = plain.number(placed.demand().key());
                var without = added.clone();
                add(plain, number, planned.solution().path().edges(), without, -1);
                for (var other : planned.alternatives()) {
                    assertThat(other.edges())
                            .isNotEqualTo(planned.solution().path().edges());
                    assertThat(plain.serves(number, other.edges())).isTrue();
                    assertThat(plain.fits(number, other.edges(), without)).isTrue();
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void noTierHasFewerThanAPlainGreedyPlanGivesIt(long seed) {
        // given
        var plain = ReferenceNetwork.random(seed);
        // when
        var placed = byTier(plain, keys(plan(plain)));
        // then: a second placement never harms a higher tier
        assertThat(Arrays.compare(placed, byTier(plain, plain.greedy()))).isGreaterThanOrEqualTo(0);
    }

    @Test
    void plansComeCloseToTheBestThatThereIs() {
        // given
        int placed = 0;
        int best = 0;
        for (long seed = 1; seed <= 150; seed++) {
            var plain = ReferenceNetwork.random(seed);
            // when
            placed += keys(plan(plain)).size();
            best += plain.mostPlaced();
        }
        // then
        assertThat(placed).isGreaterThanOrEqualTo((int) (0.97 * best));
    }

    private static List<PlacedDemand> plan(ReferenceNetwork plain) {
        return PlanFixtures.solver(Duration.ofSeconds(30))
                .solve(plain.network(), plain.demands(), CommittedCapacity.NONE, false);
    }

    private static List<Integer> keys(List<PlacedDemand> plan) {
        return plan.stream()
                .filter(placed -> placed.outcome() instanceof PlacementOutcome.Planned)
                .map(placed -> Integer.valueOf(placed.demand().key().substring(1)))
                .toList();
    }

    private static int[] byTier(ReferenceNetwork plain, List<Integer> placed) {
        var counts = new int[SlaTier.values().length];
        placed.forEach(
                number -> counts[plain.demands().get(number).promise().tier().ordinal()]++);
        return counts;
    }

    private static double[] added(ReferenceNetwork plain, List<PlacedDemand> plan) {
        var added = new double[plain.network().graph().edgeCount()];
        for (var placed : plan) {
            if (placed.outcome() instanceof PlacementOutcome.Planned planned) {
                add(
                        plain,
                        plain.number(placed.demand().key()),
                        planned.solution().path().edges(),
                        added,
                        1);
            }
        }
        return added;
    }

    private static void add(ReferenceNetwork plain, int number, int[] path, double[] added, int sign) {
        for (int edge : path) {
            added[edge] += sign * plain.adds(number, edge);
        }
    }
}
