package io.cemfleet.orchestrator.flow;

import static io.cemfleet.orchestrator.OrchestratorFixtures.LINK;
import static io.cemfleet.orchestrator.OrchestratorFixtures.OTHER_LINK;
import static io.cemfleet.orchestrator.OrchestratorFixtures.seen;
import static io.cemfleet.orchestrator.OrchestratorFixtures.updated;
import static org.assertj.core.api.Assertions.assertThat;

import io.cemfleet.a2a.contract.EscalationReason;
import io.cemfleet.a2a.contract.IncidentChange;
import io.cemfleet.a2a.contract.RestorationEvent;
import io.cemfleet.a2a.contract.StatusUpdate;
import io.cemfleet.orchestrator.incident.CallStep;
import io.cemfleet.orchestrator.incident.IncidentFact;
import io.cemfleet.orchestrator.incident.IncidentStage;
import io.cemfleet.orchestrator.incident.Protection;
import io.cemfleet.orchestrator.incident.ProtectionState;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A person has the incident: facts are kept and shown, nothing is written. */
class TakeOverTest {
    private static IncidentWorkUnit takenOver(IncidentStage stage, Protection... protections) {
        IncidentWorkUnit work = WorkUnitFixtures.at(WorkUnitFixtures.watched(stage), protections);
        OperatorCommands.takeOver(work, "anna", "I know this router");
        return work;
    }

    private static void handBack(IncidentWorkUnit work) {
        List<String> known = java.util.Objects.requireNonNull(
                        work.incident().operatorState().takenOver())
                .links();
        work.update(work.incident().with(work.incident().operatorState().takenOver(null)));
        IncidentPhases.fold(work, new IncidentFact.HandedBack("anna", "done", known));
        IncidentPhases.advance(work);
    }

    @Test
    void automationWritesNothingMoreAndTheWatchIsCanceled() {
        Protection planned = WorkUnitFixtures.planned();
        IncidentWorkUnit work = takenOver(new IncidentStage.Provisioning(), planned);

        IncidentPhases.advance(work);
        ProtectionWorkflow.next(work, planned);
        ProtectionWorkflow.next(work, WorkUnitFixtures.provisioned());

        assertThat(work.calls()).isEmpty();
        assertThat(WorkUnitFixtures.sent(work)).containsExactly("cancel_monitoring", "status_update");
        assertThat(WorkUnitFixtures.sent(work, StatusUpdate.Request.class)
                        .getFirst()
                        .details())
                .containsEntry("taken_over_by", "anna");
    }

    @Test
    void factsAreFoldedAndShownAndMoveNothing() {
        IncidentWorkUnit work = takenOver(new IncidentStage.Monitoring(), WorkUnitFixtures.steered());

        IncidentPhases.fold(
                work,
                new IncidentFact.UpdateReceived(updated(WorkUnitFixtures.ID, IncidentChange.GROWN, LINK, OTHER_LINK)));
        IncidentPhases.fold(
                work,
                new IncidentFact.UpdateReceived(
                        updated(WorkUnitFixtures.ID, IncidentChange.CLEARED, LINK, OTHER_LINK)));
        IncidentPhases.fold(
                work,
                new IncidentFact.RestorationReported(
                        seen(WorkUnitFixtures.ID, RestorationEvent.SLA_RECOVERED, 1, Map.of())));
        IncidentPhases.advance(work);

        assertThat(work.stage()).isEqualTo(new IncidentStage.Monitoring());
        assertThat(work.context().links().degraded()).containsExactly(LINK, OTHER_LINK);
        assertThat(work.context().links().allClear()).isTrue();
        assertThat(work.calls()).isEmpty();
    }

    @Test
    void whatWasDoneToTunnelsIsKept() {
        IncidentWorkUnit work = takenOver(new IncidentStage.Restoring(), WorkUnitFixtures.steered());

        IncidentPhases.fold(
                work,
                new IncidentFact.RestorationReported(
                        seen(WorkUnitFixtures.ID, RestorationEvent.RESTORED, 1, Map.of())));

        assertThat(work.protections().getFirst().state()).isInstanceOf(ProtectionState.Restored.class);
        assertThat(work.stage()).isEqualTo(new IncidentStage.Restoring());
    }

    @Test
    void anIncidentHandedBackInMonitoringIsMonitoredAgain() {
        IncidentWorkUnit work = takenOver(new IncidentStage.Monitoring(), WorkUnitFixtures.steered());

        handBack(work);

        assertThat(work.stage()).isEqualTo(new IncidentStage.Monitoring());
        assertThat(work.calls()).extracting("step").containsExactly(CallStep.MONITOR);
    }

    @Test
    void handedBackRestoringStartsFromMonitoring() {
        IncidentWorkUnit work = takenOver(new IncidentStage.Restoring(), WorkUnitFixtures.steered());

        handBack(work);

        assertThat(work.stage()).isEqualTo(new IncidentStage.Monitoring());
    }

    @Test
    void handedBackEscalatedGoesToComputingWhereSomethingIsUnprotected() {
        IncidentWorkUnit work = takenOver(
                new IncidentStage.Escalated(EscalationReason.PROVISION_FAILED, "4"),
                WorkUnitFixtures.protection(new ProtectionState.Failed(true)));
        work.update(work.incident().with(work.context().assessed(List.of())));

        handBack(work);

        assertThat(work.stage()).isEqualTo(new IncidentStage.Computing());
        assertThat(work.calls()).extracting("step").containsExactly(CallStep.COMPUTE);
    }

    @Test
    void whatGrewMeanwhileIsAssessedOnceItIsHandedBack() {
        IncidentWorkUnit work = takenOver(new IncidentStage.Monitoring(), WorkUnitFixtures.steered());
        IncidentPhases.fold(
                work,
                new IncidentFact.UpdateReceived(updated(WorkUnitFixtures.ID, IncidentChange.GROWN, LINK, OTHER_LINK)));

        handBack(work);

        assertThat(work.stage()).isEqualTo(new IncidentStage.Assessing());
    }

    @Test
    void aClosingPersonHasEverythingRemoved() {
        IncidentWorkUnit work = takenOver(new IncidentStage.Monitoring(), WorkUnitFixtures.steered());

        IncidentPhases.fold(work, new IncidentFact.CloseRequested("anna", "enough"));
        IncidentPhases.advance(work);

        assertThat(work.calls()).extracting("step").containsExactly(CallStep.CLEAN_UP);
    }
}
