package io.cemfleet.orchestrator.flow;

import static io.cemfleet.orchestrator.OrchestratorFixtures.BEGIN;
import static io.cemfleet.orchestrator.OrchestratorFixtures.COLOURED;
import static io.cemfleet.orchestrator.OrchestratorFixtures.LINK;
import static io.cemfleet.orchestrator.OrchestratorFixtures.impact;
import static org.assertj.core.api.Assertions.assertThat;

import io.cemfleet.a2a.contract.AssessImpact;
import io.cemfleet.a2a.contract.ComputePlan;
import io.cemfleet.orchestrator.OrchestratorFixtures;
import io.cemfleet.orchestrator.incident.Answer;
import io.cemfleet.orchestrator.incident.Autonomy;
import io.cemfleet.orchestrator.incident.Effort;
import io.cemfleet.orchestrator.incident.Held;
import io.cemfleet.orchestrator.incident.NoPath;
import io.cemfleet.orchestrator.incident.Protection;
import io.cemfleet.orchestrator.incident.ProtectionState;
import io.cemfleet.orchestrator.incident.Stage;
import io.cemfleet.orchestrator.incident.Step;
import java.util.List;
import org.junit.jupiter.api.Test;

/** No tunnel at fault is left alone, whatever the incident does or waits for. */
class TunnelsAtFaultTest extends HeldTunnelCase {
    @Test
    void aVerdictThatComesWhileTheIncidentIsAtWorkIsActedOnAfterwards() {
        // given
        Scene scene = at(new Stage.Assessing(), Scenes.steered());
        measured(scene, "not_helped", BAD, WORSE);
        assertThat(scene.calls()).extracting("step").containsExactly(Step.ASSESS);

        // when
        Flow.answered(scene, Scenes.call(Step.ASSESS), new Answer.Done(impact(new AssessImpact.AffectedService[0])));
        Flow.advance(scene);

        // then
        assertThat(scene.calls()).extracting("step").contains(Step.COMPUTE);
        assertThat(only(scene).state()).isInstanceOf(ProtectionState.Wanted.class);
    }

    @Test
    void whatDoesNotHelpIsTakenBackWhileTheIncidentWaitsForAPerson() {
        Scene scene = at(new Stage.Escalated("telemetry_missing", "6"), Scenes.steered());

        measured(scene, "not_helped", BAD, WORSE);

        assertTakenBack(scene, "did_not_help");
    }

    @Test
    void whatDoesNotHelpIsTakenBackWhileALinkFlaps() {
        Scene scene = at(new Stage.Dampening(BEGIN.plusSeconds(300)), Scenes.steered());

        measured(scene, "not_helped", BAD, WORSE);

        assertTakenBack(scene, "did_not_help");
    }

    @Test
    void aPathThatDegradesWhileALinkFlapsIsLeftAtOnce() {
        Scene scene = at(new Stage.Dampening(BEGIN.plusSeconds(300)), Scenes.steered());

        asked(scene, CROSSED);

        assertThat(scene.stage()).isEqualTo(new Stage.Assessing());
    }

    @Test
    void withoutAnyPlanADegradedTunnelIsTakenBackBeforePeopleAreCalled() {
        // given
        Scene scene = monitoring();
        asked(scene, CROSSED);

        // when
        Flow.answered(scene, Scenes.call(Step.COMPUTE), new Answer.Failed("unavailable", "no topology", false));
        Flow.advance(scene);

        // then
        assertTakenBack(scene, "path_degraded");
        assertThat(scene.stage()).isEqualTo(new Stage.Escalated("path_computation_unavailable", "3"));
    }

    @Test
    void aDegradedTunnelWhoseNewPathCannotBeHadIsTakenBack() {
        // given
        Held held = new Held(Scenes.ROUTE, Scenes.TUNNEL, List.of("L3VPN-1"));
        Protection moving = new Protection(
                Scenes.KEY,
                Scenes.steered().cover(),
                new Effort(3, 2, 2, null, null, null),
                new ProtectionState.Planned(Scenes.LONE_ROUTE, held, null));
        Scene scene = at(new Stage.Provisioning(), moving);
        scene.become(scene.picture().with(scene.picture().links().avoidingToo(List.of(CROSSED))));

        // when
        Answer refused = new Answer.Failed("cap_exceeded", "too many", false);
        Answer failed = new Answer.Failed("unavailable", "no answer", true);
        Protection stays = Tunnels.answered(scene, Scenes.call(Step.PROVISION), moving, refused);
        Protection goes = Tunnels.answered(scene, Scenes.call(Step.PROVISION), moving, failed);

        // then what may not be written is not removed either
        assertThat(stays.state()).isInstanceOf(ProtectionState.Steered.class);
        assertThat(goes.state()).isInstanceOf(ProtectionState.FailedHolding.class);
    }

    @Test
    void trafficDoesNotWaitOnADegradedTunnelForAPersonsWord() {
        // given
        keys.owners.put(Scenes.KEY.traffic(), Scenes.ID);
        Scene scene = Scenes.at(
                Scenes.watched(new Stage.Monitoring()),
                OrchestratorFixtures.rules(NoPath.ESCALATE, Autonomy.Mode.APPROVE),
                keys,
                Scenes.steered());
        asked(scene, CROSSED);

        // when another path is found that a person has to approve
        ComputePlan.Placed other = OrchestratorFixtures.placed(COLOURED, true, "a-b", "b-c");
        planned(
                scene,
                new ComputePlan.Placed(
                        COLOURED,
                        other.answer(),
                        other.originalPath(),
                        null,
                        null,
                        new ComputePlan.HeldTunnelFigures(WORSE, BAD)));

        // then
        assertTakenBack(scene, "path_degraded");
        assertThat(gone(scene).calls()).extracting("step").contains(Step.COMPUTE);
    }

    @Test
    void aTunnelThatDegradesWhileAPersonDecidesIsPlannedAgain() {
        // given
        Held held = new Held(Scenes.ROUTE, Scenes.TUNNEL, List.of("L3VPN-1"));
        Scene scene = at(
                new Stage.Computing(),
                Scenes.protection(
                        new ProtectionState.Proposed(Scenes.ROUTE.next(), held, null, Autonomy.Mode.APPROVE)));

        // when
        asked(scene, CROSSED);

        // then
        assertThat(scene.calls()).extracting("step").containsExactly(Step.COMPUTE);
    }

    @Test
    void aTunnelOfAStoppedKeyIsTakenBackWhereItsPathIsDegraded() {
        // given
        keys.notHelped.put(Scenes.KEY, 2);
        Scene scene = monitoring();

        // when
        asked(scene, CROSSED);

        // then
        assertTakenBack(scene, "path_degraded");
    }

    @Test
    void theTunnelThatIsHeldIsToldToThePlanner() {
        Scene scene = monitoring();

        asked(scene, CROSSED);

        ComputePlan.Request asked =
                (ComputePlan.Request) scene.calls().getFirst().payload();
        assertThat(asked.protections().getFirst().held())
                .isEqualTo(new ComputePlan.HeldTunnel(List.of("frankfurt-munich", CROSSED), List.of(LINK)));
    }
}
