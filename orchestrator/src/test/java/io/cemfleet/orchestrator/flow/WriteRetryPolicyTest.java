package io.cemfleet.orchestrator.flow;

import static io.cemfleet.orchestrator.OrchestratorFixtures.COLOURED;
import static io.cemfleet.orchestrator.OrchestratorFixtures.LINK;
import static io.cemfleet.orchestrator.OrchestratorFixtures.placed;
import static org.assertj.core.api.Assertions.assertThat;

import io.cemfleet.a2a.contract.ComputePlan;
import io.cemfleet.a2a.contract.ErrorReport;
import io.cemfleet.a2a.contract.EscalationReason;
import io.cemfleet.a2a.contract.ProvisionTunnel;
import io.cemfleet.orchestrator.incident.CallOutcome;
import io.cemfleet.orchestrator.incident.CallStep;
import io.cemfleet.orchestrator.incident.IncidentStage;
import io.cemfleet.orchestrator.incident.Protection;
import io.cemfleet.orchestrator.incident.ProtectionState;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What counts as an attempt, and what the next one tries. */
class WriteRetryPolicyTest {
    private static Protection planned() {
        return WorkUnitFixtures.lone(new ProtectionState.Planned(WorkUnitFixtures.LONE_ROUTE, null, null));
    }

    private static IncidentWorkUnit afterwards(IncidentWorkUnit before, CallOutcome answer, CallStep step) {
        Protection protection = before.protections().getFirst();
        before.put(ProtectionWorkflow.answered(before, WorkUnitFixtures.call(step), protection, answer));
        IncidentWorkUnit after = WorkUnitFixtures.later(before, due(before), new InMemoryKeyRegistry());
        IncidentPhases.advance(after);
        return after;
    }

    /** When the protection may go on. */
    private static Instant due(IncidentWorkUnit scene) {
        Instant notBefore = scene.protections().getFirst().effort().notBefore();
        return notBefore == null || notBefore.isBefore(scene.now()) ? scene.now() : notBefore;
    }

    @ParameterizedTest
    @ValueSource(strings = {"path_invalid", "dry_run_failed", "cnc_refused", "sid_depth_exceeded"})
    void whereThePathIsAtFaultAndNoOtherIsPlannedAnotherOneIsSoughtAvoidingIt(String code) {
        // given a plan of one path
        IncidentWorkUnit scene = WorkUnitFixtures.at(new IncidentStage.Provisioning(), planned());

        // when it cannot be had
        IncidentWorkUnit after = afterwards(scene, new CallOutcome.Failed(code, "said so", false), CallStep.PROVISION);

        // then
        assertThat(after.stage()).isEqualTo(new IncidentStage.Computing());
        assertThat(after.calls()).extracting("step").containsExactly(CallStep.COMPUTE);
        assertThat(WorkUnitFixtures.avoided(after)).containsExactly(LINK, "frankfurt-munich", "munich-prague");
        assertThat(after.protections().getFirst().effort().failures()).isEqualTo(1);

        // and the path of the new plan is the one that is tried
        IncidentPhases.answered(
                after,
                WorkUnitFixtures.call(CallStep.COMPUTE),
                new CallOutcome.Done(new ComputePlan.Result(List.of(placed(COLOURED, true, "x-y", "y-z")))));
        IncidentPhases.advance(after);
        assertThat(after.calls().getLast().payload())
                .extracting(
                        payload -> ((ProvisionTunnel.Request) payload).path().links())
                .isEqualTo(List.of("x-y", "y-z"));
    }

    @Test
    void plansAndAlternativesTogetherAreTriedSoOftenAndNoMore() {
        IncidentWorkUnit scene = WorkUnitFixtures.at(new IncidentStage.Provisioning(), planned());
        CallOutcome refused = new CallOutcome.Failed("cnc_refused", "said so", false);

        scene = afterwards(scene, refused, CallStep.PROVISION);
        IncidentPhases.answered(
                scene,
                WorkUnitFixtures.call(CallStep.COMPUTE),
                new CallOutcome.Done(new ComputePlan.Result(List.of(placed(COLOURED, true, "x-y", "y-z")))));
        scene = afterwards(scene, refused, CallStep.PROVISION);
        scene = afterwards(scene, refused, CallStep.PROVISION);

        assertThat(scene.stage()).isEqualTo(new IncidentStage.Escalated(EscalationReason.PROVISION_FAILED, "4"));
        assertThat(WorkUnitFixtures.sent(scene, ErrorReport.Request.class)
                        .getFirst()
                        .details())
                .containsEntry("attempts", 3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"head_end_busy", "stale_plan"})
    void whatSaysNothingAboutThePlanCountsForNothing(String code) {
        // given
        IncidentWorkUnit scene = WorkUnitFixtures.at(new IncidentStage.Provisioning(), planned());

        // when it is answered more often than there are attempts
        for (int i = 0; i < 6; i++) {
            scene = afterwards(scene, new CallOutcome.Failed(code, "other writes", true), CallStep.PROVISION);
        }

        // then the same is still asked, under a key of its own
        assertThat(scene.stage()).isEqualTo(new IncidentStage.Provisioning());
        assertThat(scene.calls())
                .extracting("step", "attempt")
                .containsExactly(org.assertj.core.groups.Tuple.tuple(CallStep.PROVISION, 7));
        assertThat(scene.protections().getFirst().effort())
                .returns(0, effort -> effort.failures())
                .returns(1, effort -> effort.made());
    }

    @Test
    void aHeadEndThatStaysBusyIsToldAsSuchAfterAWhile() {
        IncidentWorkUnit scene = WorkUnitFixtures.at(new IncidentStage.Provisioning(), planned());
        Instant begin = scene.now();

        while (scene.stage() instanceof IncidentStage.Provisioning
                && scene.now().isBefore(begin.plusSeconds(3600))) {
            scene = afterwards(
                    scene, new CallOutcome.Failed("head_end_busy", "other writes", true), CallStep.PROVISION);
        }

        assertThat(scene.stage()).isEqualTo(new IncidentStage.Escalated(EscalationReason.HEAD_END_BUSY, "4"));
        assertThat(scene.now())
                .isBetween(
                        begin.plus(scene.rules().patience()),
                        begin.plus(scene.rules().patience().multipliedBy(4)));
    }

    @Test
    void aTunnelThatHasAnotherPathThanThePlanGetsThePlansBeforeItIsSteered() {
        // given
        Protection provisioned = WorkUnitFixtures.lone(
                new ProtectionState.Provisioned(WorkUnitFixtures.LONE_ROUTE, WorkUnitFixtures.TUNNEL, null));
        IncidentWorkUnit scene = WorkUnitFixtures.at(new IncidentStage.Steering(), provisioned);

        // when
        IncidentWorkUnit after = afterwards(
                scene, new CallOutcome.Failed("path_version_mismatch", "version 2 is in force", false), CallStep.STEER);

        // then
        assertThat(after.calls()).extracting("step").containsExactly(CallStep.PROVISION);
        assertThat(after.protections().getFirst().effort().failures()).isZero();
    }
}
