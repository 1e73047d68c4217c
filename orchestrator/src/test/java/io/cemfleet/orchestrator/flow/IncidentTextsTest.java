package io.cemfleet.orchestrator.flow;

import static io.cemfleet.orchestrator.OrchestratorFixtures.LINK;
import static io.cemfleet.orchestrator.OrchestratorFixtures.updated;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.cemfleet.a2a.contract.EscalationReason;
import io.cemfleet.a2a.contract.IncidentChange;
import io.cemfleet.a2a.contract.PlacementDecline;
import io.cemfleet.a2a.contract.SendNotification;
import io.cemfleet.a2a.contract.StatusUpdate;
import io.cemfleet.a2a.contract.TicketClosed;
import io.cemfleet.orchestrator.OrchestratorFixtures;
import io.cemfleet.orchestrator.incident.IncidentFact;
import io.cemfleet.orchestrator.incident.IncidentStage;
import io.cemfleet.orchestrator.incident.Protection;
import io.cemfleet.orchestrator.incident.ProtectionRecord;
import io.cemfleet.orchestrator.incident.ProtectionState;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Operators read of protected traffic only what is protected. */
class IncidentTextsTest {
    private static final String OWNER = "INC-2026-0777";

    private static Protection unprotected() {
        PlacementDecline why = new PlacementDecline(PlacementDecline.Reason.NO_ROOM, List.of("a-b"), "add capacity");
        return WorkUnitFixtures.of("berlin", new ProtectionState.NoPath(List.of(), true, false))
                .declined(new ProtectionRecord.PlanDecline(
                        why, WorkUnitFixtures.at(new IncidentStage.Monitoring()).now()));
    }

    static Stream<Arguments> standings() {
        Protection covered = WorkUnitFixtures.protection(new ProtectionState.Covered(OWNER, false));
        Protection unneeded = WorkUnitFixtures.of("berlin", new ProtectionState.Unneeded());
        return Stream.of(
                arguments(
                        List.of(WorkUnitFixtures.steered()),
                        "Traffic protected, monitoring original path for recovery",
                        "traffic is protected, the original path is watched"),
                arguments(
                        List.of(WorkUnitFixtures.steered(), unneeded),
                        "Traffic protected, monitoring original path for recovery",
                        "traffic is protected, the original path is watched"),
                arguments(
                        List.of(WorkUnitFixtures.steered(), unprotected()),
                        "Traffic of 1 of 2 services protected, monitoring original path for recovery",
                        "traffic of 1 of 2 services is protected, the original path is watched"),
                arguments(
                        List.of(WorkUnitFixtures.protection(new ProtectionState.Steered(
                                WorkUnitFixtures.ROUTE, WorkUnitFixtures.TUNNEL, List.of()))),
                        "Traffic of none of 1 service protected, monitoring original path for recovery",
                        "this incident protects no service, it is checked again"),
                arguments(
                        List.of(covered),
                        "Traffic protected by another incident, monitoring",
                        "this incident protects no service, it is checked again"),
                arguments(
                        List.of(covered, unprotected()),
                        "A part of the traffic protected by another incident, 1 service not protected",
                        "this incident protects no service, it is checked again"),
                arguments(
                        List.of(unprotected()),
                        "Services are not protected, traffic stays where it is",
                        "this incident protects no service, it is checked again"));
    }

    @ParameterizedTest
    @MethodSource("standings")
    void updatesAndListsCountWhatIsProtected(List<Protection> protections, String update, String doing) {
        // given protections that were all but made
        InMemoryKeyRegistry keys = new InMemoryKeyRegistry();
        keys.owners.put(WorkUnitFixtures.KEY.traffic(), OWNER);
        IncidentWorkUnit work = WorkUnitFixtures.at(
                WorkUnitFixtures.incident(new IncidentStage.Assessing(), true),
                keys,
                protections.toArray(Protection[]::new));
        protections.forEach(work::put);

        // when
        PlanRound.end(work, new IncidentStage.Assessing().monitor(), "nothing new suffers");
        IncidentPhases.advance(work);

        // then
        assertThat(WorkUnitFixtures.sent(work, StatusUpdate.Request.class)
                        .getFirst()
                        .message())
                .isEqualTo(update);
        assertThat(IncidentTexts.currentActivity(work.incident())).isEqualTo(doing);
    }

    @Test
    void anIncidentThatHealsWithoutEverHavingMovedTrafficSaysSo() {
        // given the global stop refused the only protection
        IncidentWorkUnit work = WorkUnitFixtures.at(
                new IncidentStage.Escalated(EscalationReason.AUTOMATION_STOPPED, "4"),
                WorkUnitFixtures.protection(new ProtectionState.Failed(true)));

        // when
        IncidentPhases.fold(
                work, new IncidentFact.UpdateReceived(updated(WorkUnitFixtures.ID, IncidentChange.CLEARED, LINK)));
        IncidentPhases.advance(work);

        // then
        String words = "Incident resolved: degradation cleared, this incident moved no traffic";
        assertThat(WorkUnitFixtures.sent(work, TicketClosed.Request.class))
                .singleElement()
                .returns(words, TicketClosed.Request::summary);
        assertThat(WorkUnitFixtures.sent(work, SendNotification.Request.class))
                .singleElement()
                .returns(words, SendNotification.Request::summary);
        assertThat(work.transitions().getLast().reason()).isEqualTo(words);
    }

    @Test
    void anIncidentThatMovedTrafficIsRestored() {
        Protection returned = WorkUnitFixtures.steered()
                .steered((ProtectionState.Steered) WorkUnitFixtures.steered().state(), OrchestratorFixtures.BEGIN);
        IncidentWorkUnit work = WorkUnitFixtures.at(
                new IncidentStage.Escalated(EscalationReason.CLEANUP_FAILED, "7"),
                returned.in(new ProtectionState.Restored(WorkUnitFixtures.ROUTE, WorkUnitFixtures.TUNNEL)));

        IncidentPhases.advance(work);

        assertThat(WorkUnitFixtures.sent(work, TicketClosed.Request.class)
                        .getFirst()
                        .summary())
                .isEqualTo("Incident resolved: SLA recovered on original path");
    }

    @Test
    void whereEachPathWouldHaveDoneHarmItIsNotSaidThatThereWasNone() {
        IncidentWorkUnit work =
                WorkUnitFixtures.at(WorkUnitFixtures.incident(new IncidentStage.Monitoring(), true), unprotected());

        IncidentPhases.fold(
                work, new IncidentFact.UpdateReceived(updated(WorkUnitFixtures.ID, IncidentChange.CLEARED, LINK)));
        IncidentPhases.advance(work);

        assertThat(WorkUnitFixtures.sent(work, TicketClosed.Request.class)
                        .getFirst()
                        .summary())
                .isEqualTo("Incident closed: degradation cleared, nothing could be protected without harm");
    }
}
