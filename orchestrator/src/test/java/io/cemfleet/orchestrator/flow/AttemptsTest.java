package io.cemfleet.orchestrator.flow;

import static io.cemfleet.orchestrator.OrchestratorFixtures.COLOURED;
import static io.cemfleet.orchestrator.OrchestratorFixtures.LINK;
import static io.cemfleet.orchestrator.OrchestratorFixtures.placed;
import static org.assertj.core.api.Assertions.assertThat;

import io.cemfleet.a2a.contract.ComputePlan;
import io.cemfleet.a2a.contract.ErrorReport;
import io.cemfleet.a2a.contract.ProvisionTunnel;
import io.cemfleet.orchestrator.incident.Answer;
import io.cemfleet.orchestrator.incident.Protection;
import io.cemfleet.orchestrator.incident.ProtectionState;
import io.cemfleet.orchestrator.incident.Stage;
import io.cemfleet.orchestrator.incident.Step;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What counts as an attempt, and what the next one tries. */
class AttemptsTest {
    private static Protection planned() {
        return Scenes.lone(new ProtectionState.Planned(Scenes.LONE_ROUTE, null, null));
    }

    private static Scene afterwards(Scene before, Answer answer, Step step) {
        Protection protection = before.protections().getFirst();
        before.put(Tunnels.answered(before, Scenes.call(step), protection, answer));
        Scene after = Scenes.later(before, due(before), new MemoryKeys());
        Flow.advance(after);
        return after;
    }

    /** When the protection may go on. */
    private static Instant due(Scene scene) {
        Instant notBefore = scene.protections().getFirst().effort().notBefore();
        return notBefore == null || notBefore.isBefore(scene.now()) ? scene.now() : notBefore;
    }

    @ParameterizedTest
    @ValueSource(strings = {"path_invalid", "dry_run_failed", "cnc_refused", "sid_depth_exceeded"})
    void whereThePathIsAtFaultAndNoOtherIsPlannedAnotherOneIsSoughtAvoidingIt(String code) {
        // given a plan of one path
        Scene scene = Scenes.at(new Stage.Provisioning(), planned());

        // when it cannot be had
        Scene after = afterwards(scene, new Answer.Failed(code, "said so", false), Step.PROVISION);

        // then
        assertThat(after.stage()).isEqualTo(new Stage.Computing());
        assertThat(after.calls()).extracting("step").containsExactly(Step.COMPUTE);
        assertThat(Scenes.avoided(after)).containsExactly(LINK, "frankfurt-munich", "munich-prague");
        assertThat(after.protections().getFirst().effort().failures()).isEqualTo(1);

        // and the path of the new plan is the one that is tried
        Flow.answered(
                after,
                Scenes.call(Step.COMPUTE),
                new Answer.Done(new ComputePlan.Result(List.of(placed(COLOURED, true, "x-y", "y-z")))));
        Flow.advance(after);
        assertThat(after.calls().getLast().payload())
                .extracting(
                        payload -> ((ProvisionTunnel.Request) payload).path().links())
                .isEqualTo(List.of("x-y", "y-z"));
    }

    @Test
    void plansAndAlternativesTogetherAreTriedSoOftenAndNoMore() {
        Scene scene = Scenes.at(new Stage.Provisioning(), planned());
        Answer refused = new Answer.Failed("cnc_refused", "said so", false);

        scene = afterwards(scene, refused, Step.PROVISION);
        Flow.answered(
                scene,
                Scenes.call(Step.COMPUTE),
                new Answer.Done(new ComputePlan.Result(List.of(placed(COLOURED, true, "x-y", "y-z")))));
        scene = afterwards(scene, refused, Step.PROVISION);
        scene = afterwards(scene, refused, Step.PROVISION);

        assertThat(scene.stage()).isEqualTo(new Stage.Escalated("provision_failed", "4"));
        assertThat(Scenes.sent(scene, ErrorReport.Request.class).getFirst().details())
                .containsEntry("attempts", 3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"head_end_busy", "stale_plan"})
    void whatSaysNothingAboutThePlanCountsForNothing(String code) {
        // given
        Scene scene = Scenes.at(new Stage.Provisioning(), planned());

        // when it is answered more often than there are attempts
        for (int i = 0; i < 6; i++) {
            scene = afterwards(scene, new Answer.Failed(code, "other writes", true), Step.PROVISION);
        }

        // then the same is still asked, under a key of its own
        assertThat(scene.stage()).isEqualTo(new Stage.Provisioning());
        assertThat(scene.calls())
                .extracting("step", "attempt")
                .containsExactly(org.assertj.core.groups.Tuple.tuple(Step.PROVISION, 7));
        assertThat(scene.protections().getFirst().effort())
                .returns(0, effort -> effort.failures())
                .returns(1, effort -> effort.made());
    }

    @Test
    void aHeadEndThatStaysBusyIsToldAsSuchAfterAWhile() {
        Scene scene = Scenes.at(new Stage.Provisioning(), planned());
        Instant begin = scene.now();

        while (scene.stage() instanceof Stage.Provisioning && scene.now().isBefore(begin.plusSeconds(3600))) {
            scene = afterwards(scene, new Answer.Failed("head_end_busy", "other writes", true), Step.PROVISION);
        }

        assertThat(scene.stage()).isEqualTo(new Stage.Escalated("head_end_busy", "4"));
        assertThat(scene.now())
                .isBetween(
                        begin.plus(scene.rules().patience()),
                        begin.plus(scene.rules().patience().multipliedBy(4)));
    }

    @Test
    void aTunnelThatHasAnotherPathThanThePlanGetsThePlansBeforeItIsSteered() {
        // given
        Protection provisioned = Scenes.lone(new ProtectionState.Provisioned(Scenes.LONE_ROUTE, Scenes.TUNNEL, null));
        Scene scene = Scenes.at(new Stage.Steering(), provisioned);

        // when
        Scene after = afterwards(
                scene, new Answer.Failed("path_version_mismatch", "version 2 is in force", false), Step.STEER);

        // then
        assertThat(after.calls()).extracting("step").containsExactly(Step.PROVISION);
        assertThat(after.protections().getFirst().effort().failures()).isZero();
    }
}
