package io.cemfleet.orchestrator.flow;

import static io.cemfleet.orchestrator.OrchestratorFixtures.COLOURED;
import static io.cemfleet.orchestrator.OrchestratorFixtures.LINK;
import static io.cemfleet.orchestrator.OrchestratorFixtures.OTHER_LINK;
import static io.cemfleet.orchestrator.OrchestratorFixtures.detected;
import static io.cemfleet.orchestrator.OrchestratorFixtures.impact;
import static io.cemfleet.orchestrator.OrchestratorFixtures.placed;
import static io.cemfleet.orchestrator.OrchestratorFixtures.seen;
import static io.cemfleet.orchestrator.OrchestratorFixtures.updated;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.cemfleet.a2a.contract.CloseReason;
import io.cemfleet.a2a.contract.ComputePlan;
import io.cemfleet.a2a.contract.ErrorReport;
import io.cemfleet.a2a.contract.EscalationReason;
import io.cemfleet.a2a.contract.IncidentChange;
import io.cemfleet.a2a.contract.IncidentState;
import io.cemfleet.a2a.contract.RestorationEvent;
import io.cemfleet.a2a.contract.StatusUpdate;
import io.cemfleet.a2a.contract.TicketClosed;
import io.cemfleet.orchestrator.OrchestratorFixtures;
import io.cemfleet.orchestrator.incident.AttemptState;
import io.cemfleet.orchestrator.incident.CallOutcome;
import io.cemfleet.orchestrator.incident.CallStep;
import io.cemfleet.orchestrator.incident.Incident;
import io.cemfleet.orchestrator.incident.IncidentFact;
import io.cemfleet.orchestrator.incident.IncidentStage;
import io.cemfleet.orchestrator.incident.Protection;
import io.cemfleet.orchestrator.incident.ProtectionState;
import io.cemfleet.orchestrator.incident.QueryRetryState;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The state table, row by row. */
class PhaseTableTest {
    private static final CallOutcome AGAIN =
            new CallOutcome.Failed("cnc_unavailable", "no answer from the controller", true);
    private static final Protection WANTED = WorkUnitFixtures.protection(ProtectionState.Wanted.NEW);

    @Test
    void aConfirmedDegradationIsAssessedAtOnce() {
        IncidentWorkUnit work = WorkUnitFixtures.at(Incident.detected(detected(WorkUnitFixtures.ID)));

        IncidentPhases.advance(work);

        assertThat(work.stage()).isEqualTo(new IncidentStage.Assessing());
        assertThat(work.calls()).extracting("step").containsExactly(CallStep.ASSESS);
        assertThat(work.progress().nodes()).containsExactly("start", "detect", "assess");
        assertThat(WorkUnitFixtures.sent(work, StatusUpdate.Request.class).getFirst())
                .returns("1", StatusUpdate.Request::phase)
                .returns(IncidentState.DETECTING, StatusUpdate.Request::status)
                .returns(Map.of("alert_count", 3, "correlation_rule", "same_link"), StatusUpdate.Request::details);
    }

    @Test
    void everyAffectedServiceGetsAProtectionAndThoseWithOneKeyShareIt() {
        IncidentWorkUnit work = WorkUnitFixtures.at(new IncidentStage.Assessing());

        IncidentPhases.answered(work, WorkUnitFixtures.call(CallStep.ASSESS), new CallOutcome.Done(impact()));

        assertThat(work.stage()).isEqualTo(new IncidentStage.Computing());
        assertThat(work.protections())
                .extracting(Protection::id)
                .containsExactly(COLOURED, OrchestratorFixtures.REVERSE, OrchestratorFixtures.PLAIN);
        assertThat(work.protections().getFirst().scope().services()).containsExactly("L3VPN-1", "L3VPN-2");
        assertThat(work.protections())
                .flatExtracting(p -> p.scope().services())
                .contains("L3VPN-1", "L3VPN-2", "L3VPN-3");
    }

    @Test
    void noServiceAffectedClosesOnlyWhenTheQuerySucceeded() {
        IncidentWorkUnit work = WorkUnitFixtures.at(new IncidentStage.Assessing());

        IncidentPhases.answered(work, WorkUnitFixtures.call(CallStep.ASSESS), new CallOutcome.Done(impact()));
        IncidentWorkUnit unaffected = WorkUnitFixtures.at(new IncidentStage.Assessing());
        IncidentPhases.answered(
                unaffected,
                WorkUnitFixtures.call(CallStep.ASSESS),
                new CallOutcome.Done(
                        OrchestratorFixtures.impact(new io.cemfleet.a2a.contract.AssessImpact.AffectedService[0])));

        assertThat(unaffected.stage().label()).isEqualTo(IncidentState.CLOSED);
        assertThat(WorkUnitFixtures.sent(unaffected, TicketClosed.Request.class)
                        .getFirst()
                        .details()
                        .closeReason())
                .isEqualTo(CloseReason.NO_SERVICES_AFFECTED);
        assertThat(work.stage().label()).isNotEqualTo(IncidentState.CLOSED);
    }

    static Stream<CallOutcome> failures() {
        return Stream.of(
                AGAIN,
                new CallOutcome.Failed("refused_422", "malformed", false),
                new CallOutcome.Unknown("no answer"),
                new CallOutcome.Done(
                        new io.cemfleet.a2a.contract.AssessImpact.Result(15, Map.of(), List.of(), "7", 1, null)));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void aFailedImpactQueryNeverMeansThatNoServiceIsAffected(CallOutcome failure) {
        // given the last attempt
        Incident incident = WorkUnitFixtures.incident(new IncidentStage.Assessing(), false);
        IncidentWorkUnit work =
                WorkUnitFixtures.at(incident.with(incident.progress().with(new QueryRetryState(2, null))));

        // when
        IncidentPhases.answered(work, WorkUnitFixtures.call(CallStep.ASSESS), failure);

        // then
        assertThat(work.stage()).isEqualTo(new IncidentStage.Escalated(EscalationReason.IMPACT_UNAVAILABLE, "2"));
        assertThat(WorkUnitFixtures.sent(work))
                .containsSubsequence("error", "status_update")
                .doesNotContain("ticket_closed");
        assertThat(WorkUnitFixtures.sent(work, ErrorReport.Request.class).getFirst())
                .returns("impact_unavailable", ErrorReport.Request::code)
                .returns("2", ErrorReport.Request::phase);
        assertThat(WorkUnitFixtures.sent(work, StatusUpdate.Request.class)
                        .getFirst()
                        .details())
                .containsEntry("reason", "impact_unavailable")
                .containsKeys("options", "evidence");
    }

    @Test
    void aPassingFailureIsTriedAgainAfterAPause() {
        IncidentWorkUnit work = WorkUnitFixtures.at(new IncidentStage.Assessing());

        IncidentPhases.answered(work, WorkUnitFixtures.call(CallStep.ASSESS), AGAIN);
        IncidentPhases.advance(work);

        assertThat(work.stage()).isEqualTo(new IncidentStage.Assessing());
        assertThat(work.calls()).isEmpty();
        assertThat(work.wakeAt()).isEqualTo(work.now().plusSeconds(1));
        assertThat(work.outgoing()).isEmpty();
    }

    static Stream<Arguments> plans() {
        return Stream.of(
                arguments(true, false, IncidentState.PROVISIONING),
                arguments(false, false, IncidentState.ESCALATED),
                arguments(false, true, IncidentState.CLOSED));
    }

    @ParameterizedTest
    @MethodSource("plans")
    void aPlanDecidesWhereTheIncidentGoes(boolean found, boolean cleared, IncidentState expected) {
        // given
        Incident incident = WorkUnitFixtures.incident(new IncidentStage.Computing(), true);
        if (cleared) {
            incident = incident.with(
                    incident.context().with(incident.context().links().clearing(List.of(LINK))));
        }
        IncidentWorkUnit work = WorkUnitFixtures.at(incident, WANTED);

        // when
        IncidentPhases.answered(
                work,
                WorkUnitFixtures.call(CallStep.COMPUTE),
                new CallOutcome.Done(new ComputePlan.Result(List.of(placed(COLOURED, found)))));

        // then
        assertThat(work.stage().label()).isEqualTo(expected);
    }

    @Test
    void thoseWithAPathGoOnAndTheRestEscalates() {
        // given
        Protection other = new Protection(
                new io.cemfleet.orchestrator.incident.ProtectionKey(
                        "berlin", "prague", null, io.cemfleet.a2a.contract.TeType.SR_MPLS),
                WANTED.scope(),
                WANTED.attempts(),
                WANTED.state());
        IncidentWorkUnit work = WorkUnitFixtures.at(new IncidentStage.Computing(), WANTED, other);

        // when
        IncidentPhases.answered(
                work,
                WorkUnitFixtures.call(CallStep.COMPUTE),
                new CallOutcome.Done(new ComputePlan.Result(
                        List.of(placed(COLOURED, true), placed(OrchestratorFixtures.PLAIN, false)))));

        // then
        assertThat(work.stage()).isEqualTo(new IncidentStage.Provisioning());
        assertThat(work.progress().escalation()).isNotNull();
        assertThat(WorkUnitFixtures.sent(work, StatusUpdate.Request.class))
                .extracting(StatusUpdate.Request::status)
                .containsExactly(IncidentState.COMPUTING, IncidentState.ESCALATED);
    }

    static Stream<Arguments> clears() {
        return Stream.of(
                arguments(new IncidentStage.Detecting(), null, IncidentState.CLOSED),
                arguments(new IncidentStage.Dampening(OrchestratorFixtures.BEGIN), null, IncidentState.CLOSED),
                arguments(new IncidentStage.Assessing(), null, IncidentState.CLOSED),
                arguments(new IncidentStage.Computing(), WANTED, IncidentState.CLOSED),
                arguments(new IncidentStage.Provisioning(), WorkUnitFixtures.planned(), IncidentState.PROVISIONING),
                arguments(new IncidentStage.Steering(), WorkUnitFixtures.provisioned(), IncidentState.STEERING),
                arguments(new IncidentStage.Monitoring(), WorkUnitFixtures.steered(), IncidentState.MONITORING),
                arguments(new IncidentStage.Restoring(), WorkUnitFixtures.steered(), IncidentState.RESTORING),
                arguments(
                        new IncidentStage.Escalated(EscalationReason.TELEMETRY_MISSING, "6"),
                        WorkUnitFixtures.steered(),
                        IncidentState.MONITORING),
                arguments(
                        new IncidentStage.Escalated(EscalationReason.NO_ALTERNATE_PATH, "3"),
                        WorkUnitFixtures.protection(new ProtectionState.NoPath(List.of(), true, false)),
                        IncidentState.CLOSED),
                arguments(
                        new IncidentStage.Escalated(EscalationReason.CLEANUP_FAILED, "7"),
                        WorkUnitFixtures.protection(new ProtectionState.FailedHolding(
                                WorkUnitFixtures.ROUTE, WorkUnitFixtures.TUNNEL, true)),
                        IncidentState.ESCALATED));
    }

    @ParameterizedTest
    @MethodSource("clears")
    void aClearEndsAnIncidentOnlyBeforeAnythingWasDone(
            IncidentStage stage, @org.jspecify.annotations.Nullable Protection protection, IncidentState expected) {
        IncidentWorkUnit work =
                protection == null ? WorkUnitFixtures.at(stage) : WorkUnitFixtures.at(stage, protection);

        IncidentPhases.fold(
                work, new IncidentFact.UpdateReceived(updated(WorkUnitFixtures.ID, IncidentChange.CLEARED, LINK)));
        IncidentPhases.advance(work);

        assertThat(work.stage().label()).isEqualTo(expected);
    }

    static Stream<Arguments> growths() {
        return Stream.of(
                arguments(new IncidentStage.Detecting(), IncidentState.DETECTING),
                arguments(new IncidentStage.Dampening(OrchestratorFixtures.BEGIN), IncidentState.ASSESSING),
                arguments(new IncidentStage.Assessing(), IncidentState.ASSESSING),
                arguments(new IncidentStage.Computing(), IncidentState.ASSESSING),
                arguments(new IncidentStage.Provisioning(), IncidentState.ASSESSING),
                arguments(new IncidentStage.Steering(), IncidentState.ASSESSING),
                arguments(new IncidentStage.Monitoring(), IncidentState.ASSESSING),
                arguments(new IncidentStage.Restoring(), IncidentState.ASSESSING),
                arguments(
                        new IncidentStage.Escalated(EscalationReason.NO_ALTERNATE_PATH, "3"), IncidentState.ASSESSING));
    }

    @ParameterizedTest
    @MethodSource("growths")
    void anIncidentThatGrowsIsReassessedUnderANewPlan(IncidentStage stage, IncidentState expected) {
        IncidentWorkUnit work = WorkUnitFixtures.at(stage, WorkUnitFixtures.steered());
        long revision = work.progress().planRevision();

        IncidentPhases.fold(
                work,
                new IncidentFact.UpdateReceived(updated(WorkUnitFixtures.ID, IncidentChange.GROWN, LINK, OTHER_LINK)));

        assertThat(work.stage().label()).isEqualTo(expected);
        assertThat(work.progress().planRevision()).isEqualTo(revision + 1);
        assertThat(work.context().links().degraded()).containsExactly(LINK, OTHER_LINK);
    }

    @ParameterizedTest
    @MethodSource("growths")
    void anUpdateThatAddsNoLinkEntersNoNodeAgain(IncidentStage stage, IncidentState ignored) {
        IncidentWorkUnit work = WorkUnitFixtures.at(stage, WorkUnitFixtures.steered());
        List<String> nodes = work.progress().nodes();

        IncidentPhases.fold(
                work, new IncidentFact.UpdateReceived(updated(WorkUnitFixtures.ID, IncidentChange.GROWN, LINK)));

        assertThat(work.stage()).isEqualTo(stage);
        assertThat(work.progress().nodes()).isEqualTo(nodes);
    }

    static Stream<Arguments> restorations() {
        return Stream.of(
                arguments(RestorationEvent.SLA_RECOVERED, new IncidentStage.Monitoring(), IncidentState.MONITORING),
                arguments(
                        RestorationEvent.HOLD_TIMER_STARTED, new IncidentStage.Monitoring(), IncidentState.MONITORING),
                arguments(RestorationEvent.HOLD_TIMER_EXPIRED, new IncidentStage.Monitoring(), IncidentState.RESTORING),
                arguments(RestorationEvent.STABILITY_VERIFIED, new IncidentStage.Monitoring(), IncidentState.RESTORING),
                arguments(RestorationEvent.CUTOVER_STAGE, new IncidentStage.Monitoring(), IncidentState.RESTORING),
                arguments(RestorationEvent.SLA_RELAPSED, new IncidentStage.Monitoring(), IncidentState.MONITORING),
                arguments(RestorationEvent.SLA_RELAPSED, new IncidentStage.Restoring(), IncidentState.MONITORING),
                arguments(RestorationEvent.TELEMETRY_MISSING, new IncidentStage.Monitoring(), IncidentState.ESCALATED),
                arguments(RestorationEvent.CLEANUP_FAILED, new IncidentStage.Restoring(), IncidentState.ESCALATED),
                arguments(RestorationEvent.RESTORED, new IncidentStage.Restoring(), IncidentState.CLOSED),
                arguments(
                        RestorationEvent.RESTORATION_DEFERRED,
                        new IncidentStage.Monitoring(),
                        IncidentState.MONITORING),
                arguments(
                        RestorationEvent.SLA_RECOVERED,
                        new IncidentStage.Escalated(EscalationReason.TELEMETRY_MISSING, "6"),
                        IncidentState.MONITORING),
                arguments(
                        RestorationEvent.RESTORED,
                        new IncidentStage.Escalated(EscalationReason.CLEANUP_FAILED, "7"),
                        IncidentState.CLOSED));
    }

    @ParameterizedTest
    @MethodSource("restorations")
    void theRestorationMonitorsReportsMoveTheIncident(
            RestorationEvent event, IncidentStage from, IncidentState expected) {
        IncidentWorkUnit work = WorkUnitFixtures.at(WorkUnitFixtures.watched(from), WorkUnitFixtures.steered());

        IncidentPhases.fold(
                work,
                new IncidentFact.RestorationReported(seen(
                        WorkUnitFixtures.ID,
                        event,
                        1,
                        Map.of("protection_weight", 75, "original_weight", 25, "stage", 1, "verified", true))));

        assertThat(work.stage().label()).isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource("restorations")
    void aReportAboutAnOlderPlanChangesNothing(RestorationEvent event, IncidentStage from, IncidentState ignored) {
        Incident incident = WorkUnitFixtures.watched(from);
        IncidentWorkUnit work = WorkUnitFixtures.at(
                incident.with(incident.progress()
                        .with(incident.progress().monitoring().accepted(2))),
                WorkUnitFixtures.steered());

        String verdict = IncidentPhases.fold(
                work, new IncidentFact.RestorationReported(seen(WorkUnitFixtures.ID, event, 1, Map.of())));

        assertThat(verdict).startsWith("ignored");
        assertThat(work.stage()).isEqualTo(from);
        assertThat(work.outgoing()).isEmpty();
    }

    @Test
    void anIncidentIsNeverResolvedWhileSomethingIsLeft() {
        // given a protection that failed and could not be removed
        Protection left = WorkUnitFixtures.steered()
                .in(
                        new ProtectionState.FailedHolding(WorkUnitFixtures.ROUTE, null, true),
                        AttemptState.NONE.exhausted(3, "no answer"));
        Protection other = new Protection(
                new io.cemfleet.orchestrator.incident.ProtectionKey(
                        "berlin", "prague", null, io.cemfleet.a2a.contract.TeType.SR_MPLS),
                left.scope(),
                left.attempts(),
                WorkUnitFixtures.steered().state());
        IncidentWorkUnit work =
                WorkUnitFixtures.at(WorkUnitFixtures.watched(new IncidentStage.Restoring()), left, other);

        // when
        IncidentPhases.fold(
                work,
                new IncidentFact.RestorationReported(
                        seen(WorkUnitFixtures.ID, RestorationEvent.RESTORED, 1, Map.of())));

        // then
        assertThat(work.stage()).isEqualTo(new IncidentStage.Escalated(EscalationReason.CLEANUP_FAILED, "7"));
        assertThat(WorkUnitFixtures.sent(work)).doesNotContain("ticket_closed");
    }
}
