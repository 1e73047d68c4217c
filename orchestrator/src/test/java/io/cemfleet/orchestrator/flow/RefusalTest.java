package io.cemfleet.orchestrator.flow;

import static io.cemfleet.orchestrator.OrchestratorFixtures.COLOURED;
import static io.cemfleet.orchestrator.OrchestratorFixtures.LINK;
import static org.assertj.core.api.Assertions.assertThat;

import io.cemfleet.a2a.contract.Approval;
import io.cemfleet.a2a.contract.OperatorActionKind;
import io.cemfleet.a2a.contract.ProvisionTunnel;
import io.cemfleet.a2a.contract.StatusUpdate;
import io.cemfleet.orchestrator.incident.Answer;
import io.cemfleet.orchestrator.incident.Fact;
import io.cemfleet.orchestrator.incident.Protection;
import io.cemfleet.orchestrator.incident.ProtectionState;
import io.cemfleet.orchestrator.incident.Stage;
import io.cemfleet.orchestrator.incident.Step;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rules of tunnel-provisioning that forbid a write: a person is called at once. */
class RefusalTest {
    @ParameterizedTest
    @ValueSource(
            strings = {"automation_stopped", "change_freeze", "protected_node", "cap_exceeded", "approval_missing"})
    void aRefusedWriteEscalatesAtOnceWithItsReasonAndEvidence(String code) {
        // given
        Protection planned = Scenes.planned();
        Scene scene = Scenes.at(new Stage.Provisioning(), planned);

        // when
        scene.put(Tunnels.answered(
                scene, Scenes.call(Step.PROVISION), planned, new Answer.Failed(code, "said so", false)));
        Flow.advance(scene);

        // then
        assertThat(scene.stage()).isEqualTo(new Stage.Escalated(code, "4"));
        assertThat(scene.calls()).isEmpty();
        assertThat(Scenes.sent(scene)).doesNotContain("error");
        Map<String, Object> details =
                Scenes.sent(scene, StatusUpdate.Request.class).getLast().details();
        assertThat(details)
                .containsEntry("reason", code)
                .containsEntry("options", List.of("retry", "take_over", "close"));
        assertThat(details.get("evidence")).asString().contains(COLOURED).contains(code + ": said so");
    }

    @Test
    void theRestGoesOnWhereOneWriteIsRefused() {
        Protection planned = Scenes.planned();
        Scene scene = Scenes.at(
                new Stage.Provisioning(),
                planned,
                Scenes.of("berlin", Scenes.provisioned().state()));

        scene.put(Tunnels.answered(
                scene, Scenes.call(Step.PROVISION), planned, new Answer.Failed("cap_exceeded", "said so", false)));
        Flow.advance(scene);

        assertThat(scene.stage()).isEqualTo(new Stage.Steering());
        assertThat(scene.progress().escalation()).extracting("reason").isEqualTo("cap_exceeded");
    }

    @Test
    void afterTheStopAPersonsRetryGoesOnOnTheSamePath() {
        // given
        Protection planned = Scenes.planned();
        Scene scene = Scenes.at(new Stage.Provisioning(), planned);
        scene.put(Tunnels.answered(
                scene,
                Scenes.call(Step.PROVISION),
                planned,
                new Answer.Failed("automation_stopped", "said so", false)));
        Flow.advance(scene);

        // when
        Flow.fold(scene, new Fact.Acted(OperatorActionKind.RETRY, "anna", "the stop is over", scene.now(), null));
        Flow.advance(scene);

        // then
        assertThat(scene.stage()).isEqualTo(new Stage.Computing());
        assertThat(scene.progress().escalation()).isNull();
        assertThat(Scenes.avoided(scene)).containsExactly(LINK);
    }

    @Test
    void aSteeringThatIsRefusedHoldsItsTunnelAndOneRefusedRemovalIsNotRepeated() {
        // given
        Protection provisioned = Scenes.provisioned();
        Scene scene = Scenes.at(new Stage.Steering(), provisioned);
        Answer stopped = new Answer.Failed("automation_stopped", "said so", false);

        // when
        Protection holding = Tunnels.answered(scene, Scenes.call(Step.STEER), provisioned, stopped);
        scene.put(holding);
        Flow.advance(scene);

        // then
        assertThat(scene.stage()).isEqualTo(new Stage.Escalated("automation_stopped", "5"));
        assertThat(holding.state()).isInstanceOf(ProtectionState.FailedHolding.class);
        assertThat(scene.calls()).isEmpty();
    }

    @Test
    void aWriteCarriesOnWhoseWordItRests() {
        Protection planned = Scenes.planned();
        Scene scene = Scenes.at(new Stage.Provisioning(), planned);

        Tunnels.next(scene, planned);

        ProvisionTunnel.Request request =
                (ProvisionTunnel.Request) scene.calls().getFirst().payload();
        assertThat(request.approval()).isEqualTo(new Approval(Approval.Mode.AUTOMATIC, null, null));
        assertThat(request.demandMbps()).isEqualTo(100.0);
    }
}
