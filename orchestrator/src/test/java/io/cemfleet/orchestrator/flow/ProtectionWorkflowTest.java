package io.cemfleet.orchestrator.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.cemfleet.a2a.contract.DeleteTunnel;
import io.cemfleet.a2a.contract.ErrorReport;
import io.cemfleet.a2a.contract.EscalationReason;
import io.cemfleet.a2a.contract.MonitorRestoration;
import io.cemfleet.a2a.contract.ProvisionTunnel;
import io.cemfleet.a2a.contract.SegmentId;
import io.cemfleet.a2a.contract.SteerTraffic;
import io.cemfleet.a2a.contract.SteeringMethod;
import io.cemfleet.a2a.contract.TeType;
import io.cemfleet.orchestrator.incident.AttemptState;
import io.cemfleet.orchestrator.incident.CallOutcome;
import io.cemfleet.orchestrator.incident.CallStep;
import io.cemfleet.orchestrator.incident.CarryingTunnel;
import io.cemfleet.orchestrator.incident.IncidentStage;
import io.cemfleet.orchestrator.incident.Protection;
import io.cemfleet.orchestrator.incident.ProtectionState;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A protection's machine: attempts, alternatives, and what is held when it is given up. */
class ProtectionWorkflowTest {
    private static final CallOutcome AGAIN = new CallOutcome.Failed("not_ready", "the plan is not ready", true);

    @Test
    void theSecondAttemptTakesTheAlternativePath() {
        // given
        Protection planned = WorkUnitFixtures.planned();
        IncidentWorkUnit work = WorkUnitFixtures.at(new IncidentStage.Provisioning(), planned);

        // when the first attempt fails, and the pause is over
        Protection after = ProtectionWorkflow.answered(work, WorkUnitFixtures.call(CallStep.PROVISION), planned, AGAIN);
        Protection due = after.in(after.state(), new AttemptState(2, 1, 1, null, null, null));
        ProtectionWorkflow.next(work, due);

        // then
        assertThat(after.attempts().notBefore()).isEqualTo(work.now().plusSeconds(1));
        ProvisionTunnel.Request second =
                (ProvisionTunnel.Request) work.calls().getFirst().payload();
        assertThat(second.path())
                .isEqualTo(WorkUnitFixtures.ROUTE.alternatives().getFirst());
        assertThat(work.calls().getFirst().attempt()).isEqualTo(2);
    }

    @Test
    void afterThreeFailuresPeopleAreCalledWithAnErrorFirst() {
        // given
        Protection last = WorkUnitFixtures.planned()
                .in(WorkUnitFixtures.planned().state(), new AttemptState(3, 2, 2, null, null, null));
        IncidentWorkUnit work = WorkUnitFixtures.at(new IncidentStage.Provisioning(), last);

        // when
        Protection after = ProtectionWorkflow.answered(work, WorkUnitFixtures.call(CallStep.PROVISION), last, AGAIN);
        work.put(after);
        IncidentPhases.advance(work);

        // then
        assertThat(after.state()).isInstanceOf(ProtectionState.Failed.class);
        assertThat(work.stage()).isEqualTo(new IncidentStage.Escalated(EscalationReason.PROVISION_FAILED, "4"));
        assertThat(WorkUnitFixtures.sent(work)).containsSubsequence("error", "status_update");
        assertThat(WorkUnitFixtures.sent(work, ErrorReport.Request.class)
                        .getFirst()
                        .details())
                .containsEntry("attempts", 3);
    }

    @Test
    void aFailedSteeringIsTheNextAttemptAtProvisioning() {
        Protection provisioned = WorkUnitFixtures.provisioned();
        IncidentWorkUnit work = WorkUnitFixtures.at(new IncidentStage.Steering(), provisioned);

        Protection after = ProtectionWorkflow.answered(
                work,
                WorkUnitFixtures.call(CallStep.STEER),
                provisioned,
                new CallOutcome.Done(
                        new SteerTraffic.Result(false, List.of(), List.of(), SteeringMethod.UNKNOWN, null)));
        work.put(after);
        IncidentPhases.advance(work);

        assertThat(after.state()).isInstanceOf(ProtectionState.Planned.class);
        assertThat(work.stage()).isEqualTo(new IncidentStage.Provisioning());
    }

    @Test
    void aTunnelThatCouldNotBeSteeredIsHeldUntilItIsRemoved() {
        // given
        Protection last = WorkUnitFixtures.provisioned()
                .in(WorkUnitFixtures.provisioned().state(), new AttemptState(3, 2, 2, null, null, null));
        IncidentWorkUnit work = WorkUnitFixtures.at(new IncidentStage.Steering(), last);

        // when
        Protection holding = ProtectionWorkflow.answered(work, WorkUnitFixtures.call(CallStep.STEER), last, AGAIN);
        ProtectionWorkflow.next(work, holding);

        // then
        assertThat(holding.state()).isInstanceOf(ProtectionState.FailedHolding.class);
        assertThat(work.calls()).extracting("step").containsExactly(CallStep.CLEAN_UP);

        // and a delete that says false removed nothing
        Protection still = ProtectionWorkflow.answered(
                work,
                WorkUnitFixtures.call(CallStep.CLEAN_UP),
                holding,
                new CallOutcome.Done(new DeleteTunnel.Result(false, false)));
        Protection gone = ProtectionWorkflow.answered(
                work,
                WorkUnitFixtures.call(CallStep.CLEAN_UP),
                holding,
                new CallOutcome.Done(new DeleteTunnel.Result(true, true)));
        assertThat(still.state()).isInstanceOf(ProtectionState.FailedHolding.class);
        assertThat(gone.state()).isInstanceOf(ProtectionState.Failed.class);
    }

    @Test
    void anUnknownOutcomeMayHaveLeftATunnel() {
        Protection planned = WorkUnitFixtures.planned();

        Protection after = ProtectionWorkflow.answered(
                WorkUnitFixtures.at(new IncidentStage.Provisioning(), planned),
                WorkUnitFixtures.call(CallStep.PROVISION),
                planned,
                new CallOutcome.Unknown("no answer"));

        assertThat(after.state()).isEqualTo(new ProtectionState.FailedHolding(WorkUnitFixtures.ROUTE, null, false));
    }

    @Test
    void aProtectionWhoseNewPathFailsStaysOnTheOldOneAndPeopleKnow() {
        Protection planned = WorkUnitFixtures.protection(new ProtectionState.Planned(
                WorkUnitFixtures.ROUTE,
                new CarryingTunnel(WorkUnitFixtures.ROUTE, WorkUnitFixtures.TUNNEL, List.of("L3VPN-1")),
                null));
        IncidentWorkUnit work = WorkUnitFixtures.at(new IncidentStage.Provisioning(), planned);

        Protection after = ProtectionWorkflow.answered(
                work,
                WorkUnitFixtures.call(CallStep.PROVISION),
                planned,
                new CallOutcome.Failed("not_ours", "another owner", false));
        Protection again = ProtectionWorkflow.answered(
                work,
                WorkUnitFixtures.call(CallStep.PROVISION),
                after.in(after.state(), new AttemptState(2, 1, 1, null, null, null)),
                new CallOutcome.Failed("not_ours", "another owner", false));

        assertThat(again.state()).isInstanceOf(ProtectionState.Steered.class);
        assertThat(work.progress().escalation()).isNotNull();
    }

    @Test
    void theTunnelIsStoredAsAnswered() {
        Protection planned = WorkUnitFixtures.planned();

        Protection after = ProtectionWorkflow.answered(
                WorkUnitFixtures.at(new IncidentStage.Provisioning(), planned),
                WorkUnitFixtures.call(CallStep.PROVISION),
                planned,
                new CallOutcome.Done(new ProvisionTunnel.Result(
                        "t-1", new SegmentId.Srv6Sid("fcbb::1"), TeType.SRV6, "up", Map.of(), null)));

        assertThat(after.state().tunnelOrNull())
                .isEqualTo(new io.cemfleet.orchestrator.incident.ProtectionTunnel(
                        "t-1", new SegmentId.Srv6Sid("fcbb::1"), TeType.SRV6, null));
    }

    @Test
    void aTunnelThatStandsSinceAnEarlierAttemptIsRemovedWhenItIsGivenUp() {
        // given a tunnel that was made, and could not be steered onto
        Protection provisioned = WorkUnitFixtures.provisioned();
        IncidentWorkUnit work = WorkUnitFixtures.at(new IncidentStage.Steering(), provisioned);
        Protection again = ProtectionWorkflow.answered(work, WorkUnitFixtures.call(CallStep.STEER), provisioned, AGAIN);

        // when the next attempts cannot even be provisioned
        Protection last = again.in(again.state(), new AttemptState(3, 2, 2, null, null, null));
        Protection givenUp = ProtectionWorkflow.answered(
                work,
                WorkUnitFixtures.call(CallStep.PROVISION),
                last,
                new CallOutcome.Failed("not_ours", "another owner", false));
        ProtectionWorkflow.next(
                work, givenUp.in(givenUp.state(), givenUp.attempts().restarted()));

        // then
        assertThat(givenUp.state())
                .isEqualTo(new ProtectionState.FailedHolding(
                        WorkUnitFixtures.ROUTE.next(), WorkUnitFixtures.TUNNEL, false));
        assertThat(work.calls()).extracting("step").containsExactly(CallStep.CLEAN_UP);
    }

    @Test
    void threeAttemptsAreMadeAndEachFailedSteeringCountsAsOne() {
        // given
        Protection protection = WorkUnitFixtures.planned();
        IncidentWorkUnit work = WorkUnitFixtures.at(new IncidentStage.Provisioning(), protection);
        CallOutcome made = new CallOutcome.Done(new ProvisionTunnel.Result(
                WorkUnitFixtures.TUNNEL.tunnelId(), SegmentId.label(24001), TeType.SR_MPLS, "up", Map.of(), null));

        // when each steering fails
        int attempts = 0;
        while (!(protection.state() instanceof ProtectionState.FailedHolding)) {
            attempts++;
            protection = ProtectionWorkflow.answered(work, WorkUnitFixtures.call(CallStep.PROVISION), protection, made);
            protection = ProtectionWorkflow.answered(work, WorkUnitFixtures.call(CallStep.STEER), protection, AGAIN);
        }

        // then
        assertThat(attempts).isEqualTo(3);
    }

    @Test
    void theMonitoringRequestSaysWhenEachTunnelGotItsTraffic() {
        // given
        Protection provisioned = WorkUnitFixtures.protection(
                new ProtectionState.Provisioned(WorkUnitFixtures.ROUTE, WorkUnitFixtures.TUNNEL, null));
        IncidentWorkUnit work = WorkUnitFixtures.at(new IncidentStage.Steering(), provisioned);

        // when
        work.put(ProtectionWorkflow.answered(
                work,
                WorkUnitFixtures.call(CallStep.STEER),
                provisioned,
                new CallOutcome.Done(new SteerTraffic.Result(
                        true, List.of("L3VPN-1"), List.of(), SteeringMethod.FLEET_COLOR, null))));
        IncidentPhases.advance(work);

        // then
        assertThat(work.calls()).extracting("step").containsExactly(CallStep.MONITOR);
        MonitorRestoration.Request request =
                (MonitorRestoration.Request) work.calls().getFirst().payload();
        assertThat(request.protections()).extracting("steeredAt").containsExactly(work.now());
    }
}
