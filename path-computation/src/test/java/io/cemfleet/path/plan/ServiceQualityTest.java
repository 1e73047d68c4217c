package io.cemfleet.path.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.cemfleet.a2a.contract.SlaLimits;
import io.cemfleet.network.NetworkFixtures;
import io.cemfleet.path.PathFixtures;
import io.cemfleet.path.constraint.PathConstraints.PathEnds;
import io.cemfleet.path.constraint.PathNetwork;
import io.cemfleet.path.graph.EdgeMeasurements;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Which quality a path must have: within the SLA, else better than now. */
class ServiceQualityTest {
    private static final SlaLimits PROMISED = new SlaLimits(10, 5, 0.1);
    private static final PathEnds ENDS = new PathEnds("frankfurt", "vienna");

    private static PathNetwork network(@Nullable Double delay, @Nullable Double jitter, @Nullable Double loss) {
        return PathFixtures.network(
                NetworkFixtures.topology(), d -> new EdgeMeasurements(delay, jitter, loss, 10_000.0, 0.1));
    }

    /** Whether each rule, in the order of preference, accepts the path over Munich. */
    private static List<Boolean> accepted(PathNetwork network, @Nullable SlaLimits promised, PathQuality before) {
        int[] path = {edge(network, "frankfurt-munich", "frankfurt"), edge(network, "munich-vienna", "munich")};
        return ServiceQualityRule.of(network.state(), promised, before).stream()
                .map(rule -> rule.accepts(path))
                .toList();
    }

    private static int edge(PathNetwork network, String link, String from) {
        return network.graph().edge(link, from).orElseThrow();
    }

    @Test
    void aPathWithinTheSlaIsGoodEnoughWhateverIsMetNow() {
        assertThat(accepted(network(5.0, 2.5, 0.04), PROMISED, new PathQuality(1.0, 0.1, 0.0)))
                .containsExactly(true, false);
        assertThat(accepted(network(5.1, 2.5, 0.04), PROMISED, new PathQuality(1.0, 0.1, 0.0)))
                .containsExactly(false, false);
    }

    @Test
    void outsideTheSlaAPathIsBetterInOneValueAndWorseInNone() {
        assertThat(accepted(network(6.0, 0.1, 0.0), PROMISED, new PathQuality(12.1, 0.2, 0.0)))
                .containsExactly(false, true);
        assertThat(accepted(network(6.0, 0.1, 0.0), PROMISED, new PathQuality(12.0, 0.2, 0.0)))
                .containsExactly(false, false);
        assertThat(accepted(network(6.0, 3.0, 0.0), PROMISED, new PathQuality(13.0, 5.5, 0.0)))
                .containsExactly(false, false);
    }

    @Test
    void aLimitOfZeroIsNoneAndAnSlaOfZerosIsUnknown() {
        assertThat(accepted(network(500.0, 2.5, 0.0), new SlaLimits(0, 5, 0.1), PathQuality.UNKNOWN))
                .startsWith(true);
        assertThat(accepted(network(5.0, 500.0, 0.0), new SlaLimits(10, 0, 0.1), PathQuality.UNKNOWN))
                .startsWith(true);
        assertThat(accepted(network(5.0, 1.0, 0.1), new SlaLimits(10, 5, 0), PathQuality.UNKNOWN))
                .startsWith(false);
        assertThat(accepted(network(5.0, 1.0, 0.0), new SlaLimits(0, 0, 0), PathQuality.UNKNOWN))
                .containsExactly(false);
        assertThat(accepted(network(5.0, 1.0, 0.0), null, new PathQuality(10.1, 2.0, 0.0)))
                .containsExactly(true);
    }

    @Test
    void anythingKnownIsBetterThanLostTrafficAndNothingKnownIsNever() {
        assertThat(accepted(network(500.0, 50.0, 3.0), null, PathQuality.LOST)).containsExactly(true);
        assertThat(accepted(network(5.0, 1.0, 100.0), null, PathQuality.LOST)).containsExactly(false);
        assertThat(accepted(network(null, null, null), PROMISED, PathQuality.LOST))
                .containsExactly(false, false);
    }

    @Test
    void aLinkThatBreaksTheLimitsByItselfIsBarred() {
        PathNetwork network = network(10.1, 1.0, 0.0);
        ServiceQualityRule within = ServiceQualityRule.of(network.state(), PROMISED, PathQuality.UNKNOWN)
                .getFirst();

        assertThat(within.bars(0)).isTrue();
        assertThat(within.maxDelayMs()).isEqualTo(10.0);
        assertThat(ServiceQualityRule.of(network.state(), new SlaLimits(0, 5, 1), PathQuality.UNKNOWN)
                        .getFirst()
                        .maxDelayMs())
                .isNull();
    }

    @Test
    void delayAndJitterAddUpAndLossesCompound() {
        PathNetwork network = network(5.0, 1.0, 50.0);
        PathQuality along = PathQuality.along(network.state(), new int[] {0, 1});

        assertThat(along).isEqualTo(new PathQuality(10.0, 2.0, 75.0));
        assertThat(along.withLoss(50).lossPct()).isCloseTo(87.5, within(1e-9));
        assertThat(PathQuality.UNKNOWN.withLoss(50).lossPct()).isNull();
        assertThat(along.worst(new PathQuality(11.0, 1.0, null))).isEqualTo(new PathQuality(11.0, 2.0, null));
        assertThat(new PathQuality(6.123456, null, 0.0).sla().latencyMs()).isEqualTo(6.1235);
    }

    @Test
    void onlyEdgesThatAllTrafficCrossesHaveItInTheirLoad() {
        // given traffic over both parallel links behind Prague
        PathNetwork network = PathFixtures.smallNetwork();
        var links =
                List.of("frankfurt-prague", "prague-vienna", "frankfurt-munich", "munich-vienna", "prague-vienna-2");
        // when
        CurrentTraffic everywhere = CurrentTraffic.of(network, ENDS, links);
        CurrentTraffic overMunich = CurrentTraffic.of(network, ENDS, List.of("frankfurt-munich", "munich-vienna"));
        // then
        assertThat(everywhere.shares()).isEmpty();
        assertThat(everywhere.met().latencyMs()).isEqualTo(7.0);
        assertThat(overMunich.shares())
                .containsEntry(edge(network, "frankfurt-munich", "frankfurt"), 1.0)
                .containsEntry(edge(network, "munich-vienna", "munich"), 1.0);
        assertThat(overMunich.met().latencyMs()).isEqualTo(6.5);
    }

    @Test
    void whereTheSplitIsUnknownNothingIsAndAMissingLinkLosesAll() {
        PathNetwork network = PathFixtures.smallNetwork();

        assertThat(CurrentTraffic.of(network, ENDS, List.of("frankfurt-prague", "munich-vienna"))
                        .met())
                .isEqualTo(PathQuality.UNKNOWN);
        assertThat(CurrentTraffic.of(network, ENDS, List.of("frankfurt-berlin")).met())
                .isEqualTo(PathQuality.LOST);
        // and of the original path each direction may carry it all
        assertThat(OriginalTrafficSplit.shares(network.routes(), ENDS, List.of("frankfurt-prague", "munich-vienna")))
                .hasSize(4)
                .allSatisfy((direction, share) -> assertThat(share).isEqualTo(1.0));
    }

    @Test
    void aProtectionKeyNamesItsColourOrNone() {
        assertThat(CapacityReservation.color("frankfurt>prague/100/sr-mpls")).hasValue(100);
        assertThat(CapacityReservation.color("frankfurt>prague/-/sr-mpls")).isEmpty();
        assertThat(CapacityReservation.color("frankfurt>prague/1234567890/sr-mpls"))
                .isEmpty();
    }
}
