package io.cemfleet.path.plan;

import static io.cemfleet.path.PathFixtures.ConstraintSpec.NOTHING;
import static io.cemfleet.path.PathFixtures.want;
import static org.assertj.core.api.Assertions.assertThat;

import io.cemfleet.a2a.contract.PlacementDecline.Reason;
import io.cemfleet.a2a.contract.SlaTier;
import io.cemfleet.path.PathFixtures;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PlanBudgetTest {

    private static final int PROTECTIONS = 20;

    @Test
    void whatThereIsNoTimeForIsDeclinedAndTheHighestTiersAreNot() {
        // given: equally many of bronze and platinum, bronze first in the request
        var demands = Stream.of(SlaTier.BRONZE, SlaTier.PLATINUM)
                .flatMap(tier -> IntStream.range(0, PROTECTIONS).mapToObj(i -> demand(tier, i)))
                .toList();
        // when the time is over somewhere in the second half of the searches
        var plan = solve(demands, usedAfter(PROTECTIONS + PROTECTIONS / 2));
        // then
        assertThat(plan).hasSize(2 * PROTECTIONS);
        assertThat(plan.subList(0, PROTECTIONS)).allSatisfy(placed -> {
            assertThat(placed.demand().promise().tier()).isEqualTo(SlaTier.PLATINUM);
            assertThat(placed.outcome()).isInstanceOf(PlacementOutcome.Planned.class);
        });
        assertThat(plan.getLast().outcome())
                .isInstanceOfSatisfying(
                        PlacementOutcome.Declined.class,
                        declined -> assertThat(declined.decline().reason()).isEqualTo(Reason.NO_TIME));
    }

    @Test
    void aSearchEndsOnceTheTimeIsOver() {
        // given: two SIDs do for no path, so that one candidate after the other is tried
        var deep = PathFixtures.network(PathFixtures.parallelChain(12).apply(2), 0.1);
        var asked = want(
                        "p",
                        NOTHING.avoidingLinks("n1-n13")
                                .within(Integer.MAX_VALUE, 0)
                                .between("n1", "n13"))
                .demand();
        var looked = new AtomicInteger();
        PlanFixtures.solver()
                .solve(deep, List.of(asked), CommittedCapacity.NONE, usedAfter(looked, Integer.MAX_VALUE), false);
        assertThat(looked).as("looks at the time where it does not end").hasValueGreaterThan(20);
        looked.set(0);
        // when the time is used up from the second check on
        var plan =
                PlanFixtures.solver().solve(deep, List.of(asked), CommittedCapacity.NONE, usedAfter(looked, 1), false);
        // then: each later search checks the time once and gives up
        assertThat(looked).hasValueLessThan(20);
        assertThat(plan.getFirst().outcome())
                .isInstanceOfSatisfying(
                        PlacementOutcome.Declined.class,
                        declined -> assertThat(declined.decline().reason()).isEqualTo(Reason.NO_TIME));
    }

    private static List<PlacedDemand> solve(List<PlacementDemand> demands, PlanBudget budget) {
        return PlanFixtures.solver().solve(PathFixtures.smallNetwork(), demands, CommittedCapacity.NONE, budget, false);
    }

    private static PlanBudget usedAfter(int looks) {
        return usedAfter(new AtomicInteger(), looks);
    }

    private static PlanBudget usedAfter(AtomicInteger looked, int looks) {
        return () -> looked.incrementAndGet() > looks;
    }

    private static PlacementDemand demand(SlaTier tier, int number) {
        return want(tier.wire() + number, NOTHING.between("frankfurt", "vienna"))
                .of(tier, 1)
                .mbps(1.0, null)
                .demand();
    }
}
