package io.cemfleet.orchestrator.flow;

import static io.cemfleet.orchestrator.OrchestratorFixtures.COLOURED;
import static io.cemfleet.orchestrator.OrchestratorFixtures.LINK;
import static io.cemfleet.orchestrator.OrchestratorFixtures.impact;
import static io.cemfleet.orchestrator.OrchestratorFixtures.placed;
import static io.cemfleet.orchestrator.OrchestratorFixtures.seen;
import static io.cemfleet.orchestrator.OrchestratorFixtures.updated;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.cemfleet.a2a.contract.ComputePlan;
import io.cemfleet.a2a.contract.EscalationReason;
import io.cemfleet.a2a.contract.IncidentChange;
import io.cemfleet.a2a.contract.IncidentResolution;
import io.cemfleet.a2a.contract.IncidentState;
import io.cemfleet.a2a.contract.IncidentUpdated;
import io.cemfleet.a2a.contract.RestorationEvent;
import io.cemfleet.a2a.contract.Severity;
import io.cemfleet.a2a.contract.StatusUpdate;
import io.cemfleet.a2a.contract.TicketClosed;
import io.cemfleet.orchestrator.OrchestratorFixtures;
import io.cemfleet.orchestrator.incident.Autonomy;
import io.cemfleet.orchestrator.incident.CallOutcome;
import io.cemfleet.orchestrator.incident.CallStep;
import io.cemfleet.orchestrator.incident.Incident;
import io.cemfleet.orchestrator.incident.IncidentFact;
import io.cemfleet.orchestrator.incident.IncidentStage;
import io.cemfleet.orchestrator.incident.NoPathPolicy;
import io.cemfleet.orchestrator.incident.Protection;
import io.cemfleet.orchestrator.incident.ProtectionState;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Edges of the state table beside the plain run. */
class StateTableEdgesTest {
    private static final Protection WANTED = WorkUnitFixtures.protection(ProtectionState.Wanted.NEW);

    @Test
    void aRiseInSeverityIsReportedAndEntersNoNodeAgain() {
        IncidentWorkUnit work = WorkUnitFixtures.at(new IncidentStage.Monitoring(), WorkUnitFixtures.steered());

        IncidentPhases.fold(
                work,
                new IncidentFact.UpdateReceived(new IncidentUpdated.Request(
                        WorkUnitFixtures.ID,
                        IncidentChange.SEVERITY,
                        List.of(LINK),
                        List.of(),
                        null,
                        9,
                        Severity.CRITICAL,
                        null,
                        OrchestratorFixtures.BEGIN,
                        null,
                        null)));

        assertThat(work.stage()).isEqualTo(new IncidentStage.Monitoring());
        assertThat(work.context().severity()).isEqualTo(Severity.CRITICAL);
        assertThat(WorkUnitFixtures.sent(work, StatusUpdate.Request.class)
                        .getFirst()
                        .details())
                .containsEntry("severity", "critical");
    }

    @Test
    void noPathClosesTheIncidentWhereTheSettingSaysSo() {
        IncidentWorkUnit work = WorkUnitFixtures.at(
                WorkUnitFixtures.incident(new IncidentStage.Computing(), true),
                OrchestratorFixtures.rules(NoPathPolicy.CLOSE, Autonomy.Mode.AUTOMATIC),
                new InMemoryKeyRegistry(),
                WANTED);

        IncidentPhases.answered(
                work,
                WorkUnitFixtures.call(CallStep.COMPUTE),
                new CallOutcome.Done(new ComputePlan.Result(List.of(placed(COLOURED, false)))));

        assertThat(WorkUnitFixtures.sent(work, TicketClosed.Request.class).getFirst())
                .returns(IncidentResolution.NO_PATH, TicketClosed.Request::resolution)
                .returns("Incident closed: no alternate path was found", TicketClosed.Request::summary);
    }

    @Test
    void noPathIsEscalatedWithItsExplanation() {
        IncidentWorkUnit work = WorkUnitFixtures.at(new IncidentStage.Computing(), WANTED);

        IncidentPhases.answered(
                work,
                WorkUnitFixtures.call(CallStep.COMPUTE),
                new CallOutcome.Done(new ComputePlan.Result(List.of(placed(COLOURED, false)))));

        assertThat(work.stage()).isEqualTo(new IncidentStage.Escalated(EscalationReason.NO_ALTERNATE_PATH, "3"));
        assertThat(WorkUnitFixtures.sent(work, StatusUpdate.Request.class)
                        .getLast()
                        .details()
                        .get("evidence"))
                .asString()
                .contains("avoid.links")
                .contains("max_delay_ms");
    }

    @Test
    void anUnprotectedDegradedIncidentIsReassessedAfterAWhile() {
        // given
        IncidentWorkUnit work = WorkUnitFixtures.at(
                new IncidentStage.Monitoring(), WorkUnitFixtures.protection(new ProtectionState.Failed(true)));
        IncidentPhases.advance(work);

        // then
        assertThat(work.stage()).isEqualTo(new IncidentStage.Monitoring());
        assertThat(work.wakeAt()).isEqualTo(work.now().plusSeconds(60));

        // and when the while is over
        IncidentWorkUnit later = WorkUnitFixtures.later(work, work.now().plusSeconds(60), new InMemoryKeyRegistry());
        IncidentPhases.advance(later);
        assertThat(later.stage()).isEqualTo(new IncidentStage.Assessing());
    }

    @Test
    void whereNothingIsProtectedAndItIsStableTheIncidentCloses() {
        Incident incident = WorkUnitFixtures.incident(new IncidentStage.Monitoring(), true);
        IncidentWorkUnit work = WorkUnitFixtures.at(
                incident.with(incident.context().with(incident.context().links().clearing(List.of(LINK)))),
                WorkUnitFixtures.protection(new ProtectionState.Failed(true)));

        IncidentPhases.advance(work);

        assertThat(work.stage().label()).isEqualTo(IncidentState.CLOSED);
    }

    @Test
    void aRelapseDuringCutoverPutsTrafficBackAndDoublesTheHoldTime() {
        // given
        Protection returning = WorkUnitFixtures.protection(
                ((ProtectionState.Steered) WorkUnitFixtures.steered().state()).returning(50, 50));
        IncidentWorkUnit work = WorkUnitFixtures.at(WorkUnitFixtures.watched(new IncidentStage.Restoring()), returning);

        // when
        IncidentPhases.fold(
                work,
                new IncidentFact.RestorationReported(
                        seen(WorkUnitFixtures.ID, RestorationEvent.SLA_RELAPSED, 1, Map.of())));

        // then
        assertThat(work.stage()).isEqualTo(new IncidentStage.Monitoring());
        assertThat(work.protections().getFirst().state()).isInstanceOf(ProtectionState.Steered.class);
        assertThat(work.progress().monitoring().relapses()).isEqualTo(1);
        assertThat(WorkUnitFixtures.sent(work, StatusUpdate.Request.class)
                        .getLast()
                        .details())
                .containsEntry("hold_seconds", 60L)
                .containsEntry("event", "sla_relapsed");
    }

    static Stream<Map<String, Object>> unverified() {
        return Stream.of(Map.of("verified", false), Map.of(), Map.of("verified", "true"));
    }

    @ParameterizedTest
    @MethodSource("unverified")
    void aHoldTimerThatExpiredUnverifiedBringsNothingBack(Map<String, Object> details) {
        IncidentWorkUnit work = WorkUnitFixtures.at(
                WorkUnitFixtures.watched(new IncidentStage.Monitoring()), WorkUnitFixtures.steered());

        IncidentPhases.fold(
                work,
                new IncidentFact.RestorationReported(
                        seen(WorkUnitFixtures.ID, RestorationEvent.HOLD_TIMER_EXPIRED, 1, details)));
        IncidentPhases.fold(
                work,
                new IncidentFact.RestorationReported(
                        seen(WorkUnitFixtures.ID, RestorationEvent.TELEMETRY_MISSING, 1, Map.of())));

        assertThat(work.stage()).isEqualTo(new IncidentStage.Escalated(EscalationReason.TELEMETRY_MISSING, "6"));
        assertThat(work.protections().getFirst().state()).isInstanceOf(ProtectionState.Steered.class);
    }

    @Test
    void trafficLeavesAProtectionPathThatDegradesAndAvoidsBothLinks() {
        // given
        IncidentWorkUnit work = WorkUnitFixtures.at(
                WorkUnitFixtures.watched(new IncidentStage.Monitoring()), WorkUnitFixtures.steered());

        // when
        IncidentPhases.fold(
                work,
                new IncidentFact.UpdateReceived(
                        updated(WorkUnitFixtures.ID, IncidentChange.GROWN, "frankfurt-munich")));
        IncidentPhases.answered(work, WorkUnitFixtures.call(CallStep.ASSESS), new CallOutcome.Done(impact()));
        IncidentPhases.advance(work);

        // then
        Protection moved = work.protections().getFirst();
        assertThat(work.stage()).isEqualTo(new IncidentStage.Computing());
        assertThat(moved.state().carriesTraffic()).isTrue();
        assertThat(work.calls())
                .filteredOn("step", CallStep.COMPUTE)
                .extracting(call -> ((ComputePlan.Request) call.payload())
                        .protections()
                        .getFirst()
                        .constraints()
                        .avoid())
                .extracting("links")
                .containsExactly(List.of(LINK, "frankfurt-munich"));
    }

    static Stream<Arguments> closings() {
        return Stream.of(
                arguments(
                        new IncidentStage.Escalated(EscalationReason.TELEMETRY_MISSING, "6"),
                        new ProtectionState.Failed(true)),
                arguments(new IncidentStage.Monitoring(), new ProtectionState.Failed(true)));
    }

    @ParameterizedTest
    @MethodSource("closings")
    void anIncidentThatClosesHasItsWatchCanceled(IncidentStage stage, ProtectionState state) {
        IncidentWorkUnit work =
                WorkUnitFixtures.at(WorkUnitFixtures.watched(stage), WorkUnitFixtures.protection(state));

        IncidentPhases.fold(
                work, new IncidentFact.UpdateReceived(updated(WorkUnitFixtures.ID, IncidentChange.CLEARED, LINK)));
        IncidentPhases.advance(work);

        assertThat(work.stage().label()).isEqualTo(IncidentState.CLOSED);
        assertThat(WorkUnitFixtures.sent(work)).contains("cancel_monitoring");
    }
}
