package io.cemfleet.path.plan;

import static io.cemfleet.path.PathFixtures.ConstraintSpec.NOTHING;
import static io.cemfleet.path.PathFixtures.want;
import static org.assertj.core.api.Assertions.assertThat;

import io.cemfleet.a2a.contract.PlacementDecline.Reason;
import io.cemfleet.path.PathFixtures;
import io.cemfleet.path.constraint.PathNetwork;
import java.util.List;
import org.junit.jupiter.api.Test;

/** On the small network: 8,000 Mbit/s of a link may be filled, 1,000 are. The path over Munich is the shortest. */
class ReturningCapacityTest {

    private static final PathFixtures.DemandSpec WANTED =
            want("p", NOTHING.avoidingLinks("frankfurt-prague").between("frankfurt", "vienna"));

    private final PathNetwork network = PathFixtures.smallNetwork();

    @Test
    void whatReturnsIsCountedAsLoad() {
        // given
        var back = returning("other", 5000);
        // then
        assertThat(outcome(WANTED.mbps(2000.0, null), back)).isInstanceOf(PlacementOutcome.Planned.class);
        var declined = (PlacementOutcome.Declined) outcome(WANTED.mbps(2001.0, null), back);
        assertThat(declined.decline().reason()).isEqualTo(Reason.NO_ROOM);
        assertThat(declined.decline().links()).containsExactly("munich-vienna");
        assertThat(declined.decline().remedy())
                .contains("1 Mbit/s more on munich-vienna from munich (5000 are kept there for traffic");
        // and the prediction includes it
        var planned = (PlacementOutcome.Planned) outcome(WANTED.mbps(1000.0, null), back);
        assertThat(planned.prediction().links().getLast().after()).isEqualTo(0.7);
    }

    @Test
    void aDirectionThatReturningTrafficFillsByItselfTakesNothingMore() {
        assertThat(outcome(WANTED.mbps(0.0, null), returning("other", 7001)))
                .isInstanceOf(PlacementOutcome.Declined.class);
    }

    @Test
    void aProtectionsOwnTrafficDoesNotReduceItsCapacity() {
        assertThat(outcome(WANTED.mbps(2001.0, null), returning("p", 5000)))
                .isInstanceOf(PlacementOutcome.Planned.class);
    }

    private PlacementOutcome outcome(PathFixtures.DemandSpec want, CommittedCapacity commitments) {
        return PlanFixtures.solver()
                .solve(network, List.of(want.demand()), commitments, false)
                .getFirst()
                .outcome();
    }

    private static CommittedCapacity returning(String key, double mbps) {
        return new CommittedCapacity(
                List.of(),
                List.of(new CapacityReservation(
                        key,
                        new CapacityReservation.ReservationOwner("INC-2", "munich", "vienna"),
                        List.of("munich-vienna"),
                        List.of("munich"),
                        List.of(mbps),
                        mbps)));
    }
}
