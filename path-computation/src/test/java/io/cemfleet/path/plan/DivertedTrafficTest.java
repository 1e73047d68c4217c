package io.cemfleet.path.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.cemfleet.network.NetworkFixtures;
import io.cemfleet.network.forwarding.EcmpRoutes;
import io.cemfleet.network.forwarding.RouteResult;
import io.cemfleet.path.constraint.PathConstraints.PathEnds;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** From Frankfurt to Vienna: over Munich and over Prague, whose link to Vienna is double, at equal cost. */
class DivertedTrafficTest {

    private static final PathEnds ENDS = new PathEnds("frankfurt", "vienna");
    private static final EcmpRoutes ROUTES = EcmpRoutes.over(NetworkFixtures.topology());
    private static final List<String> IGP =
            List.of("frankfurt-prague", "prague-vienna", "prague-vienna-2", "frankfurt-munich", "munich-vienna");
    private static final List<String> OVER_ZURICH = List.of("frankfurt-zurich", "munich-zurich", "munich-vienna");

    @Test
    void eachBranchOfTheOriginalPathGetsItsShareBack() {
        // when
        var away =
                traffic(IGP).routed(route(Map.of("frankfurt-zurich", 1.0, "munich-zurich", 1.0, "munich-vienna", 1.0)));
        // then: what crosses a link of both paths is in its load already
        assertThat(loads(away))
                .isEqualTo(Map.of(
                        "frankfurt-prague", 500.0,
                        "prague-vienna", 250.0,
                        "prague-vienna-2", 250.0,
                        "frankfurt-munich", 500.0));
    }

    @Test
    void whatHasReturnedInPartIsNotCountedAgain() {
        // given: a quarter is still on the protection
        var route = route(Map.of(
                "frankfurt-zurich",
                0.25,
                "munich-zurich",
                0.25,
                "munich-vienna",
                0.625,
                "frankfurt-munich",
                0.375,
                "frankfurt-prague",
                0.375,
                "prague-vienna",
                0.1875,
                "prague-vienna-2",
                0.1875));
        // when
        var away = traffic(IGP).routed(route);
        // then
        assertThat(loads(away))
                .isEqualTo(Map.of(
                        "frankfurt-prague", 125.0,
                        "prague-vienna", 62.5,
                        "prague-vienna-2", 62.5,
                        "frankfurt-munich", 125.0));
        assertThat(away.returned().away()).isFalse();
    }

    @Test
    void aPolicyIsRecognisedByItsPathBesidesOthers() {
        assertThat(traffic(IGP).isOn(Set.copyOf(IGP))).isFalse();
        assertThat(traffic(IGP).isOn(OVER_ZURICH)).isTrue();
        assertThat(traffic(IGP).isOn(List.of("frankfurt-zurich", "munich-zurich", "munich-vienna", "frankfurt-prague")))
                .isTrue();
    }

    @Test
    void whereTheSplitIsNotKnownAllOfItMayReturnOverEachLink() {
        // given: links that are neither one path nor all branches
        var shares = OriginalTrafficSplit.shares(
                ROUTES, ENDS, List.of("frankfurt-prague", "prague-vienna", "prague-vienna-2"));
        // then
        assertThat(shares).hasSize(6).allSatisfy((direction, share) -> assertThat(share)
                .isEqualTo(1));
    }

    @Test
    void whatTheIgpSplitsReturnsOverAllBranches() {
        // when
        var shares = OriginalTrafficSplit.shares(ROUTES, ENDS, IGP);
        // then
        assertThat(shares.entrySet().stream()
                        .collect(Collectors.toMap(share -> share.getKey().linkId(), Map.Entry::getValue)))
                .isEqualTo(Map.of(
                        "frankfurt-prague", 0.5,
                        "prague-vienna", 0.25,
                        "prague-vienna-2", 0.25,
                        "frankfurt-munich", 0.5,
                        "munich-vienna", 0.5));
    }

    @Test
    void trafficThatIsPlannedAgainWhileItIsAwayReturnsToWhereItCameFrom() {
        // given
        var first = traffic(IGP).routed(route(Map.of("frankfurt-zurich", 1.0)));
        var again = new DivertedTraffic(
                "p", first.ends(), List.of(List.of("frankfurt-berlin")), original(OVER_ZURICH), 700);
        // when
        var both = again.after(first, OVER_ZURICH);
        // then
        assertThat(both.original()).isEqualTo(first.original());
        assertThat(both.paths()).containsExactly(List.of("frankfurt-berlin"), OVER_ZURICH);
        assertThat(both.demandMbps()).isEqualTo(700);
        // and once it is back, what it crosses then counts
        assertThat(again.after(first.returned(), IGP)).isEqualTo(again);
    }

    private static DivertedTraffic traffic(List<String> currentLinks) {
        return new DivertedTraffic(
                "p",
                new CapacityReservation.ReservationOwner("INC-1", "frankfurt", "vienna"),
                List.of(OVER_ZURICH),
                original(currentLinks),
                1000);
    }

    private static List<DivertedTraffic.OriginalShare> original(List<String> currentLinks) {
        return DivertedTraffic.shares(OriginalTrafficSplit.shares(ROUTES, ENDS, currentLinks));
    }

    private static Map<String, Double> loads(DivertedTraffic traffic) {
        var returning = traffic.returning();
        return java.util.stream.IntStream.range(0, returning.links().size())
                .boxed()
                .collect(Collectors.toMap(returning.links()::get, returning.loads()::get));
    }

    /** A route in the direction of Vienna with these shares by link. */
    private static RouteResult.Routed route(Map<String, Double> shares) {
        var towards = Set.of("frankfurt", "prague", "zurich", "munich");
        return new RouteResult.Routed(
                NetworkFixtures.topology().directions().stream()
                        .filter(direction -> shares.containsKey(direction.linkId()))
                        .filter(direction -> towards.contains(direction.from()))
                        .filter(direction -> !direction.to().equals("frankfurt")
                                && !direction.to().equals("zurich"))
                        .collect(Collectors.toMap(direction -> direction, d -> shares.get(d.linkId()))),
                List.of(),
                true);
    }
}
