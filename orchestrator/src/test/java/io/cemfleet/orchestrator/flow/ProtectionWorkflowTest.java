package io.cemfleet.orchestrator.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.cemfleet.a2a.contract.DeleteTunnel;
import io.cemfleet.a2a.contract.ErrorReport;
import io.cemfleet.a2a.contract.EscalationReason;
import io.cemfleet.a2a.contract.MonitorRestoration;
import io.cemfleet.a2a.contract.ProvisionTunnel;
import io.cemfleet.a2a.contract.SteerTraffic;
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
        IncidentWorkUnit scene = WorkUnitFixtures.at(new IncidentStage.Provisioning(), planned);

        // when the first attempt fails, and the pause is over
        Protection after =
                ProtectionWorkflow.answered(scene, WorkUnitFixtures.call(CallStep.PROVISION), planned, AGAIN);
        Protection due = after.in(after.state(), new AttemptState(2, 1, 1, null, null, null));
        ProtectionWorkflow.next(scene, due);

        // then
        assertThat(after.effort().notBefore()).isEqualTo(scene.now().plusSeconds(1));
        ProvisionTunnel.Request second =
                (ProvisionTunnel.Request) scene.calls().getFirst().payload();
        assertThat(second.path())
                .isEqualTo(WorkUnitFixtures.ROUTE.alternatives().getFirst());
        assertThat(scene.calls().getFirst().attempt()).isEqualTo(2);
    }

    @Test
    void afterThreeFailuresPeopleAreCalledWithAnErrorFirst() {
        // given
        Protection last = WorkUnitFixtures.planned()
                .in(WorkUnitFixtures.planned().state(), new AttemptState(3, 2, 2, null, null, null));
        IncidentWorkUnit scene = WorkUnitFixtures.at(new IncidentStage.Provisioning(), last);

        // when
        Protection after = ProtectionWorkflow.answered(scene, WorkUnitFixtures.call(CallStep.PROVISION), last, AGAIN);
        scene.put(after);
        IncidentPhases.advance(scene);

        // then
        assertThat(after.state()).isInstanceOf(ProtectionState.Failed.class);
        assertThat(scene.stage()).isEqualTo(new IncidentStage.Escalated(EscalationReason.PROVISION_FAILED, "4"));
        assertThat(WorkUnitFixtures.sent(scene)).containsSubsequence("error", "status_update");
        assertThat(WorkUnitFixtures.sent(scene, ErrorReport.Request.class)
                        .getFirst()
                        .details())
                .containsEntry("attempts", 3);
    }

    @Test
    void aFailedSteeringIsTheNextAttemptAtProvisioning() {
        Protection provisioned = WorkUnitFixtures.provisioned();
        IncidentWorkUnit scene = WorkUnitFixtures.at(new IncidentStage.Steering(), provisioned);

        Protection after = ProtectionWorkflow.answered(
                scene,
                WorkUnitFixtures.call(CallStep.STEER),
                provisioned,
                new CallOutcome.Done(new SteerTraffic.Result(false, List.of(), List.of(), "none", null)));
        scene.put(after);
        IncidentPhases.advance(scene);

        assertThat(after.state()).isInstanceOf(ProtectionState.Planned.class);
        assertThat(scene.stage()).isEqualTo(new IncidentStage.Provisioning());
    }

    @Test
    void aTunnelThatCouldNotBeSteeredIsHeldUntilItIsRemoved() {
        // given
        Protection last = WorkUnitFixtures.provisioned()
                .in(WorkUnitFixtures.provisioned().state(), new AttemptState(3, 2, 2, null, null, null));
        IncidentWorkUnit scene = WorkUnitFixtures.at(new IncidentStage.Steering(), last);

        // when
        Protection holding = ProtectionWorkflow.answered(scene, WorkUnitFixtures.call(CallStep.STEER), last, AGAIN);
        ProtectionWorkflow.next(scene, holding);

        // then
        assertThat(holding.state()).isInstanceOf(ProtectionState.FailedHolding.class);
        assertThat(scene.calls()).extracting("step").containsExactly(CallStep.CLEAN_UP);

        // and a delete that says false removed nothing
        Protection still = ProtectionWorkflow.answered(
                scene,
                WorkUnitFixtures.call(CallStep.CLEAN_UP),
                holding,
                new CallOutcome.Done(new DeleteTunnel.Result(false, false)));
        Protection gone = ProtectionWorkflow.answered(
                scene,
                WorkUnitFixtures.call(CallStep.CLEAN_UP),
                holding,
                new CallOutcome.Done(new DeleteTunnel.Result(true, true)));
        assertThat(still.state()).isInstanceOf(ProtectionState.FailedHolding.class);
        assertThat(gone.state()).isInstanceOf(ProtectionState.Failed.class);
    }

    @Test
    void anOutcomeThatNobodyKnowsMayHaveLeftATunnel() {
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
        IncidentWorkUnit scene = WorkUnitFixtures.at(new IncidentStage.Provisioning(), planned);

        Protection after = ProtectionWorkflow.answered(
                scene,
                WorkUnitFixtures.call(CallStep.PROVISION),
                planned,
                new CallOutcome.Failed("not_ours", "another owner", false));
        Protection again = ProtectionWorkflow.answered(
                scene,
                WorkUnitFixtures.call(CallStep.PROVISION),
                after.in(after.state(), new AttemptState(2, 1, 1, null, null, null)),
                new CallOutcome.Failed("not_ours", "another owner", false));

        assertThat(again.state()).isInstanceOf(ProtectionState.Steered.class);
        assertThat(scene.progress().escalation()).isNotNull();
    }

    @Test
    void theTunnelIsKeptAsItWasAnswered() {
        Protection planned = WorkUnitFixtures.planned();

        Protection after = ProtectionWorkflow.answered(
                WorkUnitFixtures.at(new IncidentStage.Provisioning(), planned),
                WorkUnitFixtures.call(CallStep.PROVISION),
                planned,
                new CallOutcome.Done(new ProvisionTunnel.Result("t-1", "fcbb::1", TeType.SRV6, "up", Map.of(), null)));

        assertThat(after.state().tunnelOrNull())
                .isEqualTo(new io.cemfleet.orchestrator.incident.ProtectionTunnel("t-1", "fcbb::1", TeType.SRV6, null));
    }

    @Test
    void aTunnelThatStandsSinceAnEarlierAttemptIsRemovedWhenItIsGivenUp() {
        // given a tunnel that was made, and could not be steered onto
        Protection provisioned = WorkUnitFixtures.provisioned();
        IncidentWorkUnit scene = WorkUnitFixtures.at(new IncidentStage.Steering(), provisioned);
        Protection again =
                ProtectionWorkflow.answered(scene, WorkUnitFixtures.call(CallStep.STEER), provisioned, AGAIN);

        // when the next attempts cannot even be provisioned
        Protection last = again.in(again.state(), new AttemptState(3, 2, 2, null, null, null));
        Protection givenUp = ProtectionWorkflow.answered(
                scene,
                WorkUnitFixtures.call(CallStep.PROVISION),
                last,
                new CallOutcome.Failed("not_ours", "another owner", false));
        ProtectionWorkflow.next(
                scene, givenUp.in(givenUp.state(), givenUp.effort().afresh()));

        // then
        assertThat(givenUp.state())
                .isEqualTo(new ProtectionState.FailedHolding(
                        WorkUnitFixtures.ROUTE.next(), WorkUnitFixtures.TUNNEL, false));
        assertThat(scene.calls()).extracting("step").containsExactly(CallStep.CLEAN_UP);
    }

    @Test
    void threeAttemptsAreMadeAndEachFailedSteeringCountsAsOne() {
        // given
        Protection protection = WorkUnitFixtures.planned();
        IncidentWorkUnit scene = WorkUnitFixtures.at(new IncidentStage.Provisioning(), protection);
        CallOutcome made = new CallOutcome.Done(new ProvisionTunnel.Result(
                WorkUnitFixtures.TUNNEL.tunnelId(), 24001, TeType.SR_MPLS, "up", Map.of(), null));

        // when each steering fails
        int attempts = 0;
        while (!(protection.state() instanceof ProtectionState.FailedHolding)) {
            attempts++;
            protection =
                    ProtectionWorkflow.answered(scene, WorkUnitFixtures.call(CallStep.PROVISION), protection, made);
            protection = ProtectionWorkflow.answered(scene, WorkUnitFixtures.call(CallStep.STEER), protection, AGAIN);
        }

        // then
        assertThat(attempts).isEqualTo(3);
    }

    @Test
    void theRestorationMonitorIsToldWhenEachTunnelGotItsTraffic() {
        // given
        Protection provisioned = WorkUnitFixtures.protection(
                new ProtectionState.Provisioned(WorkUnitFixtures.ROUTE, WorkUnitFixtures.TUNNEL, null));
        IncidentWorkUnit scene = WorkUnitFixtures.at(new IncidentStage.Steering(), provisioned);

        // when
        scene.put(ProtectionWorkflow.answered(
                scene,
                WorkUnitFixtures.call(CallStep.STEER),
                provisioned,
                new CallOutcome.Done(new SteerTraffic.Result(true, List.of("L3VPN-1"), List.of(), "color", null))));
        IncidentPhases.advance(scene);

        // then
        assertThat(scene.calls()).extracting("step").containsExactly(CallStep.MONITOR);
        MonitorRestoration.Request asked =
                (MonitorRestoration.Request) scene.calls().getFirst().payload();
        assertThat(asked.protections()).extracting("steeredAt").containsExactly(scene.now());
    }
}
