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
        IncidentWorkUnit scene = WorkUnitFixtures.at(WorkUnitFixtures.watched(stage), protections);
        OperatorCommands.takeOver(scene, "anna", "I know this router");
        return scene;
    }

    private static void handBack(IncidentWorkUnit scene) {
        List<String> known = java.util.Objects.requireNonNull(
                        scene.incident().care().takenOver())
                .links();
        scene.become(scene.incident().with(scene.incident().care().takenOver(null)));
        IncidentPhases.fold(scene, new IncidentFact.HandedBack("anna", "done", known));
        IncidentPhases.advance(scene);
    }

    @Test
    void automationWritesNothingMoreAndTheWatchIsCanceled() {
        Protection planned = WorkUnitFixtures.planned();
        IncidentWorkUnit scene = takenOver(new IncidentStage.Provisioning(), planned);

        IncidentPhases.advance(scene);
        ProtectionWorkflow.next(scene, planned);
        ProtectionWorkflow.next(scene, WorkUnitFixtures.provisioned());

        assertThat(scene.calls()).isEmpty();
        assertThat(WorkUnitFixtures.sent(scene)).containsExactly("cancel_monitoring", "status_update");
        assertThat(WorkUnitFixtures.sent(scene, StatusUpdate.Request.class)
                        .getFirst()
                        .details())
                .containsEntry("taken_over_by", "anna");
    }

    @Test
    void factsAreFoldedAndShownAndMoveNothing() {
        IncidentWorkUnit scene = takenOver(new IncidentStage.Monitoring(), WorkUnitFixtures.steered());

        IncidentPhases.fold(
                scene,
                new IncidentFact.UpdateReceived(updated(WorkUnitFixtures.ID, IncidentChange.GROWN, LINK, OTHER_LINK)));
        IncidentPhases.fold(
                scene,
                new IncidentFact.UpdateReceived(
                        updated(WorkUnitFixtures.ID, IncidentChange.CLEARED, LINK, OTHER_LINK)));
        IncidentPhases.fold(
                scene,
                new IncidentFact.RestorationReported(
                        seen(WorkUnitFixtures.ID, RestorationEvent.SLA_RECOVERED, 1, Map.of())));
        IncidentPhases.advance(scene);

        assertThat(scene.stage()).isEqualTo(new IncidentStage.Monitoring());
        assertThat(scene.picture().links().degraded()).containsExactly(LINK, OTHER_LINK);
        assertThat(scene.picture().links().allClear()).isTrue();
        assertThat(scene.calls()).isEmpty();
    }

    @Test
    void whatWasDoneToTunnelsIsKept() {
        IncidentWorkUnit scene = takenOver(new IncidentStage.Restoring(), WorkUnitFixtures.steered());

        IncidentPhases.fold(
                scene,
                new IncidentFact.RestorationReported(
                        seen(WorkUnitFixtures.ID, RestorationEvent.RESTORED, 1, Map.of())));

        assertThat(scene.protections().getFirst().state()).isInstanceOf(ProtectionState.Restored.class);
        assertThat(scene.stage()).isEqualTo(new IncidentStage.Restoring());
    }

    @Test
    void handedBackMonitoringIsWatchedAnew() {
        IncidentWorkUnit scene = takenOver(new IncidentStage.Monitoring(), WorkUnitFixtures.steered());

        handBack(scene);

        assertThat(scene.stage()).isEqualTo(new IncidentStage.Monitoring());
        assertThat(scene.calls()).extracting("step").containsExactly(CallStep.MONITOR);
    }

    @Test
    void handedBackRestoringStartsFromMonitoring() {
        IncidentWorkUnit scene = takenOver(new IncidentStage.Restoring(), WorkUnitFixtures.steered());

        handBack(scene);

        assertThat(scene.stage()).isEqualTo(new IncidentStage.Monitoring());
    }

    @Test
    void handedBackEscalatedGoesToComputingWhereSomethingIsUnprotected() {
        IncidentWorkUnit scene = takenOver(
                new IncidentStage.Escalated(EscalationReason.PROVISION_FAILED, "4"),
                WorkUnitFixtures.protection(new ProtectionState.Failed(true)));
        scene.become(scene.incident().with(scene.picture().assessed(List.of())));

        handBack(scene);

        assertThat(scene.stage()).isEqualTo(new IncidentStage.Computing());
        assertThat(scene.calls()).extracting("step").containsExactly(CallStep.COMPUTE);
    }

    @Test
    void whatGrewMeanwhileIsAssessedOnceItIsHandedBack() {
        IncidentWorkUnit scene = takenOver(new IncidentStage.Monitoring(), WorkUnitFixtures.steered());
        IncidentPhases.fold(
                scene,
                new IncidentFact.UpdateReceived(updated(WorkUnitFixtures.ID, IncidentChange.GROWN, LINK, OTHER_LINK)));

        handBack(scene);

        assertThat(scene.stage()).isEqualTo(new IncidentStage.Assessing());
    }

    @Test
    void aClosingPersonHasEverythingRemoved() {
        IncidentWorkUnit scene = takenOver(new IncidentStage.Monitoring(), WorkUnitFixtures.steered());

        IncidentPhases.fold(scene, new IncidentFact.CloseRequested("anna", "enough"));
        IncidentPhases.advance(scene);

        assertThat(scene.calls()).extracting("step").containsExactly(CallStep.CLEAN_UP);
    }
}
