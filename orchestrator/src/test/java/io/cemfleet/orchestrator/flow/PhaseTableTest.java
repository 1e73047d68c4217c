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
        IncidentWorkUnit scene = WorkUnitFixtures.at(Incident.detected(detected(WorkUnitFixtures.ID)));

        IncidentPhases.advance(scene);

        assertThat(scene.stage()).isEqualTo(new IncidentStage.Assessing());
        assertThat(scene.calls()).extracting("step").containsExactly(CallStep.ASSESS);
        assertThat(scene.progress().nodes()).containsExactly("start", "detect", "assess");
        assertThat(WorkUnitFixtures.sent(scene, StatusUpdate.Request.class).getFirst())
                .returns("1", StatusUpdate.Request::phase)
                .returns("detecting", StatusUpdate.Request::status)
                .returns(Map.of("alert_count", 3, "correlation_rule", "same_link"), StatusUpdate.Request::details);
    }

    @Test
    void everyAffectedServiceGetsAProtectionAndThoseWithOneKeyShareIt() {
        IncidentWorkUnit scene = WorkUnitFixtures.at(new IncidentStage.Assessing());

        IncidentPhases.answered(scene, WorkUnitFixtures.call(CallStep.ASSESS), new CallOutcome.Done(impact()));

        assertThat(scene.stage()).isEqualTo(new IncidentStage.Computing());
        assertThat(scene.protections())
                .extracting(Protection::id)
                .containsExactly(COLOURED, OrchestratorFixtures.REVERSE, OrchestratorFixtures.PLAIN);
        assertThat(scene.protections().getFirst().cover().services()).containsExactly("L3VPN-1", "L3VPN-2");
        assertThat(scene.protections())
                .flatExtracting(p -> p.cover().services())
                .contains("L3VPN-1", "L3VPN-2", "L3VPN-3");
    }

    @Test
    void nobodyAffectedClosesOnlyWhenTheQuerySucceeded() {
        IncidentWorkUnit scene = WorkUnitFixtures.at(new IncidentStage.Assessing());

        IncidentPhases.answered(scene, WorkUnitFixtures.call(CallStep.ASSESS), new CallOutcome.Done(impact()));
        IncidentWorkUnit nobody = WorkUnitFixtures.at(new IncidentStage.Assessing());
        IncidentPhases.answered(
                nobody,
                WorkUnitFixtures.call(CallStep.ASSESS),
                new CallOutcome.Done(
                        OrchestratorFixtures.impact(new io.cemfleet.a2a.contract.AssessImpact.AffectedService[0])));

        assertThat(nobody.stage().label()).isEqualTo(IncidentState.CLOSED);
        assertThat(WorkUnitFixtures.sent(nobody, TicketClosed.Request.class)
                        .getFirst()
                        .details()
                        .closeReason())
                .isEqualTo(CloseReason.NO_SERVICES_AFFECTED);
        assertThat(scene.stage().label()).isNotEqualTo(IncidentState.CLOSED);
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
    void aFailedImpactQueryIsNeverReadAsNobodyAffected(CallOutcome failure) {
        // given the last attempt
        Incident incident = WorkUnitFixtures.incident(new IncidentStage.Assessing(), false);
        IncidentWorkUnit scene =
                WorkUnitFixtures.at(incident.with(incident.progress().with(new QueryRetryState(2, null))));

        // when
        IncidentPhases.answered(scene, WorkUnitFixtures.call(CallStep.ASSESS), failure);

        // then
        assertThat(scene.stage()).isEqualTo(new IncidentStage.Escalated(EscalationReason.IMPACT_UNAVAILABLE, "2"));
        assertThat(WorkUnitFixtures.sent(scene))
                .containsSubsequence("error", "status_update")
                .doesNotContain("ticket_closed");
        assertThat(WorkUnitFixtures.sent(scene, ErrorReport.Request.class).getFirst())
                .returns("impact_unavailable", ErrorReport.Request::code)
                .returns("2", ErrorReport.Request::phase);
        assertThat(WorkUnitFixtures.sent(scene, StatusUpdate.Request.class)
                        .getFirst()
                        .details())
                .containsEntry("reason", "impact_unavailable")
                .containsKeys("options", "evidence");
    }

    @Test
    void aPassingFailureIsTriedAgainAfterAPause() {
        IncidentWorkUnit scene = WorkUnitFixtures.at(new IncidentStage.Assessing());

        IncidentPhases.answered(scene, WorkUnitFixtures.call(CallStep.ASSESS), AGAIN);
        IncidentPhases.advance(scene);

        assertThat(scene.stage()).isEqualTo(new IncidentStage.Assessing());
        assertThat(scene.calls()).isEmpty();
        assertThat(scene.wakeAt()).isEqualTo(scene.now().plusSeconds(1));
        assertThat(scene.outgoing()).isEmpty();
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
                    incident.picture().with(incident.picture().links().clearing(List.of(LINK))));
        }
        IncidentWorkUnit scene = WorkUnitFixtures.at(incident, WANTED);

        // when
        IncidentPhases.answered(
                scene,
                WorkUnitFixtures.call(CallStep.COMPUTE),
                new CallOutcome.Done(new ComputePlan.Result(List.of(placed(COLOURED, found)))));

        // then
        assertThat(scene.stage().label()).isEqualTo(expected);
    }

    @Test
    void thoseWithAPathGoOnAndTheRestEscalates() {
        // given
        Protection other = new Protection(
                new io.cemfleet.orchestrator.incident.ProtectionKey(
                        "berlin", "prague", null, io.cemfleet.a2a.contract.TeType.SR_MPLS),
                WANTED.cover(),
                WANTED.effort(),
                WANTED.state());
        IncidentWorkUnit scene = WorkUnitFixtures.at(new IncidentStage.Computing(), WANTED, other);

        // when
        IncidentPhases.answered(
                scene,
                WorkUnitFixtures.call(CallStep.COMPUTE),
                new CallOutcome.Done(new ComputePlan.Result(
                        List.of(placed(COLOURED, true), placed(OrchestratorFixtures.PLAIN, false)))));

        // then
        assertThat(scene.stage()).isEqualTo(new IncidentStage.Provisioning());
        assertThat(scene.progress().escalation()).isNotNull();
        assertThat(WorkUnitFixtures.sent(scene, StatusUpdate.Request.class))
                .extracting(StatusUpdate.Request::status)
                .containsExactly("computing", "escalated");
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
        IncidentWorkUnit scene =
                protection == null ? WorkUnitFixtures.at(stage) : WorkUnitFixtures.at(stage, protection);

        IncidentPhases.fold(
                scene, new IncidentFact.UpdateReceived(updated(WorkUnitFixtures.ID, IncidentChange.CLEARED, LINK)));
        IncidentPhases.advance(scene);

        assertThat(scene.stage().label()).isEqualTo(expected);
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
    void anIncidentThatGrowsIsAssessedAnewUnderANewPlan(IncidentStage stage, IncidentState expected) {
        IncidentWorkUnit scene = WorkUnitFixtures.at(stage, WorkUnitFixtures.steered());
        long revision = scene.progress().planRevision();

        IncidentPhases.fold(
                scene,
                new IncidentFact.UpdateReceived(updated(WorkUnitFixtures.ID, IncidentChange.GROWN, LINK, OTHER_LINK)));

        assertThat(scene.stage().label()).isEqualTo(expected);
        assertThat(scene.progress().planRevision()).isEqualTo(revision + 1);
        assertThat(scene.picture().links().degraded()).containsExactly(LINK, OTHER_LINK);
    }

    @ParameterizedTest
    @MethodSource("growths")
    void anUpdateThatAddsNoLinkEntersNoNodeAgain(IncidentStage stage, IncidentState ignored) {
        IncidentWorkUnit scene = WorkUnitFixtures.at(stage, WorkUnitFixtures.steered());
        List<String> nodes = scene.progress().nodes();

        IncidentPhases.fold(
                scene, new IncidentFact.UpdateReceived(updated(WorkUnitFixtures.ID, IncidentChange.GROWN, LINK)));

        assertThat(scene.stage()).isEqualTo(stage);
        assertThat(scene.progress().nodes()).isEqualTo(nodes);
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
        IncidentWorkUnit scene = WorkUnitFixtures.at(WorkUnitFixtures.watched(from), WorkUnitFixtures.steered());

        IncidentPhases.fold(
                scene,
                new IncidentFact.RestorationReported(seen(
                        WorkUnitFixtures.ID,
                        event,
                        1,
                        Map.of("protection_weight", 75, "original_weight", 25, "stage", 1, "verified", true))));

        assertThat(scene.stage().label()).isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource("restorations")
    void aReportAboutAnOlderPlanChangesNothing(RestorationEvent event, IncidentStage from, IncidentState ignored) {
        Incident incident = WorkUnitFixtures.watched(from);
        IncidentWorkUnit scene = WorkUnitFixtures.at(
                incident.with(
                        incident.progress().with(incident.progress().watch().taken(2))),
                WorkUnitFixtures.steered());

        String verdict = IncidentPhases.fold(
                scene, new IncidentFact.RestorationReported(seen(WorkUnitFixtures.ID, event, 1, Map.of())));

        assertThat(verdict).startsWith("ignored");
        assertThat(scene.stage()).isEqualTo(from);
        assertThat(scene.outgoing()).isEmpty();
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
                left.cover(),
                left.effort(),
                WorkUnitFixtures.steered().state());
        IncidentWorkUnit scene =
                WorkUnitFixtures.at(WorkUnitFixtures.watched(new IncidentStage.Restoring()), left, other);

        // when
        IncidentPhases.fold(
                scene,
                new IncidentFact.RestorationReported(
                        seen(WorkUnitFixtures.ID, RestorationEvent.RESTORED, 1, Map.of())));

        // then
        assertThat(scene.stage()).isEqualTo(new IncidentStage.Escalated(EscalationReason.CLEANUP_FAILED, "7"));
        assertThat(WorkUnitFixtures.sent(scene)).doesNotContain("ticket_closed");
    }
}
