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
import io.cemfleet.a2a.contract.IncidentChange;
import io.cemfleet.a2a.contract.NotificationEvent;
import io.cemfleet.a2a.contract.OperatorActionKind;
import io.cemfleet.a2a.contract.ProvisionTunnel;
import io.cemfleet.a2a.contract.SendNotification;
import io.cemfleet.a2a.contract.StatusUpdate;
import io.cemfleet.a2a.contract.TicketClosed;
import io.cemfleet.orchestrator.OrchestratorFixtures;
import io.cemfleet.orchestrator.incident.Answer;
import io.cemfleet.orchestrator.incident.Autonomy;
import io.cemfleet.orchestrator.incident.Fact;
import io.cemfleet.orchestrator.incident.NoPath;
import io.cemfleet.orchestrator.incident.Protection;
import io.cemfleet.orchestrator.incident.ProtectionState;
import io.cemfleet.orchestrator.incident.Stage;
import io.cemfleet.orchestrator.incident.Step;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Autonomy by tier: what waits for a person, and what is only shown. */
class ApprovalTest {
    private final MemoryKeys keys = new MemoryKeys();

    private Scene computed(Autonomy.Mode platinum, Protection... more) {
        Protection[] all = new Protection[more.length + 1];
        all[0] = Scenes.protection(ProtectionState.Wanted.NEW);
        System.arraycopy(more, 0, all, 1, more.length);
        Scene scene = Scenes.at(
                Scenes.incident(new Stage.Computing(), true),
                OrchestratorFixtures.rules(NoPath.ESCALATE, platinum),
                keys,
                all);
        Flow.answered(
                scene,
                Scenes.call(Step.COMPUTE),
                new Answer.Done(new ComputePlan.Result(
                        List.of(placed(COLOURED, true), placed(OrchestratorFixtures.PLAIN, true)))));
        Flow.advance(scene);
        return scene;
    }

    @ParameterizedTest
    @ValueSource(strings = {"APPROVE", "RECOMMEND"})
    void computingWaitsForApprovalWhereTheTierAsksForIt(String mode) {
        Scene scene = computed(Autonomy.Mode.valueOf(mode));

        assertThat(scene.stage()).isEqualTo(new Stage.Computing());
        assertThat(scene.calls()).isEmpty();
        assertThat(Scenes.sent(scene, StatusUpdate.Request.class))
                .hasSize(1)
                .first()
                .returns("3", StatusUpdate.Request::phase)
                .extracting(StatusUpdate.Request::details)
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.MAP)
                .containsEntry("waiting_for", "approval")
                .containsKeys("path_type", "hop_count", "paths", "proposed");
    }

    @Test
    void peopleAreToldOnceAWaitAndNotAtAllWhereNobodyIsAsked() {
        Scene scene = computed(Autonomy.Mode.APPROVE);
        Scene observed = computed(Autonomy.Mode.OBSERVE);

        // when another protection comes to wait beside the first
        Protection second = Scenes.of("berlin", scene.protections().getFirst().state());
        scene.put(second);
        Approvals.propose(scene, List.of(second));

        // then
        assertThat(Scenes.sent(scene, SendNotification.Request.class))
                .singleElement()
                .returns(NotificationEvent.APPROVAL_NEEDED, SendNotification.Request::event)
                .extracting(SendNotification.Request::details)
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.MAP)
                .containsEntry("waiting_for", "approval")
                .containsEntry("protections", List.of(COLOURED))
                .containsEntry("degraded_links", List.of(LINK));
        assertThat(Scenes.sent(observed, SendNotification.Request.class)).isEmpty();
    }

    @Test
    void observingShowsWhatItWouldDoAndDoesNothing() {
        Scene scene = computed(Autonomy.Mode.OBSERVE);
        Flow.fold(scene, new Fact.Acted(OperatorActionKind.APPROVE, "anna", "do it", BEGIN, null));
        Flow.advance(scene);

        assertThat(scene.stage()).isEqualTo(new Stage.Computing());
        assertThat(scene.calls()).isEmpty();
        assertThat(Scenes.sent(scene, StatusUpdate.Request.class).getFirst().details())
                .containsKey("proposed")
                .doesNotContainKey("waiting_for");
    }

    @Test
    void anApprovedPlanIsCarriedOutAndEveryWriteNamesThePerson() {
        // given
        Scene scene = computed(Autonomy.Mode.APPROVE);

        // when
        Flow.fold(scene, new Fact.Acted(OperatorActionKind.APPROVE, "anna", "do it", BEGIN, null));
        Flow.advance(scene);

        // then
        assertThat(scene.stage()).isEqualTo(new Stage.Provisioning());
        assertThat(((ProvisionTunnel.Request) scene.calls().getFirst().payload()).approval())
                .isEqualTo(new Approval(Approval.Mode.APPROVE, "anna", BEGIN));
    }

    @Test
    void aRejectedPlanEscalatesAndAnotherTryTakesAnotherPath() {
        // given
        Scene scene = computed(Autonomy.Mode.APPROVE);

        // when
        Flow.fold(scene, new Fact.Acted(OperatorActionKind.REJECT, "anna", "not over munich", BEGIN, null));

        // then
        assertThat(scene.stage()).isEqualTo(new Stage.Escalated("plan_rejected", "3"));

        // and
        Flow.fold(scene, new Fact.Acted(OperatorActionKind.RETRY, "anna", "elsewhere", BEGIN, null));
        Flow.advance(scene);
        assertThat(Scenes.avoided(scene)).containsExactly(LINK, "frankfurt-munich", "munich-prague");
    }

    @Test
    void automaticTiersGoOnWhileAnotherWaits() {
        Scene scene = computed(Autonomy.Mode.APPROVE, Scenes.of("berlin", ProtectionState.Wanted.NEW));

        assertThat(scene.stage()).isEqualTo(new Stage.Provisioning());
        assertThat(scene.calls()).extracting("protection").containsExactly(OrchestratorFixtures.PLAIN);
    }

    @Test
    void aClearWhileItWaitsClosesTheIncident() {
        Scene scene = computed(Autonomy.Mode.APPROVE);

        Flow.fold(scene, new Fact.Updated(updated(Scenes.ID, IncidentChange.CLEARED, LINK)));

        assertThat(Scenes.sent(scene, TicketClosed.Request.class)
                        .getFirst()
                        .details()
                        .closeReason())
                .isEqualTo(CloseReason.CLEARED_BEFORE_ACTION);
    }
}
