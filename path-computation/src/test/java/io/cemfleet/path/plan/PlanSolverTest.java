package io.cemfleet.path.plan;

import static io.cemfleet.path.PathFixtures.ConstraintSpec.NOTHING;
import static io.cemfleet.path.PathFixtures.want;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.cemfleet.a2a.contract.PathMetric;
import io.cemfleet.a2a.contract.PlacementDecline.Reason;
import io.cemfleet.a2a.contract.SlaLimits;
import io.cemfleet.a2a.contract.SlaTier;
import io.cemfleet.network.NetworkFixtures;
import io.cemfleet.path.PathFixtures;
import io.cemfleet.path.PathSettings;
import io.cemfleet.path.constraint.PathConstraints;
import io.cemfleet.path.constraint.PathNetwork;
import io.cemfleet.path.constraint.RelaxationStep;
import io.cemfleet.path.graph.EdgeMeasurements;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** On the small network: every link has 10,000 Mbit/s, of which 8,000 may be filled and 1,000 are. */
class PlanSolverTest {

    private static final PathConstraints ANY_WAY = NOTHING.between("frankfurt", "vienna");
    private static final PathConstraints NOT_OVER_MUNICH =
            NOTHING.avoidingLinks("munich-vienna").between("frankfurt", "vienna");

    private final PathNetwork network = PathFixtures.smallNetwork();

    @Test
    void whatFillsALinkToItsThresholdIsPlacedAndNothingMore() {
        assertThat(links(plan(network, want("p", ANY_WAY).mbps(7000.0, null))))
                .containsExactly("frankfurt-munich", "munich-vienna");
        var declined = declined(plan(network, want("p", ANY_WAY).mbps(7001.0, null)));
        assertThat(declined.decline().reason()).isEqualTo(Reason.NO_ROOM);
        assertThat(declined.decline().links()).containsExactly("frankfurt-munich", "munich-vienna");
        assertThat(declined.decline().remedy())
                .contains("1 Mbit/s more on munich-vienna from munich", "moving", "allow_overload");
        assertThat(declined.solution().cheapestRelaxation()).isEqualTo("min_bandwidth_mbps=7000");
    }

    @Test
    void whatDemandsMayDriftByUntilTheyAreMeasuredStaysFree() {
        // given
        var careful = solver(Duration.ofSeconds(5), 0.02);
        // when
        var fits = List.of(want("p", ANY_WAY).mbps(6800.0, null).demand());
        var fills = List.of(want("p", ANY_WAY).mbps(6801.0, null).demand());
        // then: 200 of the 8,000 Mbit/s stay free, and people still read the threshold
        var placed = planned(
                careful.solve(network, fits, CommittedCapacity.NONE, false).getFirst());
        assertThat(placed.prediction().links().getFirst().threshold()).isEqualTo(0.8);
        assertThat(declined(careful.solve(network, fills, CommittedCapacity.NONE, false)
                                .getFirst())
                        .decline()
                        .reason())
                .isEqualTo(Reason.NO_ROOM);
    }

    @Test
    void aDirectionAboveItsThresholdTakesNothingMoreHoweverLittle() {
        var full = PathFixtures.network(NetworkFixtures.topology(), 0.81);
        assertThat(declined(plan(full, want("p", ANY_WAY).mbps(0.0, null)))
                        .decline()
                        .reason())
                .isEqualTo(Reason.NO_ROOM);
    }

    @Test
    void trafficMayStayOnAFullLinkThatItIsOnAlready() {
        // given: the way out of Zurich is over Munich, which is full, and the traffic is on it
        var asked = NOTHING.avoidingLinks("munich-vienna", "frankfurt-zurich").between("zurich", "vienna");
        var full = loaded(Map.of("munich-zurich", 0.9));
        // when
        var planned = planned(plan(full, want("p", asked, "munich-zurich", "munich-vienna")));
        var stranger = plan(full, want("p", asked, "frankfurt-zurich", "frankfurt-munich", "munich-vienna"));
        // then
        assertThat(planned.loads()).containsExactly(0.0, 100.0, 100.0, 100.0);
        assertThat(planned.prediction().links().getFirst().after()).isEqualTo(0.9);
        assertThat(declined(stranger).decline().reason()).isEqualTo(Reason.NO_ROOM);
    }

    @Test
    void whatIsLostOnTheWayIsNotCountedAsLoadBehindTheLoss() {
        // given: half of the traffic is lost before Munich
        var lossy = PathFixtures.network(
                NetworkFixtures.topology(),
                d -> d.linkId().equals("munich-zurich")
                        ? new EdgeMeasurements(d.delayMs(), 0.1, 50.0, 10_000.0, 0.1)
                        : PathFixtures.figures(d, 0.1));
        var asked = NOTHING.avoidingLinks("munich-zurich").between("zurich", "vienna");
        // when
        var planned = planned(plan(lossy, want("p", asked, "munich-zurich", "munich-vienna")));
        // then
        assertThat(planned.solution().path().computed().links()).endsWith("munich-vienna");
        assertThat(planned.loads().getLast()).isEqualTo(50.0);
    }

    @Test
    void aDemandThatIsNotMeasuredCountsByItsBoundAndWithoutOneByTheSetting() {
        assertThat(mbps(want("p", ANY_WAY).mbps(30.0, 400.0))).isEqualTo(30);
        assertThat(mbps(want("p", ANY_WAY).mbps(null, 400.0))).isEqualTo(400);
        assertThat(mbps(want("p", ANY_WAY).mbps(null, null))).isEqualTo(1000);
    }

    @Test
    void theHigherTierIsPlacedAndWithinATierTheMostServicesPerMbps() {
        // given: one way is left, with 7,000 on it
        var plan = solver().solve(
                        network,
                        List.of(
                                want("bronze", NOT_OVER_MUNICH)
                                        .of(SlaTier.BRONZE, 50)
                                        .mbps(3500.0, null)
                                        .demand(),
                                want("few", NOT_OVER_MUNICH)
                                        .of(SlaTier.GOLD, 1)
                                        .mbps(3500.0, null)
                                        .demand(),
                                want("many", NOT_OVER_MUNICH)
                                        .of(SlaTier.GOLD, 9)
                                        .mbps(3500.0, null)
                                        .demand(),
                                want("platinum", NOT_OVER_MUNICH)
                                        .mbps(3500.0, null)
                                        .demand()),
                        CommittedCapacity.NONE,
                        false);
        // then
        assertThat(plan)
                .extracting(placed -> placed.demand().key())
                .containsExactly("platinum", "many", "few", "bronze");
        assertThat(placedKeys(plan)).containsExactly("platinum", "many");
        assertThat(declined(plan.get(3)).decline().remedy()).contains("gold 3500, platinum 3500");
    }

    @Test
    void aLossyLinkIsLeftOutThoughItsPathIsShorter() {
        var lossy = PathFixtures.network(
                NetworkFixtures.topology(),
                d -> d.linkId().equals("frankfurt-munich")
                        ? new EdgeMeasurements(d.delayMs(), 0.1, 1.0, 10_000.0, 0.1)
                        : PathFixtures.figures(d, 0.1));
        assertThat(links(plan(lossy, want("p", ANY_WAY)))).startsWith("frankfurt-prague");
    }

    @Test
    void aPathBeyondThePromiseIsTakenOnlyWhereItIsBetterThanNow() {
        // given: 6 ms are promised, the best path has 6.5
        var limits = new SlaLimits(6, 10, 0.1);
        // when the traffic has 9 ms now
        var worseNow = want("p", ANY_WAY, "frankfurt-zurich", "munich-zurich", "munich-vienna")
                .promised(limits);
        // and when it is on the best path
        var bestNow = want(
                        "p",
                        NOTHING.avoidingLinks("munich-vienna").between("frankfurt", "vienna"),
                        "frankfurt-munich",
                        "munich-vienna")
                .promised(limits);
        // then
        assertThat(links(plan(network, worseNow))).containsExactly("frankfurt-munich", "munich-vienna");
        var declined = declined(plan(network, bestNow));
        assertThat(declined.decline().reason()).isEqualTo(Reason.NOT_BETTER);
        assertThat(declined.decline().remedy()).contains("7.000 ms", "6.500 ms", "6.000 ms");
        assertThat(declined.solution().conflicting()).extracting(c -> c.wire()).containsExactly("sla_limits");
    }

    @Test
    void withoutAPromiseAPathMustBeBetterInSomethingAndWorseInNothing() {
        // given: the way over Prague takes 0.5 ms more
        var lossNow = Map.of("munich-vienna", 2.0);
        var asked = want("p", NOT_OVER_MUNICH, "frankfurt-munich", "munich-vienna");
        var network = PathFixtures.network(
                NetworkFixtures.topology(),
                d -> new EdgeMeasurements(d.delayMs(), 0.1, lossNow.getOrDefault(d.linkId(), 0.0), 10_000.0, 0.1));
        // then
        assertThat(declined(plan(network, asked.promised(null))).decline().reason())
                .isEqualTo(Reason.NOT_BETTER);
        assertThat(links(plan(network, asked))).startsWith("frankfurt-prague");
    }

    @Test
    void trafficOverALinkThatIsGoneIsLostAndAnythingIsBetter() {
        var limits = new SlaLimits(1, 10, 0.1);
        var planned =
                planned(plan(network, want("p", ANY_WAY, "frankfurt-berlin").promised(limits)));
        assertThat(planned.prediction().before().lossPct()).isEqualTo(100);
        assertThat(planned.prediction().before().latencyMs()).isNull();
    }

    @Test
    void whatIsNotMeasuredIsPredictedAsUnknown() {
        // given: no jitter, no loss, and no load on the only way
        var unknown = PathFixtures.network(
                NetworkFixtures.topology(), d -> new EdgeMeasurements(d.delayMs(), null, null, 10_000.0, null));
        // when
        var planned = planned(plan(unknown, want("p", ANY_WAY)));
        // then
        assertThat(planned.solution().relaxed()).containsExactly(RelaxationStep.BANDWIDTH_UNKNOWN);
        assertThat(planned.prediction().after().latencyMs()).isEqualTo(6.5);
        assertThat(planned.prediction().after().lossPct()).isNull();
        assertThat(planned.prediction().after().jitterMs()).isNull();
        assertThat(planned.prediction().links()).allSatisfy(link -> {
            assertThat(link.before()).isNull();
            assertThat(link.after()).isNull();
        });
    }

    @Test
    void anUnknownLoadIsJudgedByWhatIsReservedThereAndAnUnknownCapacityNever() {
        // given
        var noLoad = PathFixtures.network(NetworkFixtures.topology(), Double.NaN);
        var noCapacity = PathFixtures.network(
                NetworkFixtures.topology(), d -> new EdgeMeasurements(d.delayMs(), 0.1, 0.0, null, 0.1));
        // then
        assertThat(placedKeys(solver().solve(
                                noLoad,
                                List.of(
                                        want("a", NOT_OVER_MUNICH)
                                                .mbps(5000.0, null)
                                                .demand(),
                                        want("b", NOT_OVER_MUNICH)
                                                .mbps(5000.0, null)
                                                .demand()),
                                CommittedCapacity.NONE,
                                false)))
                .containsExactly("a");
        assertThat(declined(plan(noCapacity, want("p", ANY_WAY))).decline().remedy())
                .contains("unknown capacity");
    }

    @Test
    void overloadIsTakenOnlyWhereItIsAllowed() {
        // given
        var huge = want("p", ANY_WAY).mbps(18_000.0, null).demand();
        // when
        var placed = solver().solve(network, List.of(huge), CommittedCapacity.NONE, true)
                .getFirst();
        // then
        var planned = planned(placed);
        assertThat(planned.solution().relaxed()).containsExactly(RelaxationStep.BANDWIDTH);
        assertThat(planned.prediction().links().getFirst().after()).isCloseTo(1.9, within(1e-9));
        assertThat(planned.prediction().after().lossPct()).isGreaterThan(47);
    }

    @Test
    void alternativesDifferAndTheFirstSharesNoLink() {
        // when
        var planned = planned(plan(network, want("p", ANY_WAY)));
        // then
        var others = planned.alternatives().stream()
                .map(path -> path.computed().links())
                .toList();
        assertThat(others).hasSize(2).doesNotHaveDuplicates();
        assertThat(others.getFirst()).doesNotContain("frankfurt-munich", "munich-vienna");
        assertThat(planned.alternatives())
                .allSatisfy(path -> assertThat(path.segments()).isNotEmpty());
    }

    @Test
    void anAlternativeFitsBesideEverythingElseInThePlan() {
        // given: two that fill both ways
        var plan = solver().solve(
                        network,
                        List.of(
                                want("a", ANY_WAY).mbps(7000.0, null).demand(),
                                want("b", ANY_WAY).mbps(6000.0, null).demand()),
                        CommittedCapacity.NONE,
                        false);
        // then: the other's way is never offered, only what is left
        assertThat(links(plan.getFirst())).startsWith("frankfurt-munich");
        assertThat(links(plan.getLast())).startsWith("frankfurt-prague");
        assertThat(planned(plan.getFirst()).alternatives())
                .isNotEmpty()
                .allSatisfy(path -> assertThat(path.computed().links()).doesNotContain("frankfurt-prague"));
        assertThat(planned(plan.getLast()).alternatives())
                .isNotEmpty()
                .allSatisfy(path -> assertThat(path.computed().links()).doesNotContain("munich-vienna"));
    }

    @Test
    void aKeyGivesUpItsReservationWhenItIsPlacedAgainAndKeepsItWhenItIsNot() {
        // given: 7,000 are held for the key on the way over Prague
        var first = planned(plan(network, want("p", NOT_OVER_MUNICH).mbps(7000.0, null)));
        var held = new CommittedCapacity(List.of(CapacityReservation.of("INC-1", "p", first, 7000)), List.of());
        var other = want("q", NOT_OVER_MUNICH)
                .of(SlaTier.BRONZE, 1)
                .mbps(7000.0, null)
                .demand();
        // when it moves elsewhere
        var moved = solver().solve(
                        network,
                        List.of(
                                want(
                                                "p",
                                                NOTHING.avoidingLinks("frankfurt-prague")
                                                        .between("frankfurt", "vienna"))
                                        .mbps(7000.0, null)
                                        .demand(),
                                other),
                        held,
                        false);
        // and when there is no path for it
        var stuck = solver().solve(
                        network,
                        List.of(
                                want(
                                                "p",
                                                NOTHING.avoidingLinks("frankfurt-prague", "munich-vienna")
                                                        .between("frankfurt", "vienna"))
                                        .mbps(7000.0, null)
                                        .demand(),
                                other),
                        held,
                        false);
        // then
        assertThat(placedKeys(moved)).containsExactly("p", "q");
        assertThat(placedKeys(stuck)).isEmpty();
    }

    @Test
    void oneIsPlacedAgainWhereThisLetsAnotherFit() {
        // given: the first takes the shorter way over Munich, which is the only one of the second
        var first = want("a", ANY_WAY).mbps(4000.0, null);
        var second = want(
                        "b",
                        NOTHING.avoidingLinks("frankfurt-prague", "frankfurt-zurich")
                                .between("frankfurt", "vienna"))
                .mbps(4500.0, null);
        // when
        var plan = solver().solve(network, List.of(first.demand(), second.demand()), CommittedCapacity.NONE, false);
        var without = solver(Duration.ZERO)
                .solve(network, List.of(first.demand(), second.demand()), CommittedCapacity.NONE, false);
        // then
        assertThat(placedKeys(without)).hasSize(1);
        assertThat(placedKeys(plan)).containsExactly("a", "b");
        assertThat(links(plan.getFirst())).startsWith("frankfurt-prague");
    }

    @Test
    void whereTheNetworkHasNoWayTheConstraintIsNamed() {
        var asked = NOTHING.avoidingLinks("frankfurt-munich", "frankfurt-prague", "frankfurt-zurich")
                .between("frankfurt", "vienna", PathMetric.DELAY);
        var declined = declined(plan(network, want("p", asked)));
        assertThat(declined.decline().reason()).isEqualTo(Reason.NO_PATH);
        assertThat(declined.decline().links()).contains("frankfurt-munich");
    }

    static PlanSolver solver() {
        return solver(Duration.ofSeconds(5));
    }

    static PlanSolver solver(Duration improveWithin) {
        return solver(improveWithin, 0);
    }

    static PlanSolver solver(Duration improveWithin, double drift) {
        return new PlanSolver(
                new PathSettings.SearchSettings(PathMetric.DELAY, null, 5, 50, 10),
                new PathSettings.PlanSettings(
                        0.8,
                        drift,
                        1000,
                        Duration.ofSeconds(300),
                        Duration.ofDays(1),
                        Duration.ofSeconds(50),
                        improveWithin));
    }

    private static PlacedDemand plan(PathNetwork network, PathFixtures.DemandSpec want) {
        return solver().solve(network, List.of(want.demand()), CommittedCapacity.NONE, false)
                .getFirst();
    }

    private @Nullable Double mbps(PathFixtures.DemandSpec want) {
        return planned(plan(network, want)).prediction().demandMbps();
    }

    private static PlacementOutcome.Planned planned(PlacedDemand placed) {
        return (PlacementOutcome.Planned) placed.outcome();
    }

    private static PlacementOutcome.Declined declined(PlacedDemand placed) {
        return (PlacementOutcome.Declined) placed.outcome();
    }

    private static List<String> links(PlacedDemand placed) {
        return planned(placed).solution().path().computed().links();
    }

    private static List<String> placedKeys(List<PlacedDemand> plan) {
        return plan.stream()
                .filter(placed -> placed.outcome() instanceof PlacementOutcome.Planned)
                .map(placed -> placed.demand().key())
                .toList();
    }

    private static PathNetwork loaded(Map<String, Double> loads) {
        return PathFixtures.network(
                NetworkFixtures.topology(), d -> PathFixtures.figures(d, loads.getOrDefault(d.linkId(), 0.1)));
    }
}
