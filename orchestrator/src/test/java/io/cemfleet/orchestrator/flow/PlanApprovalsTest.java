package io.cemfleet.orchestrator.flow;

import static io.cemfleet.orchestrator.OrchestratorFixtures.BEGIN;
import static io.cemfleet.orchestrator.OrchestratorFixtures.COLOURED;
import static io.cemfleet.orchestrator.OrchestratorFixtures.LINK;
import static io.cemfleet.orchestrator.OrchestratorFixtures.placed;
import static io.cemfleet.orchestrator.OrchestratorFixtures.updated;
import static org.assertj.core.api.Assertions.assertThat;

import io.cemfleet.a2a.contract.Approval;
import io.cemfleet.a2a.contract.CloseReason;
import io.cemfleet.a2a.contract.ComputePlan;
import io.cemfleet.a2a.contract.EscalationReason;
import io.cemfleet.a2a.contract.IncidentChange;
import io.cemfleet.a2a.contract.NotificationEvent;
import io.cemfleet.a2a.contract.OperatorActionKind;
import io.cemfleet.a2a.contract.ProvisionTunnel;
import io.cemfleet.a2a.contract.SendNotification;
import io.cemfleet.a2a.contract.StatusUpdate;
import io.cemfleet.a2a.contract.TicketClosed;
import io.cemfleet.orchestrator.OrchestratorFixtures;
import io.cemfleet.orchestrator.incident.Autonomy;
import io.cemfleet.orchestrator.incident.CallOutcome;
import io.cemfleet.orchestrator.incident.CallStep;
import io.cemfleet.orchestrator.incident.IncidentFact;
import io.cemfleet.orchestrator.incident.IncidentStage;
import io.cemfleet.orchestrator.incident.NoPathPolicy;
import io.cemfleet.orchestrator.incident.Protection;
import io.cemfleet.orchestrator.incident.ProtectionState;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Autonomy by tier: what waits for a person, and what is only shown. */
class PlanApprovalsTest {
    private final InMemoryKeyRegistry keys = new InMemoryKeyRegistry();

    private IncidentWorkUnit computed(Autonomy.Mode platinum, Protection... more) {
        Protection[] all = new Protection[more.length + 1];
        all[0] = WorkUnitFixtures.protection(ProtectionState.Wanted.NEW);
        System.arraycopy(more, 0, all, 1, more.length);
        IncidentWorkUnit work = WorkUnitFixtures.at(
                WorkUnitFixtures.incident(new IncidentStage.Computing(), true),
                OrchestratorFixtures.rules(NoPathPolicy.ESCALATE, platinum),
                keys,
                all);
        IncidentPhases.answered(
                work,
                WorkUnitFixtures.call(CallStep.COMPUTE),
                new CallOutcome.Done(new ComputePlan.Result(
                        List.of(placed(COLOURED, true), placed(OrchestratorFixtures.PLAIN, true)))));
        IncidentPhases.advance(work);
        return work;
    }

    @ParameterizedTest
    @ValueSource(strings = {"APPROVE", "RECOMMEND"})
    void computingWaitsForApprovalWhereTheTierAsksForIt(String mode) {
        IncidentWorkUnit work = computed(Autonomy.Mode.valueOf(mode));

        assertThat(work.stage()).isEqualTo(new IncidentStage.Computing());
        assertThat(work.calls()).isEmpty();
        assertThat(WorkUnitFixtures.sent(work, StatusUpdate.Request.class))
                .hasSize(1)
                .first()
                .returns("3", StatusUpdate.Request::phase)
                .extracting(StatusUpdate.Request::details)
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.MAP)
                .containsEntry("waiting_for", "approval")
                .containsKeys("path_type", "hop_count", "paths", "proposed");
    }

    @Test
    void operatorsAreNotifiedOncePerWaitAndOnlyWhereApprovalIsNeeded() {
        IncidentWorkUnit work = computed(Autonomy.Mode.APPROVE);
        IncidentWorkUnit observed = computed(Autonomy.Mode.OBSERVE);

        // when another protection comes to wait beside the first
        Protection second =
                WorkUnitFixtures.of("berlin", work.protections().getFirst().state());
        work.put(second);
        PlanApprovals.propose(work, List.of(second));

        // then
        assertThat(WorkUnitFixtures.sent(work, SendNotification.Request.class))
                .singleElement()
                .returns(NotificationEvent.APPROVAL_NEEDED, SendNotification.Request::event)
                .extracting(SendNotification.Request::details)
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.MAP)
                .containsEntry("services", 1L)
                .containsEntry("waiting_for", "approval")
                .containsEntry("protections", List.of(COLOURED))
                .containsEntry("degraded_links", List.of(LINK));
        assertThat(WorkUnitFixtures.sent(observed, SendNotification.Request.class))
                .isEmpty();
    }

    @Test
    void observingShowsWhatItWouldDoAndDoesNothing() {
        IncidentWorkUnit work = computed(Autonomy.Mode.OBSERVE);
        IncidentPhases.fold(
                work, new IncidentFact.OperatorDecided(OperatorActionKind.APPROVE, "anna", "do it", BEGIN, null));
        IncidentPhases.advance(work);

        assertThat(work.stage()).isEqualTo(new IncidentStage.Computing());
        assertThat(work.calls()).isEmpty();
        assertThat(WorkUnitFixtures.sent(work, StatusUpdate.Request.class)
                        .getFirst()
                        .details())
                .containsKey("proposed")
                .doesNotContainKey("waiting_for");
    }

    @Test
    void anApprovedPlanIsCarriedOutAndEveryWriteNamesThePerson() {
        // given
        IncidentWorkUnit work = computed(Autonomy.Mode.APPROVE);

        // when
        IncidentPhases.fold(
                work, new IncidentFact.OperatorDecided(OperatorActionKind.APPROVE, "anna", "do it", BEGIN, null));
        IncidentPhases.advance(work);

        // then
        assertThat(work.stage()).isEqualTo(new IncidentStage.Provisioning());
        assertThat(((ProvisionTunnel.Request) work.calls().getFirst().payload()).approval())
                .isEqualTo(new Approval(Approval.Mode.APPROVE, "anna", BEGIN));
    }

    @Test
    void aRejectedPlanEscalatesAndAnotherTryTakesAnotherPath() {
        // given
        IncidentWorkUnit work = computed(Autonomy.Mode.APPROVE);

        // when
        IncidentPhases.fold(
                work,
                new IncidentFact.OperatorDecided(OperatorActionKind.REJECT, "anna", "not over munich", BEGIN, null));

        // then
        assertThat(work.stage()).isEqualTo(new IncidentStage.Escalated(EscalationReason.PLAN_REJECTED, "3"));

        // and
        IncidentPhases.fold(
                work, new IncidentFact.OperatorDecided(OperatorActionKind.RETRY, "anna", "elsewhere", BEGIN, null));
        IncidentPhases.advance(work);
        assertThat(WorkUnitFixtures.avoided(work)).containsExactly(LINK, "frankfurt-munich", "munich-prague");
    }

    @Test
    void automaticTiersGoOnWhileAnotherWaits() {
        IncidentWorkUnit work =
                computed(Autonomy.Mode.APPROVE, WorkUnitFixtures.of("berlin", ProtectionState.Wanted.NEW));

        assertThat(work.stage()).isEqualTo(new IncidentStage.Provisioning());
        assertThat(work.calls()).extracting("protection").containsExactly(OrchestratorFixtures.PLAIN);
    }

    @Test
    void aClearWhileItWaitsClosesTheIncident() {
        IncidentWorkUnit work = computed(Autonomy.Mode.APPROVE);

        IncidentPhases.fold(
                work, new IncidentFact.UpdateReceived(updated(WorkUnitFixtures.ID, IncidentChange.CLEARED, LINK)));

        assertThat(WorkUnitFixtures.sent(work, TicketClosed.Request.class)
                        .getFirst()
                        .details()
                        .closeReason())
                .isEqualTo(CloseReason.CLEARED_BEFORE_ACTION);
    }

    @ParameterizedTest
    @CsvSource({
        "APPROVE,'Alternate path found (sr-mpls), waiting for approval'",
        "OBSERVE,'Alternate path found (sr-mpls), observing, nothing is done'"
    })
    void theUpdateSaysWhetherAPlanWaitsOrIsOnlyShown(Autonomy.Mode mode, String message) {
        assertThat(WorkUnitFixtures.messages(computed(mode))).containsExactly(message);
    }
}
