package io.cemfleet.orchestrator.flow;

import static io.cemfleet.orchestrator.OrchestratorFixtures.LINK;
import static io.cemfleet.orchestrator.OrchestratorFixtures.OTHER_LINK;
import static io.cemfleet.orchestrator.OrchestratorFixtures.seen;
import static io.cemfleet.orchestrator.OrchestratorFixtures.updated;
import static org.assertj.core.api.Assertions.assertThat;

import io.cemfleet.a2a.contract.IncidentChange;
import io.cemfleet.a2a.contract.RestorationEvent;
import io.cemfleet.a2a.contract.StatusUpdate;
import io.cemfleet.orchestrator.incident.Fact;
import io.cemfleet.orchestrator.incident.Protection;
import io.cemfleet.orchestrator.incident.ProtectionState;
import io.cemfleet.orchestrator.incident.Stage;
import io.cemfleet.orchestrator.incident.Step;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A person has the incident: facts are kept and shown, nothing is written. */
class TakeOverTest {
    private static Scene takenOver(Stage stage, Protection... protections) {
        Scene scene = Scenes.at(Scenes.watched(stage), protections);
        People.takeOver(scene, "anna", "I know this router");
        return scene;
    }

    private static void handBack(Scene scene) {
        List<String> known = java.util.Objects.requireNonNull(
                        scene.incident().care().takenOver())
                .links();
        scene.become(scene.incident().with(scene.incident().care().takenOver(null)));
        Flow.fold(scene, new Fact.HandedBack("anna", "done", known));
        Flow.advance(scene);
    }

    @Test
    void automationWritesNothingMoreAndTheWatchIsCanceled() {
        Protection planned = Scenes.planned();
        Scene scene = takenOver(new Stage.Provisioning(), planned);

        Flow.advance(scene);
        Tunnels.next(scene, planned);
        Tunnels.next(scene, Scenes.provisioned());

        assertThat(scene.calls()).isEmpty();
        assertThat(Scenes.sent(scene)).containsExactly("cancel_monitoring", "status_update");
        assertThat(Scenes.sent(scene, StatusUpdate.Request.class).getFirst().details())
                .containsEntry("taken_over_by", "anna");
    }

    @Test
    void factsAreFoldedAndShownAndMoveNothing() {
        Scene scene = takenOver(new Stage.Monitoring(), Scenes.steered());

        Flow.fold(scene, new Fact.Updated(updated(Scenes.ID, IncidentChange.GROWN, LINK, OTHER_LINK)));
        Flow.fold(scene, new Fact.Updated(updated(Scenes.ID, IncidentChange.CLEARED, LINK, OTHER_LINK)));
        Flow.fold(scene, new Fact.Restoration(seen(Scenes.ID, RestorationEvent.SLA_RECOVERED, 1, Map.of())));
        Flow.advance(scene);

        assertThat(scene.stage()).isEqualTo(new Stage.Monitoring());
        assertThat(scene.picture().links().degraded()).containsExactly(LINK, OTHER_LINK);
        assertThat(scene.picture().links().allClear()).isTrue();
        assertThat(scene.calls()).isEmpty();
    }

    @Test
    void whatWasDoneToTunnelsIsKept() {
        Scene scene = takenOver(new Stage.Restoring(), Scenes.steered());

        Flow.fold(scene, new Fact.Restoration(seen(Scenes.ID, RestorationEvent.RESTORED, 1, Map.of())));

        assertThat(scene.protections().getFirst().state()).isInstanceOf(ProtectionState.Restored.class);
        assertThat(scene.stage()).isEqualTo(new Stage.Restoring());
    }

    @Test
    void handedBackMonitoringIsWatchedAnew() {
        Scene scene = takenOver(new Stage.Monitoring(), Scenes.steered());

        handBack(scene);

        assertThat(scene.stage()).isEqualTo(new Stage.Monitoring());
        assertThat(scene.calls()).extracting("step").containsExactly(Step.MONITOR);
    }

    @Test
    void handedBackRestoringStartsFromMonitoring() {
        Scene scene = takenOver(new Stage.Restoring(), Scenes.steered());

        handBack(scene);

        assertThat(scene.stage()).isEqualTo(new Stage.Monitoring());
    }

    @Test
    void handedBackEscalatedGoesToComputingWhereSomethingIsUnprotected() {
        Scene scene = takenOver(
                new Stage.Escalated("provision_failed", "4"), Scenes.protection(new ProtectionState.Failed(true)));
        scene.become(scene.incident().with(scene.picture().assessed(List.of())));

        handBack(scene);

        assertThat(scene.stage()).isEqualTo(new Stage.Computing());
        assertThat(scene.calls()).extracting("step").containsExactly(Step.COMPUTE);
    }

    @Test
    void whatGrewMeanwhileIsAssessedOnceItIsHandedBack() {
        Scene scene = takenOver(new Stage.Monitoring(), Scenes.steered());
        Flow.fold(scene, new Fact.Updated(updated(Scenes.ID, IncidentChange.GROWN, LINK, OTHER_LINK)));

        handBack(scene);

        assertThat(scene.stage()).isEqualTo(new Stage.Assessing());
    }

    @Test
    void aClosingPersonHasEverythingRemoved() {
        Scene scene = takenOver(new Stage.Monitoring(), Scenes.steered());

        Flow.fold(scene, new Fact.CloseAsked("anna", "enough"));
        Flow.advance(scene);

        assertThat(scene.calls()).extracting("step").containsExactly(Step.CLEAN_UP);
    }
}
