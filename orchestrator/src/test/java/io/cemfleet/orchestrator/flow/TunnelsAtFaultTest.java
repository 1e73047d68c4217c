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

/** No tunnel at fault is left alone, in every stage of the incident. */
class TunnelsAtFaultTest extends HeldTunnelCase {
    @Test
    void aVerdictThatComesWhileTheIncidentIsAtWorkIsActedOnAfterwards() {
        // given
        IncidentWorkUnit work = at(new IncidentStage.Assessing(), WorkUnitFixtures.steered());
        measured(work, "not_helped", BAD, WORSE);
        assertThat(work.calls()).extracting("step").containsExactly(CallStep.ASSESS);

        // when
        IncidentPhases.answered(
                work,
                WorkUnitFixtures.call(CallStep.ASSESS),
                new CallOutcome.Done(impact(new AssessImpact.AffectedService[0])));
        IncidentPhases.advance(work);

        // then
        assertThat(work.calls()).extracting("step").contains(CallStep.COMPUTE);
        assertThat(only(work).state()).isInstanceOf(ProtectionState.Wanted.class);
    }

    @Test
    void whatDoesNotHelpIsTakenBackWhileTheIncidentWaitsForAPerson() {
        IncidentWorkUnit work =
                at(new IncidentStage.Escalated(EscalationReason.TELEMETRY_MISSING, "6"), WorkUnitFixtures.steered());

        measured(work, "not_helped", BAD, WORSE);

        assertTakenBack(work, "did_not_help");
    }

    @Test
    void whatDoesNotHelpIsTakenBackWhileALinkFlaps() {
        IncidentWorkUnit work = at(new IncidentStage.Dampening(BEGIN.plusSeconds(300)), WorkUnitFixtures.steered());

        measured(work, "not_helped", BAD, WORSE);

        assertTakenBack(work, "did_not_help");
    }

    @Test
    void aPathThatDegradesWhileALinkFlapsIsLeftAtOnce() {
        IncidentWorkUnit work = at(new IncidentStage.Dampening(BEGIN.plusSeconds(300)), WorkUnitFixtures.steered());

        asked(work, CROSSED);

        assertThat(work.stage()).isEqualTo(new IncidentStage.Assessing());
    }

    @Test
    void withoutAnyPlanADegradedTunnelIsTakenBackBeforePeopleAreCalled() {
        // given
        IncidentWorkUnit work = monitoring();
        asked(work, CROSSED);

        // when
        IncidentPhases.answered(
                work,
                WorkUnitFixtures.call(CallStep.COMPUTE),
                new CallOutcome.Failed("unavailable", "no topology", false));
        IncidentPhases.advance(work);

        // then
        assertTakenBack(work, "path_degraded");
        assertThat(work.stage())
                .isEqualTo(new IncidentStage.Escalated(EscalationReason.PATH_COMPUTATION_UNAVAILABLE, "3"));
    }

    @Test
    void aDegradedTunnelWhoseNewPathCannotBeHadIsTakenBack() {
        // given
        CarryingTunnel held = new CarryingTunnel(WorkUnitFixtures.ROUTE, WorkUnitFixtures.TUNNEL, List.of("L3VPN-1"));
        Protection moving = new Protection(
                WorkUnitFixtures.KEY,
                WorkUnitFixtures.steered().scope(),
                new AttemptState(3, 2, 2, null, null, null),
                new ProtectionState.Planned(WorkUnitFixtures.LONE_ROUTE, held, null));
        IncidentWorkUnit work = at(new IncidentStage.Provisioning(), moving);
        work.update(work.context().with(work.context().links().avoidingToo(List.of(CROSSED))));

        // when
        CallOutcome refused = new CallOutcome.Failed("cap_exceeded", "too many", false);
        CallOutcome failed = new CallOutcome.Failed("unavailable", "no answer", true);
        Protection stays =
                ProtectionWorkflow.answered(work, WorkUnitFixtures.call(CallStep.PROVISION), moving, refused);
        Protection goes = ProtectionWorkflow.answered(work, WorkUnitFixtures.call(CallStep.PROVISION), moving, failed);

        // then what may not be written is not removed either
        assertThat(stays.state()).isInstanceOf(ProtectionState.Steered.class);
        assertThat(goes.state()).isInstanceOf(ProtectionState.FailedHolding.class);
    }

    @Test
    void trafficDoesNotWaitOnADegradedTunnelForAPersonsWord() {
        // given
        keys.owners.put(WorkUnitFixtures.KEY.traffic(), WorkUnitFixtures.ID);
        IncidentWorkUnit work = WorkUnitFixtures.at(
                WorkUnitFixtures.watched(new IncidentStage.Monitoring()),
                OrchestratorFixtures.rules(NoPathPolicy.ESCALATE, Autonomy.Mode.APPROVE),
                keys,
                WorkUnitFixtures.steered());
        asked(work, CROSSED);

        // when another path is found that a person has to approve
        ComputePlan.PlacementResult other = OrchestratorFixtures.placed(COLOURED, true, "a-b", "b-c");
        planned(
                work,
                new ComputePlan.PlacementResult(
                        COLOURED,
                        other.answer(),
                        other.originalPath(),
                        null,
                        null,
                        new ComputePlan.HeldTunnelFigures(WORSE, BAD)));

        // then
        assertTakenBack(work, "path_degraded");
        assertThat(gone(work).calls()).extracting("step").contains(CallStep.COMPUTE);
    }

    @Test
    void aTunnelThatDegradesWhileAPersonDecidesIsPlannedAgain() {
        // given
        CarryingTunnel held = new CarryingTunnel(WorkUnitFixtures.ROUTE, WorkUnitFixtures.TUNNEL, List.of("L3VPN-1"));
        IncidentWorkUnit work = at(
                new IncidentStage.Computing(),
                WorkUnitFixtures.protection(new ProtectionState.Proposed(
                        WorkUnitFixtures.ROUTE.next(), held, null, Autonomy.Mode.APPROVE)));

        // when
        asked(work, CROSSED);

        // then
        assertThat(work.calls()).extracting("step").containsExactly(CallStep.COMPUTE);
    }

    @Test
    void aTunnelOfAStoppedKeyIsTakenBackWhereItsPathIsDegraded() {
        // given
        keys.notHelped.put(WorkUnitFixtures.KEY, 2);
        IncidentWorkUnit work = monitoring();

        // when
        asked(work, CROSSED);

        // then
        assertTakenBack(work, "path_degraded");
    }

    @Test
    void thePlanRequestNamesTheTunnelThatIsHeld() {
        IncidentWorkUnit work = monitoring();

        asked(work, CROSSED);

        ComputePlan.Request request =
                (ComputePlan.Request) work.calls().getFirst().payload();
        assertThat(request.protections().getFirst().held())
                .isEqualTo(new ComputePlan.HeldTunnel(List.of("frankfurt-munich", CROSSED), List.of(LINK)));
    }
}
