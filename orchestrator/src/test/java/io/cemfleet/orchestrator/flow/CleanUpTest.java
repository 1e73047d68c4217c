package io.cemfleet.orchestrator.flow;

import static io.cemfleet.orchestrator.OrchestratorFixtures.BEGIN;
import static io.cemfleet.orchestrator.OrchestratorFixtures.LINK;
import static io.cemfleet.orchestrator.OrchestratorFixtures.seen;
import static io.cemfleet.orchestrator.OrchestratorFixtures.updated;
import static org.assertj.core.api.Assertions.assertThat;

import io.cemfleet.a2a.contract.IncidentChange;
import io.cemfleet.a2a.contract.IncidentState;
import io.cemfleet.a2a.contract.OperatorActionKind;
import io.cemfleet.a2a.contract.ProvisionTunnel;
import io.cemfleet.a2a.contract.Resolution;
import io.cemfleet.a2a.contract.RestorationEvent;
import io.cemfleet.a2a.contract.TeType;
import io.cemfleet.a2a.contract.TicketClosed;
import io.cemfleet.orchestrator.incident.Answer;
import io.cemfleet.orchestrator.incident.Effort;
import io.cemfleet.orchestrator.incident.Fact;
import io.cemfleet.orchestrator.incident.Protection;
import io.cemfleet.orchestrator.incident.ProtectionState;
import io.cemfleet.orchestrator.incident.Stage;
import io.cemfleet.orchestrator.incident.Step;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A tunnel that could not be removed: never resolved while something is left. */
class CleanUpTest {
    private Scene notCleanedUp() {
        Scene scene = Scenes.at(Scenes.watched(new Stage.Restoring()), Scenes.steered());
        Flow.fold(
                scene,
                new Fact.Restoration(seen(
                        Scenes.ID,
                        RestorationEvent.CLEANUP_FAILED,
                        1,
                        Map.of("during", "cleanup", "reason", "delete_not_confirmed"))));
        Flow.advance(scene);
        return scene;
    }

    @Test
    void aFailedCleanupEscalatesWithAnErrorAndIsNotResolved() {
        Scene scene = notCleanedUp();

        assertThat(scene.stage()).isEqualTo(new Stage.Escalated("cleanup_failed", "7"));
        assertThat(Scenes.sent(scene))
                .containsSubsequence("error", "status_update")
                .doesNotContain("ticket_closed");
        assertThat(scene.calls()).isEmpty();

        // and a clear does not end it
        Flow.fold(scene, new Fact.Updated(updated(Scenes.ID, IncidentChange.CLEARED, LINK)));
        Flow.advance(scene);
        assertThat(scene.stage().label()).isEqualTo(IncidentState.ESCALATED);
    }

    @Test
    void anOperatorsRetryRepeatsTheCleanupAndResolvesOnceItIsGone() {
        // given
        Scene scene = notCleanedUp();

        // when
        Flow.fold(scene, new Fact.Acted(OperatorActionKind.RETRY, "anna", "the router is back", BEGIN, null));
        Flow.advance(scene);

        // then
        assertThat(scene.calls()).extracting("step").containsExactly(Step.CLEAN_UP);

        // and when it is said to be gone
        Scene later = Scenes.later(scene, scene.now().plusSeconds(1), new MemoryKeys());
        Protection holding = later.protections().getFirst();
        later.put(Tunnels.answered(
                later,
                Scenes.call(Step.CLEAN_UP),
                holding,
                new Answer.Done(new io.cemfleet.a2a.contract.DeleteTunnel.Result(true, true))));
        Flow.advance(later);
        assertThat(Scenes.sent(later, TicketClosed.Request.class).getFirst().resolution())
                .isEqualTo(Resolution.RESOLVED);
    }

    @Test
    void aTunnelOfUnknownNameIsAskedForUnderItsKeyThenRemoved() {
        // given: nobody answered whether there is a tunnel
        Protection nameless =
                Scenes.steered().in(new ProtectionState.FailedHolding(Scenes.ROUTE, null, true), Effort.NONE);
        Scene scene = Scenes.at(Scenes.watched(new Stage.Escalated("unprotected", "4")), nameless);

        // when
        Flow.advance(scene);

        // then
        assertThat(scene.calls()).extracting("step").containsExactly(Step.PROVISION);

        // and once it is named, it is removed
        Protection named = Tunnels.answered(
                scene,
                Scenes.call(Step.PROVISION),
                nameless,
                new Answer.Done(new ProvisionTunnel.Result(
                        "sr-policy-a-b-protect-001", 24001, TeType.SR_MPLS, "up", Map.of(), null)));
        Scene later = Scenes.at(Scenes.watched(new Stage.Escalated("unprotected", "4")), named);
        Flow.advance(later);
        assertThat(later.calls()).extracting("step").containsExactly(Step.CLEAN_UP);
    }

    @Test
    void aTunnelThatCannotBeHadUnderItsKeyIsNotThere() {
        Protection nameless =
                Scenes.steered().in(new ProtectionState.FailedHolding(Scenes.ROUTE, null, true), Effort.NONE);

        Protection after = Tunnels.answered(
                Scenes.at(new Stage.Escalated("unprotected", "4"), nameless),
                Scenes.call(Step.PROVISION),
                nameless,
                new Answer.Failed("not_ours", "another owner", false));

        assertThat(after.state()).isEqualTo(new ProtectionState.Failed(true));
    }

    @Test
    void aDeleteThatRemovedNothingLeavesTheIncidentOpen() {
        Scene scene = notCleanedUp();
        Flow.fold(scene, new Fact.Acted(OperatorActionKind.RETRY, "anna", "again", BEGIN, null));
        Scene later = Scenes.later(scene, scene.now().plusSeconds(1), new MemoryKeys());
        Protection last = later.protections().getFirst();
        last = last.in(last.state(), new Effort(5, 2, 2, null, null, null));

        later.put(Tunnels.answered(
                later,
                Scenes.call(Step.CLEAN_UP),
                last,
                new Answer.Done(new io.cemfleet.a2a.contract.DeleteTunnel.Result(false, false))));
        Flow.advance(later);

        assertThat(later.stage().label()).isEqualTo(IncidentState.ESCALATED);
        assertThat(Scenes.sent(later)).doesNotContain("ticket_closed");
    }

    @Test
    void aShiftThatFailedLeavesTrafficOnItsProtectionAndAnotherTryIsWatchedAnew() {
        // given
        Scene scene = Scenes.at(Scenes.watched(new Stage.Restoring()), Scenes.steered());

        // when
        Flow.fold(
                scene,
                new Fact.Restoration(seen(Scenes.ID, RestorationEvent.CLEANUP_FAILED, 1, Map.of("during", "cutover"))));

        // then
        assertThat(scene.stage()).isEqualTo(new Stage.Escalated("cutover_failed", "7"));
        assertThat(scene.protections().getFirst().state().carriesTraffic()).isTrue();

        // and
        Flow.fold(scene, new Fact.Acted(OperatorActionKind.RETRY, "anna", "again", BEGIN, null));
        Flow.advance(scene);
        assertThat(scene.stage()).isEqualTo(new Stage.Monitoring());
        assertThat(scene.calls()).extracting("step").containsExactly(Step.MONITOR);
    }
}
