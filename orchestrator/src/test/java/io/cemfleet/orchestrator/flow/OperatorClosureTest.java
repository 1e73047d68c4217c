package io.cemfleet.orchestrator.flow;

import static io.cemfleet.orchestrator.flow.WorkUnitFixtures.ROUTE;
import static io.cemfleet.orchestrator.flow.WorkUnitFixtures.TUNNEL;
import static io.cemfleet.orchestrator.flow.WorkUnitFixtures.TUNNEL_2;
import static io.cemfleet.orchestrator.flow.WorkUnitFixtures.at;
import static io.cemfleet.orchestrator.flow.WorkUnitFixtures.fold;
import static io.cemfleet.orchestrator.flow.WorkUnitFixtures.later;
import static io.cemfleet.orchestrator.flow.WorkUnitFixtures.messages;
import static io.cemfleet.orchestrator.flow.WorkUnitFixtures.other;
import static io.cemfleet.orchestrator.flow.WorkUnitFixtures.protection;
import static io.cemfleet.orchestrator.flow.WorkUnitFixtures.sent;
import static io.cemfleet.orchestrator.flow.WorkUnitFixtures.steered;
import static io.cemfleet.orchestrator.flow.WorkUnitFixtures.watched;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.cemfleet.a2a.contract.DeleteTunnel;
import io.cemfleet.a2a.contract.EscalationReason;
import io.cemfleet.a2a.contract.IncidentResolution;
import io.cemfleet.a2a.contract.TicketClosed;
import io.cemfleet.orchestrator.incident.Autonomy;
import io.cemfleet.orchestrator.incident.CallStep;
import io.cemfleet.orchestrator.incident.CarryingTunnel;
import io.cemfleet.orchestrator.incident.IncidentFact;
import io.cemfleet.orchestrator.incident.IncidentStage;
import io.cemfleet.orchestrator.incident.Protection;
import io.cemfleet.orchestrator.incident.ProtectionState;
import io.cemfleet.orchestrator.incident.ProtectionTunnel;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** An operator closes an incident: nothing of it stays in the network, or it stays open. */
class OperatorClosureTest {
    private static final CarryingTunnel HELD = new CarryingTunnel(ROUTE, TUNNEL_2, List.of("L3VPN-1"));

    private static IncidentWorkUnit closing(Protection... protections) {
        IncidentWorkUnit work = at(watched(new IncidentStage.Provisioning()), protections);
        fold(work, new IncidentFact.CloseRequested("anna", "enough"));
        return work;
    }

    private static List<String> removed(IncidentWorkUnit work) {
        return work.calls().stream()
                .filter(call -> call.step() == CallStep.CLEAN_UP)
                .map(call -> ((DeleteTunnel.Request) call.payload()).tunnelId())
                .toList();
    }

    static Stream<Arguments> tunnels() {
        return Stream.of(
                arguments(new ProtectionState.Wanted(HELD, null), TUNNEL_2),
                arguments(new ProtectionState.Wanted(null, TUNNEL), TUNNEL),
                arguments(new ProtectionState.Proposed(ROUTE, HELD, null, Autonomy.Mode.APPROVE), TUNNEL_2),
                arguments(new ProtectionState.Planned(ROUTE, HELD, null), TUNNEL_2),
                arguments(new ProtectionState.Provisioned(ROUTE, TUNNEL, null), TUNNEL),
                arguments(new ProtectionState.Steered(ROUTE, TUNNEL, List.of("L3VPN-1")), TUNNEL),
                arguments(new ProtectionState.Returning(ROUTE, TUNNEL, List.of("L3VPN-1"), 50, 50), TUNNEL));
    }

    @ParameterizedTest
    @MethodSource("tunnels")
    void theTunnelOfAProtectionIsRemovedInEveryState(ProtectionState state, ProtectionTunnel tunnel) {
        IncidentWorkUnit work = closing(protection(state));

        assertThat(removed(work)).containsExactly(tunnel.tunnelId());
        assertThat(work.stage()).isEqualTo(new IncidentStage.Provisioning());
    }

    static Stream<ProtectionState> withoutTunnel() {
        return Stream.of(
                ProtectionState.Wanted.NEW,
                new ProtectionState.Planned(ROUTE, null, null),
                new ProtectionState.Covered("INC-2026-0777", false),
                new ProtectionState.NoPath(List.of(), true, false),
                new ProtectionState.FailedHolding(null, null, true));
    }

    @ParameterizedTest
    @MethodSource("withoutTunnel")
    void anIncidentThatHoldsNoTunnelClosesAtOnce(ProtectionState state) {
        IncidentWorkUnit work = closing(protection(state));

        assertThat(sent(work, TicketClosed.Request.class))
                .singleElement()
                .returns(IncidentResolution.MANUAL, TicketClosed.Request::resolution)
                .returns("Incident closed by anna", TicketClosed.Request::summary);
        assertThat(sent(work)).contains("incident_closed", "cancel_monitoring");
    }

    @Test
    void aTunnelThatCannotBeRemovedKeepsTheIncidentOpenAndCallsOperators() {
        // given
        IncidentWorkUnit work = closing(steered());
        Protection holding = work.protections().getFirst();

        // when no attempt is left
        IncidentWorkUnit later = later(work, work.now().plusSeconds(60), new InMemoryKeyRegistry());
        later.put(holding.in(holding.state(), holding.attempts().exhausted(3, "delete_not_confirmed")));
        IncidentPhases.advance(later);

        // then
        assertThat(later.stage()).isEqualTo(new IncidentStage.Escalated(EscalationReason.CLEANUP_FAILED, "4"));
        assertThat(sent(later)).containsSubsequence("error", "status_update").doesNotContain("ticket_closed");
        assertThat(messages(later)).containsExactly("A tunnel could not be removed, the incident stays open");
        assertThat(later.incident().operatorState().closing()).isNull();
    }

    @Test
    void theIncidentWaitsForTheLastRemoval() {
        // given two tunnels, one of which cannot be removed
        IncidentWorkUnit work = closing(steered(), other());
        Protection first = work.protections().getFirst();

        // when
        IncidentWorkUnit later = later(work, work.now().plusSeconds(60), new InMemoryKeyRegistry());
        later.put(first.in(first.state(), first.attempts().exhausted(3, "delete_not_confirmed")));
        IncidentPhases.advance(later);

        // then
        assertThat(later.stage()).isEqualTo(new IncidentStage.Provisioning());
        assertThat(removed(later)).containsExactly(TUNNEL_2.tunnelId());
    }
}
