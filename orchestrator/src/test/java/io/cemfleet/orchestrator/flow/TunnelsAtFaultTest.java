package io.cemfleet.orchestrator.flow;

import static io.cemfleet.orchestrator.OrchestratorFixtures.BEGIN;
import static io.cemfleet.orchestrator.OrchestratorFixtures.COLOURED;
import static io.cemfleet.orchestrator.OrchestratorFixtures.LINK;
import static io.cemfleet.orchestrator.OrchestratorFixtures.impact;
import static org.assertj.core.api.Assertions.assertThat;

import io.cemfleet.a2a.contract.AssessImpact;
import io.cemfleet.a2a.contract.ComputePlan;
import io.cemfleet.a2a.contract.EscalationReason;
import io.cemfleet.orchestrator.OrchestratorFixtures;
import io.cemfleet.orchestrator.incident.AttemptState;
import io.cemfleet.orchestrator.incident.Autonomy;
import io.cemfleet.orchestrator.incident.CallOutcome;
import io.cemfleet.orchestrator.incident.CallStep;
import io.cemfleet.orchestrator.incident.CarryingTunnel;
import io.cemfleet.orchestrator.incident.IncidentStage;
import io.cemfleet.orchestrator.incident.NoPathPolicy;
import io.cemfleet.orchestrator.incident.Protection;
import io.cemfleet.orchestrator.incident.ProtectionState;
import java.util.List;
import org.junit.jupiter.api.Test;

/** No tunnel at fault is left alone, whatever the incident does or waits for. */
class TunnelsAtFaultTest extends HeldTunnelCase {
    @Test
    void aVerdictThatComesWhileTheIncidentIsAtWorkIsActedOnAfterwards() {
        // given
        IncidentWorkUnit scene = at(new IncidentStage.Assessing(), WorkUnitFixtures.steered());
        measured(scene, "not_helped", BAD, WORSE);
        assertThat(scene.calls()).extracting("step").containsExactly(CallStep.ASSESS);

        // when
        IncidentPhases.answered(
                scene,
                WorkUnitFixtures.call(CallStep.ASSESS),
                new CallOutcome.Done(impact(new AssessImpact.AffectedService[0])));
        IncidentPhases.advance(scene);

        // then
        assertThat(scene.calls()).extracting("step").contains(CallStep.COMPUTE);
        assertThat(only(scene).state()).isInstanceOf(ProtectionState.Wanted.class);
    }

    @Test
    void whatDoesNotHelpIsTakenBackWhileTheIncidentWaitsForAPerson() {
        IncidentWorkUnit scene =
                at(new IncidentStage.Escalated(EscalationReason.TELEMETRY_MISSING, "6"), WorkUnitFixtures.steered());

        measured(scene, "not_helped", BAD, WORSE);

        assertTakenBack(scene, "did_not_help");
    }

    @Test
    void whatDoesNotHelpIsTakenBackWhileALinkFlaps() {
        IncidentWorkUnit scene = at(new IncidentStage.Dampening(BEGIN.plusSeconds(300)), WorkUnitFixtures.steered());

        measured(scene, "not_helped", BAD, WORSE);

        assertTakenBack(scene, "did_not_help");
    }

    @Test
    void aPathThatDegradesWhileALinkFlapsIsLeftAtOnce() {
        IncidentWorkUnit scene = at(new IncidentStage.Dampening(BEGIN.plusSeconds(300)), WorkUnitFixtures.steered());

        asked(scene, CROSSED);

        assertThat(scene.stage()).isEqualTo(new IncidentStage.Assessing());
    }

    @Test
    void withoutAnyPlanADegradedTunnelIsTakenBackBeforePeopleAreCalled() {
        // given
        IncidentWorkUnit scene = monitoring();
        asked(scene, CROSSED);

        // when
        IncidentPhases.answered(
                scene,
                WorkUnitFixtures.call(CallStep.COMPUTE),
                new CallOutcome.Failed("unavailable", "no topology", false));
        IncidentPhases.advance(scene);

        // then
        assertTakenBack(scene, "path_degraded");
        assertThat(scene.stage())
                .isEqualTo(new IncidentStage.Escalated(EscalationReason.PATH_COMPUTATION_UNAVAILABLE, "3"));
    }

    @Test
    void aDegradedTunnelWhoseNewPathCannotBeHadIsTakenBack() {
        // given
        CarryingTunnel held = new CarryingTunnel(WorkUnitFixtures.ROUTE, WorkUnitFixtures.TUNNEL, List.of("L3VPN-1"));
        Protection moving = new Protection(
                WorkUnitFixtures.KEY,
                WorkUnitFixtures.steered().cover(),
                new AttemptState(3, 2, 2, null, null, null),
                new ProtectionState.Planned(WorkUnitFixtures.LONE_ROUTE, held, null));
        IncidentWorkUnit scene = at(new IncidentStage.Provisioning(), moving);
        scene.become(scene.picture().with(scene.picture().links().avoidingToo(List.of(CROSSED))));

        // when
        CallOutcome refused = new CallOutcome.Failed("cap_exceeded", "too many", false);
        CallOutcome failed = new CallOutcome.Failed("unavailable", "no answer", true);
        Protection stays =
                ProtectionWorkflow.answered(scene, WorkUnitFixtures.call(CallStep.PROVISION), moving, refused);
        Protection goes = ProtectionWorkflow.answered(scene, WorkUnitFixtures.call(CallStep.PROVISION), moving, failed);

        // then what may not be written is not removed either
        assertThat(stays.state()).isInstanceOf(ProtectionState.Steered.class);
        assertThat(goes.state()).isInstanceOf(ProtectionState.FailedHolding.class);
    }

    @Test
    void trafficDoesNotWaitOnADegradedTunnelForAPersonsWord() {
        // given
        keys.owners.put(WorkUnitFixtures.KEY.traffic(), WorkUnitFixtures.ID);
        IncidentWorkUnit scene = WorkUnitFixtures.at(
                WorkUnitFixtures.watched(new IncidentStage.Monitoring()),
                OrchestratorFixtures.rules(NoPathPolicy.ESCALATE, Autonomy.Mode.APPROVE),
                keys,
                WorkUnitFixtures.steered());
        asked(scene, CROSSED);

        // when another path is found that a person has to approve
        ComputePlan.PlacementResult other = OrchestratorFixtures.placed(COLOURED, true, "a-b", "b-c");
        planned(
                scene,
                new ComputePlan.PlacementResult(
                        COLOURED,
                        other.answer(),
                        other.originalPath(),
                        null,
                        null,
                        new ComputePlan.HeldTunnelFigures(WORSE, BAD)));

        // then
        assertTakenBack(scene, "path_degraded");
        assertThat(gone(scene).calls()).extracting("step").contains(CallStep.COMPUTE);
    }

    @Test
    void aTunnelThatDegradesWhileAPersonDecidesIsPlannedAgain() {
        // given
        CarryingTunnel held = new CarryingTunnel(WorkUnitFixtures.ROUTE, WorkUnitFixtures.TUNNEL, List.of("L3VPN-1"));
        IncidentWorkUnit scene = at(
                new IncidentStage.Computing(),
                WorkUnitFixtures.protection(new ProtectionState.Proposed(
                        WorkUnitFixtures.ROUTE.next(), held, null, Autonomy.Mode.APPROVE)));

        // when
        asked(scene, CROSSED);

        // then
        assertThat(scene.calls()).extracting("step").containsExactly(CallStep.COMPUTE);
    }

    @Test
    void aTunnelOfAStoppedKeyIsTakenBackWhereItsPathIsDegraded() {
        // given
        keys.notHelped.put(WorkUnitFixtures.KEY, 2);
        IncidentWorkUnit scene = monitoring();

        // when
        asked(scene, CROSSED);

        // then
        assertTakenBack(scene, "path_degraded");
    }

    @Test
    void theTunnelThatIsHeldIsToldToThePlanner() {
        IncidentWorkUnit scene = monitoring();

        asked(scene, CROSSED);

        ComputePlan.Request asked =
                (ComputePlan.Request) scene.calls().getFirst().payload();
        assertThat(asked.protections().getFirst().held())
                .isEqualTo(new ComputePlan.HeldTunnel(List.of("frankfurt-munich", CROSSED), List.of(LINK)));
    }
}
