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
import io.cemfleet.a2a.contract.IncidentChange;
import io.cemfleet.a2a.contract.IncidentState;
import io.cemfleet.a2a.contract.RestorationEvent;
import io.cemfleet.a2a.contract.StatusUpdate;
import io.cemfleet.a2a.contract.TicketClosed;
import io.cemfleet.orchestrator.OrchestratorFixtures;
import io.cemfleet.orchestrator.incident.Answer;
import io.cemfleet.orchestrator.incident.Effort;
import io.cemfleet.orchestrator.incident.Fact;
import io.cemfleet.orchestrator.incident.Incident;
import io.cemfleet.orchestrator.incident.Protection;
import io.cemfleet.orchestrator.incident.ProtectionState;
import io.cemfleet.orchestrator.incident.Retry;
import io.cemfleet.orchestrator.incident.Stage;
import io.cemfleet.orchestrator.incident.Step;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The state table, row by row. */
class PhaseTableTest {
    private static final Answer AGAIN = new Answer.Failed("cnc_unavailable", "no answer from the controller", true);
    private static final Protection WANTED = Scenes.protection(ProtectionState.Wanted.NEW);

    @Test
    void aConfirmedDegradationIsAssessedAtOnce() {
        Scene scene = Scenes.at(Incident.detected(detected(Scenes.ID)));

        Flow.advance(scene);

        assertThat(scene.stage()).isEqualTo(new Stage.Assessing());
        assertThat(scene.calls()).extracting("step").containsExactly(Step.ASSESS);
        assertThat(scene.progress().nodes()).containsExactly("start", "detect", "assess");
        assertThat(Scenes.sent(scene, StatusUpdate.Request.class).getFirst())
                .returns("1", StatusUpdate.Request::phase)
                .returns("detecting", StatusUpdate.Request::status)
                .returns(Map.of("alert_count", 3, "correlation_rule", "same_link"), StatusUpdate.Request::details);
    }

    @Test
    void everyAffectedServiceGetsAProtectionAndThoseWithOneKeyShareIt() {
        Scene scene = Scenes.at(new Stage.Assessing());

        Flow.answered(scene, Scenes.call(Step.ASSESS), new Answer.Done(impact()));

        assertThat(scene.stage()).isEqualTo(new Stage.Computing());
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
        Scene scene = Scenes.at(new Stage.Assessing());

        Flow.answered(scene, Scenes.call(Step.ASSESS), new Answer.Done(impact()));
        Scene nobody = Scenes.at(new Stage.Assessing());
        Flow.answered(
                nobody,
                Scenes.call(Step.ASSESS),
                new Answer.Done(
                        OrchestratorFixtures.impact(new io.cemfleet.a2a.contract.AssessImpact.AffectedService[0])));

        assertThat(nobody.stage().label()).isEqualTo(IncidentState.CLOSED);
        assertThat(Scenes.sent(nobody, TicketClosed.Request.class)
                        .getFirst()
                        .details()
                        .closeReason())
                .isEqualTo(CloseReason.NO_SERVICES_AFFECTED);
        assertThat(scene.stage().label()).isNotEqualTo(IncidentState.CLOSED);
    }

    static Stream<Answer> failures() {
        return Stream.of(
                AGAIN,
                new Answer.Failed("refused_422", "malformed", false),
                new Answer.Unknown("no answer"),
                new Answer.Done(
                        new io.cemfleet.a2a.contract.AssessImpact.Result(15, Map.of(), List.of(), "7", 1, null)));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void aFailedImpactQueryIsNeverReadAsNobodyAffected(Answer failure) {
        // given the last attempt
        Incident incident = Scenes.incident(new Stage.Assessing(), false);
        Scene scene = Scenes.at(incident.with(incident.progress().with(new Retry(2, null))));

        // when
        Flow.answered(scene, Scenes.call(Step.ASSESS), failure);

        // then
        assertThat(scene.stage()).isEqualTo(new Stage.Escalated("impact_unavailable", "2"));
        assertThat(Scenes.sent(scene))
                .containsSubsequence("error", "status_update")
                .doesNotContain("ticket_closed");
        assertThat(Scenes.sent(scene, ErrorReport.Request.class).getFirst())
                .returns("impact_unavailable", ErrorReport.Request::code)
                .returns("2", ErrorReport.Request::phase);
        assertThat(Scenes.sent(scene, StatusUpdate.Request.class).getFirst().details())
                .containsEntry("reason", "impact_unavailable")
                .containsKeys("options", "evidence");
    }

    @Test
    void aPassingFailureIsTriedAgainAfterAPause() {
        Scene scene = Scenes.at(new Stage.Assessing());

        Flow.answered(scene, Scenes.call(Step.ASSESS), AGAIN);
        Flow.advance(scene);

        assertThat(scene.stage()).isEqualTo(new Stage.Assessing());
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
        Incident incident = Scenes.incident(new Stage.Computing(), true);
        if (cleared) {
            incident = incident.with(
                    incident.picture().with(incident.picture().links().clearing(List.of(LINK))));
        }
        Scene scene = Scenes.at(incident, WANTED);

        // when
        Flow.answered(
                scene,
                Scenes.call(Step.COMPUTE),
                new Answer.Done(new ComputePlan.Result(List.of(placed(COLOURED, found)))));

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
        Scene scene = Scenes.at(new Stage.Computing(), WANTED, other);

        // when
        Flow.answered(
                scene,
                Scenes.call(Step.COMPUTE),
                new Answer.Done(new ComputePlan.Result(
                        List.of(placed(COLOURED, true), placed(OrchestratorFixtures.PLAIN, false)))));

        // then
        assertThat(scene.stage()).isEqualTo(new Stage.Provisioning());
        assertThat(scene.progress().escalation()).isNotNull();
        assertThat(Scenes.sent(scene, StatusUpdate.Request.class))
                .extracting(StatusUpdate.Request::status)
                .containsExactly("computing", "escalated");
    }

    static Stream<Arguments> clears() {
        return Stream.of(
                arguments(new Stage.Detecting(), null, IncidentState.CLOSED),
                arguments(new Stage.Dampening(OrchestratorFixtures.BEGIN), null, IncidentState.CLOSED),
                arguments(new Stage.Assessing(), null, IncidentState.CLOSED),
                arguments(new Stage.Computing(), WANTED, IncidentState.CLOSED),
                arguments(new Stage.Provisioning(), Scenes.planned(), IncidentState.PROVISIONING),
                arguments(new Stage.Steering(), Scenes.provisioned(), IncidentState.STEERING),
                arguments(new Stage.Monitoring(), Scenes.steered(), IncidentState.MONITORING),
                arguments(new Stage.Restoring(), Scenes.steered(), IncidentState.RESTORING),
                arguments(new Stage.Escalated("telemetry_missing", "6"), Scenes.steered(), IncidentState.MONITORING),
                arguments(
                        new Stage.Escalated("no_alternate_path", "3"),
                        Scenes.protection(new ProtectionState.NoPath(List.of(), true, false)),
                        IncidentState.CLOSED),
                arguments(
                        new Stage.Escalated("cleanup_failed", "7"),
                        Scenes.protection(new ProtectionState.FailedHolding(Scenes.ROUTE, Scenes.TUNNEL, true)),
                        IncidentState.ESCALATED));
    }

    @ParameterizedTest
    @MethodSource("clears")
    void aClearEndsAnIncidentOnlyBeforeAnythingWasDone(
            Stage stage, @org.jspecify.annotations.Nullable Protection protection, IncidentState expected) {
        Scene scene = protection == null ? Scenes.at(stage) : Scenes.at(stage, protection);

        Flow.fold(scene, new Fact.Updated(updated(Scenes.ID, IncidentChange.CLEARED, LINK)));
        Flow.advance(scene);

        assertThat(scene.stage().label()).isEqualTo(expected);
    }

    static Stream<Arguments> growths() {
        return Stream.of(
                arguments(new Stage.Detecting(), IncidentState.DETECTING),
                arguments(new Stage.Dampening(OrchestratorFixtures.BEGIN), IncidentState.ASSESSING),
                arguments(new Stage.Assessing(), IncidentState.ASSESSING),
                arguments(new Stage.Computing(), IncidentState.ASSESSING),
                arguments(new Stage.Provisioning(), IncidentState.ASSESSING),
                arguments(new Stage.Steering(), IncidentState.ASSESSING),
                arguments(new Stage.Monitoring(), IncidentState.ASSESSING),
                arguments(new Stage.Restoring(), IncidentState.ASSESSING),
                arguments(new Stage.Escalated("no_alternate_path", "3"), IncidentState.ASSESSING));
    }

    @ParameterizedTest
    @MethodSource("growths")
    void anIncidentThatGrowsIsAssessedAnewUnderANewPlan(Stage stage, IncidentState expected) {
        Scene scene = Scenes.at(stage, Scenes.steered());
        long revision = scene.progress().planRevision();

        Flow.fold(scene, new Fact.Updated(updated(Scenes.ID, IncidentChange.GROWN, LINK, OTHER_LINK)));

        assertThat(scene.stage().label()).isEqualTo(expected);
        assertThat(scene.progress().planRevision()).isEqualTo(revision + 1);
        assertThat(scene.picture().links().degraded()).containsExactly(LINK, OTHER_LINK);
    }

    @ParameterizedTest
    @MethodSource("growths")
    void anUpdateThatAddsNoLinkEntersNoNodeAgain(Stage stage, IncidentState ignored) {
        Scene scene = Scenes.at(stage, Scenes.steered());
        List<String> nodes = scene.progress().nodes();

        Flow.fold(scene, new Fact.Updated(updated(Scenes.ID, IncidentChange.GROWN, LINK)));

        assertThat(scene.stage()).isEqualTo(stage);
        assertThat(scene.progress().nodes()).isEqualTo(nodes);
    }

    static Stream<Arguments> restorations() {
        return Stream.of(
                arguments(RestorationEvent.SLA_RECOVERED, new Stage.Monitoring(), IncidentState.MONITORING),
                arguments(RestorationEvent.HOLD_TIMER_STARTED, new Stage.Monitoring(), IncidentState.MONITORING),
                arguments(RestorationEvent.HOLD_TIMER_EXPIRED, new Stage.Monitoring(), IncidentState.RESTORING),
                arguments(RestorationEvent.STABILITY_VERIFIED, new Stage.Monitoring(), IncidentState.RESTORING),
                arguments(RestorationEvent.CUTOVER_STAGE, new Stage.Monitoring(), IncidentState.RESTORING),
                arguments(RestorationEvent.SLA_RELAPSED, new Stage.Monitoring(), IncidentState.MONITORING),
                arguments(RestorationEvent.SLA_RELAPSED, new Stage.Restoring(), IncidentState.MONITORING),
                arguments(RestorationEvent.TELEMETRY_MISSING, new Stage.Monitoring(), IncidentState.ESCALATED),
                arguments(RestorationEvent.CLEANUP_FAILED, new Stage.Restoring(), IncidentState.ESCALATED),
                arguments(RestorationEvent.RESTORED, new Stage.Restoring(), IncidentState.CLOSED),
                arguments(RestorationEvent.RESTORATION_DEFERRED, new Stage.Monitoring(), IncidentState.MONITORING),
                arguments(
                        RestorationEvent.SLA_RECOVERED,
                        new Stage.Escalated("telemetry_missing", "6"),
                        IncidentState.MONITORING),
                arguments(RestorationEvent.RESTORED, new Stage.Escalated("cleanup_failed", "7"), IncidentState.CLOSED));
    }

    @ParameterizedTest
    @MethodSource("restorations")
    void theRestorationMonitorsReportsMoveTheIncident(RestorationEvent event, Stage from, IncidentState expected) {
        Scene scene = Scenes.at(Scenes.watched(from), Scenes.steered());

        Flow.fold(
                scene,
                new Fact.Restoration(seen(
                        Scenes.ID,
                        event,
                        1,
                        Map.of("protection_weight", 75, "original_weight", 25, "stage", 1, "verified", true))));

        assertThat(scene.stage().label()).isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource("restorations")
    void aReportAboutAnOlderPlanChangesNothing(RestorationEvent event, Stage from, IncidentState ignored) {
        Incident incident = Scenes.watched(from);
        Scene scene = Scenes.at(
                incident.with(
                        incident.progress().with(incident.progress().watch().taken(2))),
                Scenes.steered());

        String verdict = Flow.fold(scene, new Fact.Restoration(seen(Scenes.ID, event, 1, Map.of())));

        assertThat(verdict).startsWith("ignored");
        assertThat(scene.stage()).isEqualTo(from);
        assertThat(scene.outgoing()).isEmpty();
    }

    @Test
    void anIncidentIsNeverResolvedWhileSomethingIsLeft() {
        // given a protection that failed and could not be removed
        Protection left = Scenes.steered()
                .in(new ProtectionState.FailedHolding(Scenes.ROUTE, null, true), Effort.NONE.exhausted(3, "no answer"));
        Protection other = new Protection(
                new io.cemfleet.orchestrator.incident.ProtectionKey(
                        "berlin", "prague", null, io.cemfleet.a2a.contract.TeType.SR_MPLS),
                left.cover(),
                left.effort(),
                Scenes.steered().state());
        Scene scene = Scenes.at(Scenes.watched(new Stage.Restoring()), left, other);

        // when
        Flow.fold(scene, new Fact.Restoration(seen(Scenes.ID, RestorationEvent.RESTORED, 1, Map.of())));

        // then
        assertThat(scene.stage()).isEqualTo(new Stage.Escalated("cleanup_failed", "7"));
        assertThat(Scenes.sent(scene)).doesNotContain("ticket_closed");
    }
}
