package io.cemfleet.restoration.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.cemfleet.a2a.contract.SlaTier;
import io.cemfleet.network.NetworkFixtures;
import io.cemfleet.network.topology.LinkDirection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Which traffic may return; each link carries 10 Gbit/s, and may be filled to 75 %. */
class ReturnCapacityTest {
    private static final LinkDirection PRAGUE = NetworkFixtures.direction("frankfurt-prague", "frankfurt");
    private static final LinkDirection MUNICH = NetworkFixtures.direction("frankfurt-munich", "frankfurt");
    private static final LinkDirection FIRST = NetworkFixtures.direction("prague-vienna", "prague");
    private static final LinkDirection SECOND = NetworkFixtures.direction("prague-vienna-2", "prague");
    private static final double LIMIT = 0.75;

    @Test
    void allThatFitsReturnsAtOnce() {
        List<ReturningFlow> flows = List.of(to(PRAGUE, "a", SlaTier.GOLD, 2000), to(PRAGUE, "b", SlaTier.GOLD, 2500));
        assertThat(ids(at(0.3, 0.3).part(flows))).containsExactly("a", "b");
        assertThat(at(0.3, 0.3).step(flows)).isEqualTo(Map.of("a", 75, "b", 75));
    }

    @Test
    void theHighestTierReturnsFirstAndTheRestStays() {
        List<ReturningFlow> flows =
                List.of(to(PRAGUE, "gold", SlaTier.GOLD, 3000), to(PRAGUE, "platinum", SlaTier.PLATINUM, 3000));
        assertThat(ids(at(0.3, 0.3).part(flows))).containsExactly("platinum");
        assertThat(at(0.3, 0.3).inTheWay(flows.getFirst(), flows.subList(1, 2))).containsExactly(PRAGUE);
    }

    @Test
    void withinATierTheMostServicesForTheLeastTrafficReturnFirst() {
        List<ReturningFlow> flows = List.of(
                to(PRAGUE, "big", SlaTier.GOLD, 3000),
                to(PRAGUE, "small", SlaTier.GOLD, 500),
                to(PRAGUE, "middle", SlaTier.GOLD, 1500));
        assertThat(ids(at(0.5, 0.3).part(flows))).containsExactlyInAnyOrder("small", "middle");
    }

    @Test
    void whatLeavesALinkMakesRoomOnIt() {
        // given two tunnels, each on the other's original link, both links at 60 %
        List<ReturningFlow> flows =
                List.of(swap(PRAGUE, MUNICH, "a", SlaTier.GOLD, 4000), swap(MUNICH, PRAGUE, "b", SlaTier.GOLD, 4000));
        ReturnCapacity capacity = at(0.6, 0.6);
        // then both return, in steps that fit whichever write comes first
        assertThat(ids(capacity.part(flows))).containsExactlyInAnyOrder("a", "b");
        assertThat(capacity.step(flows)).isEqualTo(Map.of("a", 75, "b", 75));
    }

    @Test
    void aSwapWithoutRoomForTheFirstStepWaits() {
        List<ReturningFlow> flows =
                List.of(swap(PRAGUE, MUNICH, "a", SlaTier.GOLD, 4000), swap(MUNICH, PRAGUE, "b", SlaTier.GOLD, 4000));
        assertThat(at(0.7, 0.7).part(flows)).isEmpty();
        assertThat(at(0.7, 0.7).inTheWay(flows.getFirst(), List.of())).containsExactly(PRAGUE);
    }

    @Test
    void oneThatFreesTheLinkGoesBeforeTheOneThatNeedsIt() {
        // given room for the first only, whose tunnel fills the original link of the second
        List<ReturningFlow> flows = List.of(
                swap(MUNICH, PRAGUE, "needs", SlaTier.PLATINUM, 2000),
                swap(PRAGUE, MUNICH, "frees", SlaTier.GOLD, 2000));
        ReturnCapacity capacity = at(0.3, 0.74);
        assertThat(ids(capacity.part(flows))).containsExactlyInAnyOrder("needs", "frees");
        assertThat(capacity.step(flows)).isEqualTo(Map.of("frees", 75));
    }

    @Test
    void unknownLoadIsNoRoom() {
        ReturnCapacity capacity = new ReturnCapacity(Map.of(MUNICH, 0.1), on -> LIMIT, ReturnCapacityTest::ladder);
        assertThat(capacity.part(List.of(to(PRAGUE, "a", SlaTier.GOLD, 1)))).isEmpty();
    }

    @Test
    void aLinkThatIsTooFullAlreadyGetsNoMore() {
        assertThat(at(0.9, 0.3).part(List.of(to(PRAGUE, "a", SlaTier.GOLD, 1)))).isEmpty();
    }

    @Test
    void whatParallelLinksCarryTogetherReturnsInStepsThatFitOneOfThem() {
        // given an even share that is too much for one of them: 0.58 and 0.21
        List<ReturningFlow> flows = List.of(spread("a", 4200));
        ReturnCapacity capacity = parallel(0.2, 0.58);
        // then a quarter may return, even if all of it is hashed to that one
        assertThat(ids(capacity.part(flows))).containsExactly("a");
        assertThat(capacity.step(flows)).isEqualTo(Map.of("a", 75));
    }

    @Test
    void aStepThatMayFillAParallelLinkWaits() {
        List<ReturningFlow> flows = List.of(spread("a", 4200));
        assertThat(parallel(0.2, 0.66).part(flows)).isEmpty();
        assertThat(parallel(0.2, 0.66).inTheWay(flows.getFirst(), List.of())).containsExactly(SECOND);
        assertThat(parallel(0.2, 0.66).step(flows)).isEmpty();
    }

    @Test
    void aFullParallelLinkIsNotHiddenByItsSibling() {
        assertThat(parallel(0.0, 0.76).part(List.of(spread("a", 10)))).isEmpty();
        // and neither is one that fills by what takes no other
        List<ReturningFlow> flows = List.of(spread("a", 2000), to(SECOND, "pinned", SlaTier.PLATINUM, 3000));
        assertThat(ids(parallel(0.0, 0.5).part(flows))).containsExactly("a");
    }

    @Test
    void whatParallelLinksCannotCarryTogetherStays() {
        assertThat(parallel(0.6, 0.7).part(List.of(spread("a", 2100)))).isEmpty();
    }

    @Test
    void noReturnFillsAParallelLinkHoweverRoutersHashItsFlows() {
        Random random = new Random(11);
        int returned = 0;
        for (int round = 0; round < 2000; round++) {
            // given
            ReturningFlow flow = spread("a", random.nextInt(6000));
            double[] used = {random.nextDouble(), random.nextDouble()};
            double first = random.nextDouble();
            boolean uneven = !fitsEvenly(used, flow);
            List<ReturningFlow> left = parallel(used[0], used[1]).part(List.of(flow));
            // when
            while (!left.isEmpty()) {
                Map<String, Integer> moves = parallel(used[0], used[1]).step(left);
                if (moves.isEmpty()) {
                    break;
                }
                boolean guarded = !fitsEvenly(used, left.getFirst());
                int next = moves.getOrDefault("a", 100);
                double arriving = left.getFirst().leaving(next) / 10_000;
                used[0] += first * arriving;
                used[1] += (1 - first) * arriving;
                // then
                if (guarded) {
                    assertThat(Math.max(used[0], used[1])).isLessThanOrEqualTo(LIMIT + 1e-6);
                }
                left = next == 0 ? List.of() : List.of(left.getFirst().at(next));
                returned += uneven && next == 0 ? 1 : 0;
            }
        }
        // and what even shares would have kept away returns
        assertThat(returned).isGreaterThan(25);
    }

    private static boolean fitsEvenly(double[] used, ReturningFlow flow) {
        return Math.max(used[0], used[1]) + flow.leaving(0) / 20_000 <= LIMIT;
    }

    @Test
    void noStepOfAnyReturnExceedsTheLimitInAnyOrderOfItsWrites() {
        Random random = new Random(7);
        for (int round = 0; round < 500; round++) {
            // given
            List<ReturningFlow> flows = new ArrayList<>();
            for (int i = 0; i < 1 + random.nextInt(8); i++) {
                boolean prague = random.nextBoolean();
                flows.add(swap(
                        prague ? PRAGUE : MUNICH,
                        prague ? MUNICH : PRAGUE,
                        "t" + i,
                        SlaTier.values()[random.nextInt(4)],
                        random.nextInt(3000)));
            }
            Map<LinkDirection, Double> used =
                    new HashMap<>(Map.of(PRAGUE, random.nextDouble(), MUNICH, random.nextDouble()));
            List<ReturningFlow> left = new ReturnCapacity(used, on -> LIMIT, ReturnCapacityTest::ladder).part(flows);
            // when
            while (!left.isEmpty()) {
                Map<String, Integer> moves =
                        new ReturnCapacity(used, on -> LIMIT, ReturnCapacityTest::ladder).step(left);
                assertThat(moves).as("round %s is stuck", round).isNotEmpty();
                List<ReturningFlow> then = new ArrayList<>();
                Map<LinkDirection, Double> arrived = new HashMap<>();
                for (ReturningFlow flow : left) {
                    int next = moves.getOrDefault(flow.tunnelId(), flow.weight());
                    flow.change().forEach((on, share) -> {
                        double more = share * flow.leaving(next) / 10_000;
                        arrived.merge(on, Math.max(0, more), Double::sum);
                        used.merge(on, more, Double::sum);
                    });
                    if (next > 0) {
                        then.add(flow.at(next));
                    }
                }
                // then
                arrived.forEach((on, more) -> {
                    if (more > 0) {
                        assertThat(used.get(on)).isLessThanOrEqualTo(LIMIT + 1e-6);
                    }
                });
                left = then;
            }
        }
    }

    private static ReturnCapacity at(double prague, double munich) {
        return new ReturnCapacity(Map.of(PRAGUE, prague, MUNICH, munich), on -> LIMIT, ReturnCapacityTest::ladder);
    }

    private static ReturnCapacity parallel(double first, double second) {
        return new ReturnCapacity(Map.of(FIRST, first, SECOND, second), on -> LIMIT, ReturnCapacityTest::ladder);
    }

    private static ReturningFlow spread(String tunnel, double mbps) {
        return new ReturningFlow(tunnel, SlaTier.GOLD, 1, mbps, 100, Map.of(FIRST, 0.5, SECOND, 0.5));
    }

    private static List<Integer> ladder(int weight) {
        return List.of(75, 50, 25, 0).stream()
                .filter(next -> next < weight)
                .limit(1)
                .toList();
    }

    private static ReturningFlow to(LinkDirection original, String tunnel, SlaTier tier, double mbps) {
        return new ReturningFlow(tunnel, tier, 1, mbps, 100, Map.of(original, 1.0));
    }

    private static ReturningFlow swap(
            LinkDirection original, LinkDirection protection, String tunnel, SlaTier tier, double mbps) {
        return new ReturningFlow(tunnel, tier, 1, mbps, 100, Map.of(original, 1.0, protection, -1.0));
    }

    private static List<String> ids(List<ReturningFlow> flows) {
        return flows.stream().map(ReturningFlow::tunnelId).toList();
    }
}
