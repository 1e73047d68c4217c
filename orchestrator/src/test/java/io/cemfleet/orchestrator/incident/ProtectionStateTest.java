package io.cemfleet.orchestrator.incident;

import static io.cemfleet.orchestrator.OrchestratorFixtures.LINK;
import static io.cemfleet.orchestrator.OrchestratorFixtures.path;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.cemfleet.a2a.contract.IncidentView.SlaValues;
import io.cemfleet.a2a.contract.OriginalPath;
import io.cemfleet.a2a.contract.PlacementPrediction;
import io.cemfleet.a2a.contract.SegmentId;
import io.cemfleet.a2a.contract.TeType;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Which states have traffic on a tunnel, and what is left of a plan that is not carried out. */
class ProtectionStateTest {
    private static final ProtectionTunnel TUNNEL =
            new ProtectionTunnel("t-1", SegmentId.label(24001), TeType.SR_MPLS, 1L);
    private static final ProtectionTunnel IDLE =
            new ProtectionTunnel("t-2", SegmentId.label(24002), TeType.SR_MPLS, 1L);
    private static final ProtectionRoute ROUTE = new ProtectionRoute(
            path("frankfurt", "prague", "frankfurt-munich", "munich-prague"),
            List.of(),
            new OriginalPath(List.of(LINK), null),
            List.of());
    private static final CarryingTunnel HELD = new CarryingTunnel(ROUTE, TUNNEL, List.of("L3VPN-1"));
    private static final Autonomy.Mode MODE = Autonomy.Mode.APPROVE;

    static Stream<Arguments> carrying() {
        return Stream.of(
                arguments(new ProtectionState.Wanted(null, IDLE), new ProtectionState.Wanted(HELD, IDLE)),
                arguments(
                        new ProtectionState.Proposed(ROUTE, null, IDLE, MODE),
                        new ProtectionState.Proposed(ROUTE, HELD, IDLE, MODE)),
                arguments(
                        new ProtectionState.Planned(ROUTE, null, IDLE), new ProtectionState.Planned(ROUTE, HELD, IDLE)),
                arguments(
                        new ProtectionState.Provisioned(ROUTE, IDLE, null),
                        new ProtectionState.Provisioned(ROUTE, TUNNEL, HELD)));
    }

    @ParameterizedTest
    @MethodSource("carrying")
    void aProtectionCarriesTrafficMeanwhileWhereATunnelIsHeldForIt(ProtectionState idle, ProtectionState held) {
        assertThat(idle.carriesTraffic()).isFalse();
        assertThat(idle.steeredServices()).isEmpty();
        assertThat(idle.tunnelOrNull()).isEqualTo(IDLE);
        assertThat(held.carriesTraffic()).isTrue();
        assertThat(held.steeredServices()).containsExactly("L3VPN-1");
        assertThat(held.tunnelOrNull()).isEqualTo(TUNNEL);
    }

    @Test
    void aPlanThatIsNotCarriedOutLeavesTrafficOnItsTunnelAndIdleTunnelsToRemove() {
        assertThat(new ProtectionState.Wanted(HELD, IDLE).stopped())
                .isEqualTo(new ProtectionState.Steered(ROUTE, TUNNEL, List.of("L3VPN-1")));
        assertThat(new ProtectionState.Wanted(null, IDLE).stopped())
                .isEqualTo(new ProtectionState.FailedHolding(null, IDLE, true));
        assertThat(ProtectionState.Wanted.NEW.stopped()).isEqualTo(new ProtectionState.Failed(true));
        assertThat(new ProtectionState.Proposed(ROUTE, null, IDLE, MODE).rejected())
                .isEqualTo(new ProtectionState.FailedHolding(ROUTE, IDLE, true));
    }

    @Test
    void aPathIsBlamedForItsOwnLinksAndForDegradedOnesOfTheOriginalPath() {
        ProtectionRoute overlapping = new ProtectionRoute(
                path("frankfurt", "prague", "frankfurt-munich", LINK),
                List.of(),
                new OriginalPath(List.of(LINK), null),
                List.of());

        assertThat(overlapping.own(List.of())).containsExactly("frankfurt-munich");
        assertThat(overlapping.own(List.of(LINK))).containsExactly("frankfurt-munich", LINK);
    }

    @Test
    void thePlansPredictionIsAboutItsFirstPathOnly() {
        // given
        PlacementPrediction prediction = new PlacementPrediction(
                new SlaValues(120.0, null, 2.0), new SlaValues(12.0, null, 0.0), 100.0, List.of());
        ProtectionRoute two = new ProtectionRoute(
                ROUTE.path(),
                List.of(path("frankfurt", "prague", "a-b", "b-c")),
                ROUTE.originalPath(),
                List.of(),
                prediction);

        // then
        assertThat(two.clearOf(List.of("b-c")).orElseThrow().prediction()).isEqualTo(prediction);
        assertThat(two.clearOf(List.of("munich-prague")).orElseThrow().prediction())
                .isNull();
    }
}
