package io.cemfleet.orchestrator.flow;

import static io.cemfleet.orchestrator.OrchestratorFixtures.BEGIN;
import static io.cemfleet.orchestrator.OrchestratorFixtures.COLOURED;
import static io.cemfleet.orchestrator.OrchestratorFixtures.LINK;
import static io.cemfleet.orchestrator.OrchestratorFixtures.placed;
import static org.assertj.core.api.Assertions.assertThat;

import io.cemfleet.a2a.contract.ComputePlan;
import io.cemfleet.a2a.contract.ErrorReport;
import io.cemfleet.a2a.contract.EscalationReason;
import io.cemfleet.a2a.contract.ProvisionTunnel;
import io.cemfleet.orchestrator.incident.AttemptState;
import io.cemfleet.orchestrator.incident.CallOutcome;
import io.cemfleet.orchestrator.incident.CallStep;
import io.cemfleet.orchestrator.incident.IncidentStage;
import io.cemfleet.orchestrator.incident.Protection;
import io.cemfleet.orchestrator.incident.ProtectionState;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
    private static Instant due(IncidentWorkUnit work) {
        Instant notBefore = work.protections().getFirst().attempts().notBefore();
        return notBefore == null || notBefore.isBefore(work.now()) ? work.now() : notBefore;
    }

    @ParameterizedTest
    @ValueSource(strings = {"path_invalid", "dry_run_failed", "cnc_refused", "sid_depth_exceeded"})
    void whereThePathIsAtFaultAndNoOtherIsPlannedAnotherOneIsSoughtAvoidingIt(String code) {
        // given a plan of one path
        IncidentWorkUnit work = WorkUnitFixtures.at(new IncidentStage.Provisioning(), planned());

        // when it cannot be had
        IncidentWorkUnit after = afterwards(work, new CallOutcome.Failed(code, "said so", false), CallStep.PROVISION);

        // then
        assertThat(after.stage()).isEqualTo(new IncidentStage.Computing());
        assertThat(after.calls()).extracting("step").containsExactly(CallStep.COMPUTE);
        assertThat(WorkUnitFixtures.avoided(after)).containsExactly(LINK, "frankfurt-munich", "munich-prague");
        assertThat(after.protections().getFirst().attempts().failures()).isEqualTo(1);

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
        IncidentWorkUnit work = WorkUnitFixtures.at(new IncidentStage.Provisioning(), planned());
        CallOutcome refused = new CallOutcome.Failed("cnc_refused", "said so", false);

        work = afterwards(work, refused, CallStep.PROVISION);
        IncidentPhases.answered(
                work,
                WorkUnitFixtures.call(CallStep.COMPUTE),
                new CallOutcome.Done(new ComputePlan.Result(List.of(placed(COLOURED, true, "x-y", "y-z")))));
        work = afterwards(work, refused, CallStep.PROVISION);
        work = afterwards(work, refused, CallStep.PROVISION);

        assertThat(work.stage()).isEqualTo(new IncidentStage.Escalated(EscalationReason.PROVISION_FAILED, "4"));
        assertThat(WorkUnitFixtures.sent(work, ErrorReport.Request.class)
                        .getFirst()
                        .details())
                .containsEntry("attempts", 3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"head_end_busy", "stale_plan"})
    void whatSaysNothingAboutThePlanCountsForNothing(String code) {
        // given
        IncidentWorkUnit work = WorkUnitFixtures.at(new IncidentStage.Provisioning(), planned());

        // when it is answered more often than there are attempts
        for (int i = 0; i < 6; i++) {
            work = afterwards(work, new CallOutcome.Failed(code, "other writes", true), CallStep.PROVISION);
        }

        // then the same is still asked, under a key of its own
        assertThat(work.stage()).isEqualTo(new IncidentStage.Provisioning());
        assertThat(work.calls())
                .extracting("step", "attempt")
                .containsExactly(org.assertj.core.groups.Tuple.tuple(CallStep.PROVISION, 7));
        assertThat(work.protections().getFirst().attempts())
                .returns(0, attempts -> attempts.failures())
                .returns(1, attempts -> attempts.counted());
    }

    @Test
    void aHeadEndThatStaysBusyIsReportedAsBusyAfterAWhile() {
        IncidentWorkUnit work = WorkUnitFixtures.at(new IncidentStage.Provisioning(), planned());
        Instant begin = work.now();

        while (work.stage() instanceof IncidentStage.Provisioning && work.now().isBefore(begin.plusSeconds(3600))) {
            work = afterwards(work, new CallOutcome.Failed("head_end_busy", "other writes", true), CallStep.PROVISION);
        }

        assertThat(work.stage()).isEqualTo(new IncidentStage.Escalated(EscalationReason.HEAD_END_BUSY, "4"));
        assertThat(work.now())
                .isBetween(
                        begin.plus(work.rules().patience()),
                        begin.plus(work.rules().patience().multipliedBy(4)));
    }

    @Test
    void aTunnelThatHasAnotherPathThanThePlanGetsThePlansBeforeItIsSteered() {
        // given
        Protection provisioned = WorkUnitFixtures.lone(
                new ProtectionState.Provisioned(WorkUnitFixtures.LONE_ROUTE, WorkUnitFixtures.TUNNEL, null));
        IncidentWorkUnit work = WorkUnitFixtures.at(new IncidentStage.Steering(), provisioned);

        // when
        IncidentWorkUnit after = afterwards(
                work, new CallOutcome.Failed("path_version_mismatch", "version 2 is in force", false), CallStep.STEER);

        // then
        assertThat(after.calls()).extracting("step").containsExactly(CallStep.PROVISION);
        assertThat(after.protections().getFirst().attempts().failures()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"0,1", "8,8", "40,15"})
    void whatDoesNotCountWaitsAsLongAgainAsItHasWaited(int waited, int pause) {
        // given
        Instant since = BEGIN.plusSeconds(30L - waited);
        Protection waiting = planned().in(planned().state(), AttemptState.NONE.waiting("busy", since, since));
        IncidentWorkUnit work = WorkUnitFixtures.at(new IncidentStage.Provisioning(), waiting);

        // when
        AttemptState after = WriteRetryPolicy.afterAnswer(
                work, waiting, new CallOutcome.Failed("head_end_busy", "other writes", true));

        // then
        assertThat(after.notBefore()).isEqualTo(work.now().plusSeconds(pause));
    }

    @Test
    void thePauseAfterAFailureDoublesWithEach() {
        Protection failed = planned().in(planned().state(), AttemptState.NONE.failed("no answer", BEGIN));
        IncidentWorkUnit work = WorkUnitFixtures.at(new IncidentStage.Provisioning(), failed);

        AttemptState after = WriteRetryPolicy.afterAnswer(
                work, failed, new CallOutcome.Failed("cnc_unavailable", "no answer", true));

        assertThat(after.notBefore()).isEqualTo(work.now().plusSeconds(2));
    }
}
