package io.cemfleet.orchestrator.flow;

import static io.cemfleet.orchestrator.OrchestratorFixtures.BEGIN;
import static io.cemfleet.orchestrator.OrchestratorFixtures.COLOURED;
import static io.cemfleet.orchestrator.flow.WorkUnitFixtures.ROUTE;
import static io.cemfleet.orchestrator.flow.WorkUnitFixtures.TUNNEL;
import static io.cemfleet.orchestrator.flow.WorkUnitFixtures.at;
import static io.cemfleet.orchestrator.flow.WorkUnitFixtures.decided;
import static io.cemfleet.orchestrator.flow.WorkUnitFixtures.entered;
import static io.cemfleet.orchestrator.flow.WorkUnitFixtures.fold;
import static io.cemfleet.orchestrator.flow.WorkUnitFixtures.incident;
import static io.cemfleet.orchestrator.flow.WorkUnitFixtures.lone;
import static io.cemfleet.orchestrator.flow.WorkUnitFixtures.messages;
import static io.cemfleet.orchestrator.flow.WorkUnitFixtures.other;
import static io.cemfleet.orchestrator.flow.WorkUnitFixtures.protection;
import static io.cemfleet.orchestrator.flow.WorkUnitFixtures.sent;
import static io.cemfleet.orchestrator.flow.WorkUnitFixtures.steered;
import static io.cemfleet.orchestrator.flow.WorkUnitFixtures.watched;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.cemfleet.a2a.contract.EscalationReason;
import io.cemfleet.a2a.contract.IncidentState;
import io.cemfleet.a2a.contract.NotSteeredReason;
import io.cemfleet.a2a.contract.OperatorActionKind;
import io.cemfleet.a2a.contract.OriginalPath;
import io.cemfleet.a2a.contract.PlacementDecline;
import io.cemfleet.orchestrator.incident.Autonomy;
import io.cemfleet.orchestrator.incident.CallStep;
import io.cemfleet.orchestrator.incident.Escalation;
import io.cemfleet.orchestrator.incident.IncidentFact;
import io.cemfleet.orchestrator.incident.IncidentStage;
import io.cemfleet.orchestrator.incident.IncidentTransition;
import io.cemfleet.orchestrator.incident.Protection;
import io.cemfleet.orchestrator.incident.ProtectionRecord;
import io.cemfleet.orchestrator.incident.ProtectionRoute;
import io.cemfleet.orchestrator.incident.ProtectionState;
import io.cemfleet.orchestrator.incident.QueryRetryState;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What an operator's decision leads to, depending on what there is to try again. */
class OperatorDecisionsTest {
    private static final ProtectionState NO_PATH = new ProtectionState.NoPath(List.of(), true, false);

    /** On links that its original path has too: no other path avoids more. */
    private static final ProtectionRoute SAME_LINKS = new ProtectionRoute(
            ROUTE.path(), List.of(), new OriginalPath(ROUTE.path().links(), null), List.of());

    private static IncidentWorkUnit in(IncidentStage stage, Protection... protections) {
        return at(watched(stage), protections);
    }

    private static IncidentStage escalated(EscalationReason reason) {
        return new IncidentStage.Escalated(reason, "4");
    }

    private static Protection onSameLinks() {
        return protection(new ProtectionState.Steered(SAME_LINKS, TUNNEL, List.of("L3VPN-1")));
    }

    @Test
    void aTakeOverCancelsNoWatchThatWasNeverAccepted() {
        IncidentWorkUnit work = at(new IncidentStage.Assessing());

        OperatorCommands.takeOver(work, "anna", "I know this router");

        assertThat(sent(work)).containsExactly("status_update");
    }

    @ParameterizedTest
    @EnumSource(
            value = OperatorActionKind.class,
            names = {"APPROVE", "REJECT", "RETRY"})
    void aDecisionBelongsToANewPlan(OperatorActionKind action) {
        IncidentWorkUnit work = in(new IncidentStage.Assessing());
        long revision = work.progress().planRevision();

        IncidentPhases.fold(work, decided(action, null));

        assertThat(work.progress().planRevision()).isEqualTo(revision + 1);
    }

    @Test
    void anAllowedOverloadIsReportedAndRequestsDeclinedProtectionsAgain() {
        // given
        Protection declined = protection(NO_PATH)
                .declined(new ProtectionRecord.PlanDecline(
                        new PlacementDecline(PlacementDecline.Reason.NO_ROOM, List.of(), "add capacity"), BEGIN));
        IncidentWorkUnit work = in(new IncidentStage.Monitoring(), declined);

        // when
        String result = fold(work, decided(OperatorActionKind.ALLOW_OVERLOAD, null));

        // then
        assertThat(result).isEqualTo("folded");
        assertThat(messages(work).getFirst()).isEqualTo("Paths without room allowed by anna");
        assertThat(work.stage()).isEqualTo(new IncidentStage.Assessing());
    }

    @Test
    void aRetryIsReportedAndEndsTheEscalation() {
        // given
        IncidentWorkUnit work = in(new IncidentStage.Monitoring(), onSameLinks());
        work.update(work.progress().with(new Escalation(EscalationReason.MONITORING_UNAVAILABLE, "6", BEGIN)));

        // when
        String result = fold(work, decided(OperatorActionKind.RETRY, null));

        // then
        assertThat(result).isEqualTo("folded");
        assertThat(messages(work)).startsWith("Another try, requested by anna");
        assertThat(work.progress().escalation()).isNull();
    }

    @Test
    void aRetryWithNothingToTryAgainIsIgnored() {
        IncidentWorkUnit work = in(new IncidentStage.Assessing());

        assertThat(fold(work, decided(OperatorActionKind.RETRY, null)))
                .isEqualTo("ignored: nothing to try again in assessing");
    }

    @Test
    void aRetryDoesNotWaitForThePauseAfterFailures() {
        IncidentWorkUnit work = in(new IncidentStage.Monitoring(), onSameLinks());
        work.update(work.progress().with(new QueryRetryState(2, work.now().plusSeconds(60))));

        fold(work, decided(OperatorActionKind.RETRY, null));

        assertThat(work.calls()).extracting("step").containsExactly(CallStep.MONITOR);
    }

    @Test
    void aRetrySteersServicesThatWereGivenUpBeforeAnythingElse() {
        // given
        Protection inPart = lone(new ProtectionState.Steered(ROUTE, TUNNEL, List.of("L3VPN-1")))
                .unsteered(List.of(new ProtectionRecord.UnsteeredService("L3VPN-2", NotSteeredReason.NO_COLOR, true)));
        IncidentWorkUnit work = in(new IncidentStage.Monitoring(), inPart);

        // when
        String result = fold(work, decided(OperatorActionKind.RETRY, null));

        // then
        assertThat(result).isEqualTo("folded");
        assertThat(work.stage()).isEqualTo(new IncidentStage.Monitoring());
        assertThat(work.calls()).extracting("step").contains(CallStep.STEER);
    }

    static Stream<Arguments> monitored() {
        return Stream.of(
                arguments(protection(NO_PATH), IncidentState.COMPUTING, CallStep.COMPUTE),
                arguments(steered(), IncidentState.COMPUTING, CallStep.COMPUTE),
                arguments(onSameLinks(), IncidentState.MONITORING, CallStep.MONITOR));
    }

    @ParameterizedTest
    @MethodSource("monitored")
    void aRetrySeeksAPathThenAnotherPathThenRenewsTheWatch(
            Protection protection, IncidentState expected, CallStep step) {
        IncidentWorkUnit work = in(new IncidentStage.Monitoring(), protection);

        fold(work, decided(OperatorActionKind.RETRY, null));

        assertThat(work.stage().label()).isEqualTo(expected);
        assertThat(work.calls()).extracting("step").containsExactly(step);
    }

    @Test
    void aRetryOfOneProtectionLeavesTheOthers() {
        IncidentWorkUnit work =
                in(new IncidentStage.Monitoring(), protection(NO_PATH), WorkUnitFixtures.of("berlin", NO_PATH));

        IncidentPhases.fold(work, decided(OperatorActionKind.RETRY, COLOURED));

        assertThat(work.protections())
                .extracting(protection -> protection.state().label())
                .containsExactly("wanted", "no_path");
    }

    @Test
    void aRetryOfTheCleanupTouchesNoOtherProtection() {
        // given
        Protection left = protection(new ProtectionState.FailedHolding(ROUTE, TUNNEL, true));
        IncidentWorkUnit work = in(escalated(EscalationReason.CLEANUP_FAILED), left, other());

        // when
        IncidentPhases.fold(work, decided(OperatorActionKind.RETRY, null));

        // then
        assertThat(work.changed()).extracting(Protection::id).containsExactly(left.id());
    }

    static Stream<Arguments> stopped() {
        return Stream.of(
                arguments(EscalationReason.DID_NOT_HELP, steered(), IncidentState.COMPUTING),
                arguments(EscalationReason.DID_NOT_HELP, onSameLinks(), IncidentState.MONITORING),
                arguments(EscalationReason.TELEMETRY_MISSING, steered(), IncidentState.MONITORING),
                arguments(
                        EscalationReason.UNPROTECTED,
                        protection(new ProtectionState.Unneeded()),
                        IncidentState.ASSESSING));
    }

    @ParameterizedTest
    @MethodSource("stopped")
    void aRetryOfAnEscalatedIncidentGoesWhereSomethingCanBeTried(
            EscalationReason reason, Protection protection, IncidentState expected) {
        IncidentWorkUnit work = in(escalated(reason), protection);

        IncidentPhases.fold(work, decided(OperatorActionKind.RETRY, null));

        assertThat(work.stage().label()).isEqualTo(expected);
        assertThat(work.transitions().getLast().reason()).isEqualTo("an operator wants another try");
    }

    @Test
    void aRetryOfAnIncidentThatWasNeverAssessedAssessesIt() {
        IncidentWorkUnit work = at(incident(escalated(EscalationReason.IMPACT_UNAVAILABLE), false));

        fold(work, decided(OperatorActionKind.RETRY, null));

        assertThat(work.stage()).isEqualTo(new IncidentStage.Assessing());
        assertThat(work.calls()).extracting("step").containsExactly(CallStep.ASSESS);
    }

    @Test
    void anIncidentThatIsHandedBackIsOnANewPlanAndKeepsItsPaths() {
        // given
        IncidentWorkUnit work = in(escalated(EscalationReason.DID_NOT_HELP), steered());
        long revision = work.progress().planRevision();

        // when
        String result = fold(
                work,
                new IncidentFact.HandedBack(
                        "anna", "done", work.context().links().avoided()));

        // then
        assertThat(result).isEqualTo("folded");
        assertThat(work.progress().planRevision()).isEqualTo(revision + 1);
        assertThat(messages(work)).startsWith("Handed back by anna");
        assertThat(work.stage()).isEqualTo(new IncidentStage.Monitoring());
        assertThat(work.transitions().getLast().reason()).isEqualTo("handed back");
    }

    @Test
    void anApprovalOfOnePlanLeavesTheOthersWaiting() {
        // given
        ProtectionState proposed = new ProtectionState.Proposed(ROUTE, null, null, Autonomy.Mode.APPROVE);
        IncidentWorkUnit work =
                in(new IncidentStage.Computing(), protection(proposed), WorkUnitFixtures.of("berlin", proposed));

        // when
        String result = IncidentPhases.fold(work, decided(OperatorActionKind.APPROVE, COLOURED));

        // then
        assertThat(result).isEqualTo("folded");
        assertThat(messages(work)).containsExactly("Approved by anna, provisioning tunnel");
        assertThat(work.protections())
                .extracting(protection -> protection.state().label())
                .containsExactly("planned", "proposed");
        assertThat(entered(work)).isEmpty();
    }

    @Test
    void aPlanThatIsApprovedDuringMonitoringIsCarriedOut() {
        ProtectionState proposed = new ProtectionState.Proposed(ROUTE, null, null, Autonomy.Mode.APPROVE);
        IncidentWorkUnit work = in(new IncidentStage.Monitoring(), protection(proposed), other());

        IncidentPhases.fold(work, decided(OperatorActionKind.APPROVE, null));

        assertThat(work.transitions())
                .singleElement()
                .returns(IncidentState.COMPUTING, IncidentTransition::to)
                .returns("approved by anna", IncidentTransition::reason);
    }

    @ParameterizedTest
    @EnumSource(
            value = OperatorActionKind.class,
            names = {"APPROVE", "REJECT"})
    void aDecisionOnAPlanThatIsNotThereIsIgnored(OperatorActionKind action) {
        IncidentWorkUnit work = in(new IncidentStage.Monitoring(), steered());

        assertThat(fold(work, decided(action, null))).isEqualTo("ignored: nothing waits for approval");
    }

    @Test
    void aRejectedPlanIsRecorded() {
        ProtectionState proposed = new ProtectionState.Proposed(ROUTE, null, null, Autonomy.Mode.APPROVE);
        IncidentWorkUnit work = in(new IncidentStage.Computing(), protection(proposed));

        assertThat(fold(work, decided(OperatorActionKind.REJECT, null))).isEqualTo("folded");
    }

    @Test
    void aDecisionDuringATakeOverIsIgnored() {
        IncidentWorkUnit work = in(new IncidentStage.Monitoring(), steered());
        OperatorCommands.takeOver(work, "anna", "I know this router");

        assertThat(fold(work, decided(OperatorActionKind.RETRY, null))).isEqualTo("ignored: a person has the incident");
    }

    @Test
    void theRoundThatAnOperatorCausesNamesTheOperator() {
        IncidentWorkUnit work = in(new IncidentStage.Monitoring(), protection(NO_PATH));

        fold(work, decided(OperatorActionKind.RETRY, null));

        assertThat(work.transitions())
                .singleElement()
                .returns("Another try, requested by anna", IncidentTransition::reason);
    }

    @Test
    void growthDuringATakeOverIsAssessedOnceHandedBack() {
        IncidentWorkUnit work = in(new IncidentStage.Monitoring(), steered());

        String result = fold(work, new IncidentFact.HandedBack("anna", "done", List.of()));

        assertThat(result).isEqualTo("folded");
        assertThat(work.stage()).isEqualTo(new IncidentStage.Assessing());
    }
}
