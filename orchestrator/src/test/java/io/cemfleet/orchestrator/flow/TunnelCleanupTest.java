package io.cemfleet.orchestrator.flow;

import static io.cemfleet.orchestrator.OrchestratorFixtures.BEGIN;
import static io.cemfleet.orchestrator.OrchestratorFixtures.LINK;
import static io.cemfleet.orchestrator.OrchestratorFixtures.seen;
import static io.cemfleet.orchestrator.OrchestratorFixtures.updated;
import static org.assertj.core.api.Assertions.assertThat;

import io.cemfleet.a2a.contract.EscalationReason;
import io.cemfleet.a2a.contract.IncidentChange;
import io.cemfleet.a2a.contract.IncidentResolution;
import io.cemfleet.a2a.contract.IncidentState;
import io.cemfleet.a2a.contract.OperatorActionKind;
import io.cemfleet.a2a.contract.ProvisionTunnel;
import io.cemfleet.a2a.contract.RestorationEvent;
import io.cemfleet.a2a.contract.SegmentId;
import io.cemfleet.a2a.contract.TeType;
import io.cemfleet.a2a.contract.TicketClosed;
import io.cemfleet.orchestrator.incident.AttemptState;
import io.cemfleet.orchestrator.incident.CallOutcome;
import io.cemfleet.orchestrator.incident.CallStep;
import io.cemfleet.orchestrator.incident.IncidentFact;
import io.cemfleet.orchestrator.incident.IncidentStage;
import io.cemfleet.orchestrator.incident.Protection;
import io.cemfleet.orchestrator.incident.ProtectionState;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A tunnel that could not be removed: never resolved while something is left. */
class TunnelCleanupTest {
    private IncidentWorkUnit notCleanedUp() {
        IncidentWorkUnit work = WorkUnitFixtures.at(
                WorkUnitFixtures.watched(new IncidentStage.Restoring()), WorkUnitFixtures.steered());
        IncidentPhases.fold(
                work,
                new IncidentFact.RestorationReported(seen(
                        WorkUnitFixtures.ID,
                        RestorationEvent.CLEANUP_FAILED,
                        1,
                        Map.of("during", "cleanup", "reason", "delete_not_confirmed"))));
        IncidentPhases.advance(work);
        return work;
    }

    @Test
    void aFailedCleanupEscalatesWithAnErrorAndIsNotResolved() {
        IncidentWorkUnit work = notCleanedUp();

        assertThat(work.stage()).isEqualTo(new IncidentStage.Escalated(EscalationReason.CLEANUP_FAILED, "7"));
        assertThat(WorkUnitFixtures.sent(work))
                .containsSubsequence("error", "status_update")
                .doesNotContain("ticket_closed");
        assertThat(work.calls()).isEmpty();

        // and a clear does not end it
        IncidentPhases.fold(
                work, new IncidentFact.UpdateReceived(updated(WorkUnitFixtures.ID, IncidentChange.CLEARED, LINK)));
        IncidentPhases.advance(work);
        assertThat(work.stage().label()).isEqualTo(IncidentState.ESCALATED);
    }

    @Test
    void anOperatorsRetryRepeatsTheCleanupAndResolvesOnceItIsGone() {
        // given
        IncidentWorkUnit work = notCleanedUp();

        // when
        IncidentPhases.fold(
                work,
                new IncidentFact.OperatorDecided(OperatorActionKind.RETRY, "anna", "the router is back", BEGIN, null));
        IncidentPhases.advance(work);

        // then
        assertThat(work.calls()).extracting("step").containsExactly(CallStep.CLEAN_UP);

        // and when it is said to be gone
        IncidentWorkUnit later = WorkUnitFixtures.later(work, work.now().plusSeconds(1), new InMemoryKeyRegistry());
        Protection holding = later.protections().getFirst();
        later.put(ProtectionWorkflow.answered(
                later,
                WorkUnitFixtures.call(CallStep.CLEAN_UP),
                holding,
                new CallOutcome.Done(new io.cemfleet.a2a.contract.DeleteTunnel.Result(true, true))));
        IncidentPhases.advance(later);
        assertThat(WorkUnitFixtures.sent(later, TicketClosed.Request.class)
                        .getFirst()
                        .resolution())
                .isEqualTo(IncidentResolution.RESOLVED);
    }

    @Test
    void aTunnelOfUnknownNameIsRequestedUnderItsKeyThenRemoved() {
        // given: no answer said whether there is a tunnel
        Protection nameless = WorkUnitFixtures.steered()
                .in(new ProtectionState.FailedHolding(WorkUnitFixtures.ROUTE, null, true), AttemptState.NONE);
        IncidentWorkUnit work = WorkUnitFixtures.at(
                WorkUnitFixtures.watched(new IncidentStage.Escalated(EscalationReason.UNPROTECTED, "4")), nameless);

        // when
        IncidentPhases.advance(work);

        // then
        assertThat(work.calls()).extracting("step").containsExactly(CallStep.PROVISION);

        // and once it is named, it is removed
        Protection named = ProtectionWorkflow.answered(
                work,
                WorkUnitFixtures.call(CallStep.PROVISION),
                nameless,
                new CallOutcome.Done(new ProvisionTunnel.Result(
                        "sr-policy-a-b-protect-001", SegmentId.label(24001), TeType.SR_MPLS, "up", Map.of(), null)));
        IncidentWorkUnit later = WorkUnitFixtures.at(
                WorkUnitFixtures.watched(new IncidentStage.Escalated(EscalationReason.UNPROTECTED, "4")), named);
        IncidentPhases.advance(later);
        assertThat(later.calls()).extracting("step").containsExactly(CallStep.CLEAN_UP);
    }

    @Test
    void aTunnelThatCannotBeHadUnderItsKeyIsNotThere() {
        Protection nameless = WorkUnitFixtures.steered()
                .in(new ProtectionState.FailedHolding(WorkUnitFixtures.ROUTE, null, true), AttemptState.NONE);

        Protection after = ProtectionWorkflow.answered(
                WorkUnitFixtures.at(new IncidentStage.Escalated(EscalationReason.UNPROTECTED, "4"), nameless),
                WorkUnitFixtures.call(CallStep.PROVISION),
                nameless,
                new CallOutcome.Failed("not_ours", "another owner", false));

        assertThat(after.state()).isEqualTo(new ProtectionState.Failed(true));
    }

    @Test
    void aDeleteThatRemovedNothingLeavesTheIncidentOpen() {
        IncidentWorkUnit work = notCleanedUp();
        IncidentPhases.fold(
                work, new IncidentFact.OperatorDecided(OperatorActionKind.RETRY, "anna", "again", BEGIN, null));
        IncidentWorkUnit later = WorkUnitFixtures.later(work, work.now().plusSeconds(1), new InMemoryKeyRegistry());
        Protection last = later.protections().getFirst();
        last = last.in(last.state(), new AttemptState(5, 2, 2, null, null, null));

        later.put(ProtectionWorkflow.answered(
                later,
                WorkUnitFixtures.call(CallStep.CLEAN_UP),
                last,
                new CallOutcome.Done(new io.cemfleet.a2a.contract.DeleteTunnel.Result(false, false))));
        IncidentPhases.advance(later);

        assertThat(later.stage().label()).isEqualTo(IncidentState.ESCALATED);
        assertThat(WorkUnitFixtures.sent(later)).doesNotContain("ticket_closed");
    }

    @Test
    void aFailedShiftLeavesTrafficProtectedAndARetryIsMonitoredAgain() {
        // given
        IncidentWorkUnit work = WorkUnitFixtures.at(
                WorkUnitFixtures.watched(new IncidentStage.Restoring()), WorkUnitFixtures.steered());

        // when
        IncidentPhases.fold(
                work,
                new IncidentFact.RestorationReported(
                        seen(WorkUnitFixtures.ID, RestorationEvent.CLEANUP_FAILED, 1, Map.of("during", "cutover"))));

        // then
        assertThat(work.stage()).isEqualTo(new IncidentStage.Escalated(EscalationReason.CUTOVER_FAILED, "7"));
        assertThat(work.protections().getFirst().state().carriesTraffic()).isTrue();

        // and
        IncidentPhases.fold(
                work, new IncidentFact.OperatorDecided(OperatorActionKind.RETRY, "anna", "again", BEGIN, null));
        IncidentPhases.advance(work);
        assertThat(work.stage()).isEqualTo(new IncidentStage.Monitoring());
        assertThat(work.calls()).extracting("step").containsExactly(CallStep.MONITOR);
    }
}
