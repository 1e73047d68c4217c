package io.cemfleet.path.plan;

import static io.cemfleet.path.PathFixtures.ConstraintSpec.NOTHING;
import static io.cemfleet.path.PathFixtures.want;
import static io.cemfleet.path.plan.PlanFixtures.declined;
import static io.cemfleet.path.plan.PlanFixtures.links;
import static io.cemfleet.path.plan.PlanFixtures.placedKeys;
import static io.cemfleet.path.plan.PlanFixtures.plan;
import static io.cemfleet.path.plan.PlanFixtures.planned;
import static io.cemfleet.path.plan.PlanFixtures.solver;
import static org.assertj.core.api.Assertions.assertThat;

import io.cemfleet.a2a.contract.ComputePlan;
import io.cemfleet.a2a.contract.PathMetric;
import io.cemfleet.a2a.contract.PlacementDecline.Reason;
import io.cemfleet.a2a.contract.SlaLimits;
import io.cemfleet.a2a.contract.SlaTier;
import io.cemfleet.network.NetworkFixtures;
import io.cemfleet.path.PathFixtures;
import io.cemfleet.path.constraint.PathConstraints;
import io.cemfleet.path.constraint.PathNetwork;
import io.cemfleet.path.constraint.RelaxationStep;
import io.cemfleet.path.graph.EdgeMeasurements;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** On the small network: every link has 10,000 Mbit/s, of which 8,000 may be filled and 1,000 are. */
class PlanSolverTest {

    private static final PathConstraints ANY_WAY = NOTHING.between("frankfurt", "vienna");
    private static final PathConstraints NOT_OVER_MUNICH =
            NOTHING.avoidingLinks("munich-vienna").between("frankfurt", "vienna");
    private final PathNetwork network = PathFixtures.smallNetwork();

    @Test
    void theHigherTierIsPlacedAndWithinATierTheMostServicesPerMbps() {
        // given: one path is left, with 7,000 on it
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
    void aLossyLinkIsAvoidedThoughItsPathIsShorter() {
        var lossy = PathFixtures.network(
                NetworkFixtures.topology(),
                d -> d.linkId().equals("frankfurt-munich")
                        ? new EdgeMeasurements(d.delayMs(), 0.1, 1.0, 10_000.0, 0.1)
                        : PathFixtures.figures(d, 0.1));
        assertThat(links(plan(lossy, want("p", ANY_WAY)))).startsWith("frankfurt-prague");
    }

    @Test
    void aPathOutsideTheSlaIsUsedOnlyWhereItIsBetterThanNow() {
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
    void withoutAnSlaAPathMustBeBetterInOneValueAndWorseInNone() {
        // given: the path over Prague takes 0.5 ms more
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
    void trafficOverAMissingLinkIsLostSoThatAnyPathIsBetter() {
        var limits = new SlaLimits(1, 10, 0.1);
        var planned =
                planned(plan(network, want("p", ANY_WAY, "frankfurt-berlin").promised(limits)));
        assertThat(planned.prediction().before().lossPct()).isEqualTo(100);
        assertThat(planned.prediction().before().latencyMs()).isNull();
    }

    @Test
    void unmeasuredValuesArePredictedAsUnknown() {
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
        // given: two protections that fill both paths
        var plan = solver().solve(
                        network,
                        List.of(
                                want("a", ANY_WAY).mbps(7000.0, null).demand(),
                                want("b", ANY_WAY).mbps(6000.0, null).demand()),
                        CommittedCapacity.NONE,
                        false);
        // then: the other's path is never offered, only the remaining one
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
    void aProtectionMovesWhereAnotherFitsThereby() {
        // given: the first takes the shorter path over Munich, which is the second one's only path
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
    void aProtectionNeverMovesOutOfItsSlaForAnother() {
        // given: the first is within its SLA over Munich alone, where the second has its only path
        var first = want("a", ANY_WAY, "frankfurt-zurich", "munich-zurich", "munich-vienna")
                .promised(new SlaLimits(6.6, 10, 0.1))
                .mbps(4000.0, null);
        var second = want(
                        "b",
                        NOTHING.avoidingLinks("frankfurt-prague", "frankfurt-zurich")
                                .between("frankfurt", "vienna"))
                .mbps(4500.0, null);
        // when
        var plan = solver().solve(network, List.of(first.demand(), second.demand()), CommittedCapacity.NONE, false);
        // then
        assertThat(placedKeys(plan)).containsExactly("a");
        assertThat(links(plan.getFirst())).startsWith("frankfurt-munich");
    }

    @Test
    void aTunnelIsComparedWithTheWayItsTrafficWouldTake() {
        // given
        var ends = ANY_WAY.ends();
        var overPrague = List.of("frankfurt-prague", "prague-vienna");
        var overMunich = List.of("frankfurt-munich", "munich-vienna");
        // when
        var both = TunnelComparison.of(network, ends, new ComputePlan.HeldTunnel(overPrague, overMunich));
        var cut =
                TunnelComparison.of(network, ends, new ComputePlan.HeldTunnel(overMunich, List.of("frankfurt-berlin")));
        // then
        assertThat(both.tunnel().latencyMs()).isEqualTo(7.0);
        assertThat(both.original().latencyMs()).isEqualTo(6.5);
        // and where a link of the original path is gone, with the IGP's present way
        assertThat(cut.original().latencyMs()).isEqualTo(7.0);
    }

    @Test
    void theConstraintThatLeavesNoPathIsNamed() {
        var asked = NOTHING.avoidingLinks("frankfurt-munich", "frankfurt-prague", "frankfurt-zurich")
                .between("frankfurt", "vienna", PathMetric.DELAY);
        var declined = declined(plan(network, want("p", asked)));
        assertThat(declined.decline().reason()).isEqualTo(Reason.NO_PATH);
        assertThat(declined.decline().links()).contains("frankfurt-munich");
    }
}
