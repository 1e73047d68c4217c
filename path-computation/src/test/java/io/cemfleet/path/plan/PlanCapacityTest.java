package io.cemfleet.path.plan;

import static io.cemfleet.path.PathFixtures.ConstraintSpec.NOTHING;
import static io.cemfleet.path.PathFixtures.want;
import static io.cemfleet.path.plan.PlanFixtures.declined;
import static io.cemfleet.path.plan.PlanFixtures.links;
import static io.cemfleet.path.plan.PlanFixtures.loaded;
import static io.cemfleet.path.plan.PlanFixtures.mbps;
import static io.cemfleet.path.plan.PlanFixtures.placedKeys;
import static io.cemfleet.path.plan.PlanFixtures.plan;
import static io.cemfleet.path.plan.PlanFixtures.planned;
import static io.cemfleet.path.plan.PlanFixtures.solver;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.cemfleet.a2a.contract.PlacementDecline.Reason;
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

/** The capacity that plans may use, on the small network: every link has 10,000 Mbit/s, of which 8,000 may be filled and 1,000 are. */
class PlanCapacityTest {

    private static final PathConstraints ANY_WAY = NOTHING.between("frankfurt", "vienna");
    private static final PathConstraints NOT_OVER_MUNICH =
            NOTHING.avoidingLinks("munich-vienna").between("frankfurt", "vienna");
    private final PathNetwork network = PathFixtures.smallNetwork();

    @Test
    void trafficIsPlacedUpToTheThresholdOfALink() {
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
    void theDriftOfDemandsStaysFree() {
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
    void aDirectionAboveItsThresholdAcceptsNoTraffic() {
        var full = PathFixtures.network(NetworkFixtures.topology(), 0.81);
        assertThat(declined(plan(full, want("p", ANY_WAY).mbps(0.0, null)))
                        .decline()
                        .reason())
                .isEqualTo(Reason.NO_ROOM);
    }

    @Test
    void trafficMayStayOnAFullLink() {
        // given: the path out of Zurich is over Munich, which is full, and the traffic is on it
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
    void lostTrafficDoesNotLoadLaterLinks() {
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
    void anUnmeasuredDemandIsItsBoundElseTheSetting() {
        assertThat(mbps(want("p", ANY_WAY).mbps(30.0, 400.0))).isEqualTo(30);
        assertThat(mbps(want("p", ANY_WAY).mbps(null, 400.0))).isEqualTo(400);
        assertThat(mbps(want("p", ANY_WAY).mbps(null, null))).isEqualTo(1000);
    }

    @Test
    void reservationsDecideForUnknownLoadAndNothingFitsUnknownCapacity() {
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
    void overloadIsAcceptedOnlyWherePermitted() {
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
    void aKeyReleasesItsReservationOnlyWhenItIsPlacedAgain() {
        // given: 7,000 are reserved for the key on the path over Prague
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
}
