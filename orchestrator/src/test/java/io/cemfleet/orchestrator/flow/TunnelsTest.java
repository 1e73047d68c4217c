package io.cemfleet.orchestrator.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.cemfleet.a2a.contract.DeleteTunnel;
import io.cemfleet.a2a.contract.ErrorReport;
import io.cemfleet.a2a.contract.MonitorRestoration;
import io.cemfleet.a2a.contract.ProvisionTunnel;
import io.cemfleet.a2a.contract.SteerTraffic;
import io.cemfleet.a2a.contract.TeType;
import io.cemfleet.orchestrator.incident.Answer;
import io.cemfleet.orchestrator.incident.Effort;
import io.cemfleet.orchestrator.incident.Held;
import io.cemfleet.orchestrator.incident.Protection;
import io.cemfleet.orchestrator.incident.ProtectionState;
import io.cemfleet.orchestrator.incident.Stage;
import io.cemfleet.orchestrator.incident.Step;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A protection's machine: attempts, alternatives, and what is held when it is given up. */
class TunnelsTest {
    private static final Answer AGAIN = new Answer.Failed("not_ready", "the plan is not ready", true);

    @Test
    void theSecondAttemptTakesTheAlternativePath() {
        // given
        Protection planned = Scenes.planned();
        Scene scene = Scenes.at(new Stage.Provisioning(), planned);

        // when the first attempt fails, and the pause is over
        Protection after = Tunnels.answered(scene, Scenes.call(Step.PROVISION), planned, AGAIN);
        Protection due = after.in(after.state(), new Effort(2, 1, 1, null, null, null));
        Tunnels.next(scene, due);

        // then
        assertThat(after.effort().notBefore()).isEqualTo(scene.now().plusSeconds(1));
        ProvisionTunnel.Request second =
                (ProvisionTunnel.Request) scene.calls().getFirst().payload();
        assertThat(second.path()).isEqualTo(Scenes.ROUTE.alternatives().getFirst());
        assertThat(scene.calls().getFirst().attempt()).isEqualTo(2);
    }

    @Test
    void afterThreeFailuresPeopleAreCalledWithAnErrorFirst() {
        // given
        Protection last = Scenes.planned().in(Scenes.planned().state(), new Effort(3, 2, 2, null, null, null));
        Scene scene = Scenes.at(new Stage.Provisioning(), last);

        // when
        Protection after = Tunnels.answered(scene, Scenes.call(Step.PROVISION), last, AGAIN);
        scene.put(after);
        Flow.advance(scene);

        // then
        assertThat(after.state()).isInstanceOf(ProtectionState.Failed.class);
        assertThat(scene.stage()).isEqualTo(new Stage.Escalated("provision_failed", "4"));
        assertThat(Scenes.sent(scene)).containsSubsequence("error", "status_update");
        assertThat(Scenes.sent(scene, ErrorReport.Request.class).getFirst().details())
                .containsEntry("attempts", 3);
    }

    @Test
    void aFailedSteeringIsTheNextAttemptAtProvisioning() {
        Protection provisioned = Scenes.provisioned();
        Scene scene = Scenes.at(new Stage.Steering(), provisioned);

        Protection after = Tunnels.answered(
                scene,
                Scenes.call(Step.STEER),
                provisioned,
                new Answer.Done(new SteerTraffic.Result(false, List.of(), List.of(), "none", null)));
        scene.put(after);
        Flow.advance(scene);

        assertThat(after.state()).isInstanceOf(ProtectionState.Planned.class);
        assertThat(scene.stage()).isEqualTo(new Stage.Provisioning());
    }

    @Test
    void aTunnelThatCouldNotBeSteeredIsHeldUntilItIsRemoved() {
        // given
        Protection last = Scenes.provisioned().in(Scenes.provisioned().state(), new Effort(3, 2, 2, null, null, null));
        Scene scene = Scenes.at(new Stage.Steering(), last);

        // when
        Protection holding = Tunnels.answered(scene, Scenes.call(Step.STEER), last, AGAIN);
        Tunnels.next(scene, holding);

        // then
        assertThat(holding.state()).isInstanceOf(ProtectionState.FailedHolding.class);
        assertThat(scene.calls()).extracting("step").containsExactly(Step.CLEAN_UP);

        // and a delete that says false removed nothing
        Protection still = Tunnels.answered(
                scene, Scenes.call(Step.CLEAN_UP), holding, new Answer.Done(new DeleteTunnel.Result(false, false)));
        Protection gone = Tunnels.answered(
                scene, Scenes.call(Step.CLEAN_UP), holding, new Answer.Done(new DeleteTunnel.Result(true, true)));
        assertThat(still.state()).isInstanceOf(ProtectionState.FailedHolding.class);
        assertThat(gone.state()).isInstanceOf(ProtectionState.Failed.class);
    }

    @Test
    void anOutcomeThatNobodyKnowsMayHaveLeftATunnel() {
        Protection planned = Scenes.planned();

        Protection after = Tunnels.answered(
                Scenes.at(new Stage.Provisioning(), planned),
                Scenes.call(Step.PROVISION),
                planned,
                new Answer.Unknown("no answer"));

        assertThat(after.state()).isEqualTo(new ProtectionState.FailedHolding(Scenes.ROUTE, null, false));
    }

    @Test
    void aProtectionWhoseNewPathFailsStaysOnTheOldOneAndPeopleKnow() {
        Protection planned = Scenes.protection(new ProtectionState.Planned(
                Scenes.ROUTE, new Held(Scenes.ROUTE, Scenes.TUNNEL, List.of("L3VPN-1")), null));
        Scene scene = Scenes.at(new Stage.Provisioning(), planned);

        Protection after = Tunnels.answered(
                scene, Scenes.call(Step.PROVISION), planned, new Answer.Failed("not_ours", "another owner", false));
        Protection again = Tunnels.answered(
                scene,
                Scenes.call(Step.PROVISION),
                after.in(after.state(), new Effort(2, 1, 1, null, null, null)),
                new Answer.Failed("not_ours", "another owner", false));

        assertThat(again.state()).isInstanceOf(ProtectionState.Steered.class);
        assertThat(scene.progress().escalation()).isNotNull();
    }

    @Test
    void theTunnelIsKeptAsItWasAnswered() {
        Protection planned = Scenes.planned();

        Protection after = Tunnels.answered(
                Scenes.at(new Stage.Provisioning(), planned),
                Scenes.call(Step.PROVISION),
                planned,
                new Answer.Done(new ProvisionTunnel.Result("t-1", "fcbb::1", TeType.SRV6, "up", Map.of(), null)));

        assertThat(after.state().tunnelOrNull())
                .isEqualTo(new io.cemfleet.orchestrator.incident.Tunnel("t-1", "fcbb::1", TeType.SRV6, null));
    }

    @Test
    void aTunnelThatStandsSinceAnEarlierAttemptIsRemovedWhenItIsGivenUp() {
        // given a tunnel that was made, and could not be steered onto
        Protection provisioned = Scenes.provisioned();
        Scene scene = Scenes.at(new Stage.Steering(), provisioned);
        Protection again = Tunnels.answered(scene, Scenes.call(Step.STEER), provisioned, AGAIN);

        // when the next attempts cannot even be provisioned
        Protection last = again.in(again.state(), new Effort(3, 2, 2, null, null, null));
        Protection givenUp = Tunnels.answered(
                scene, Scenes.call(Step.PROVISION), last, new Answer.Failed("not_ours", "another owner", false));
        Tunnels.next(scene, givenUp.in(givenUp.state(), givenUp.effort().afresh()));

        // then
        assertThat(givenUp.state())
                .isEqualTo(new ProtectionState.FailedHolding(Scenes.ROUTE.next(), Scenes.TUNNEL, false));
        assertThat(scene.calls()).extracting("step").containsExactly(Step.CLEAN_UP);
    }

    @Test
    void threeAttemptsAreMadeAndEachFailedSteeringCountsAsOne() {
        // given
        Protection protection = Scenes.planned();
        Scene scene = Scenes.at(new Stage.Provisioning(), protection);
        Answer made = new Answer.Done(
                new ProvisionTunnel.Result(Scenes.TUNNEL.tunnelId(), 24001, TeType.SR_MPLS, "up", Map.of(), null));

        // when each steering fails
        int attempts = 0;
        while (!(protection.state() instanceof ProtectionState.FailedHolding)) {
            attempts++;
            protection = Tunnels.answered(scene, Scenes.call(Step.PROVISION), protection, made);
            protection = Tunnels.answered(scene, Scenes.call(Step.STEER), protection, AGAIN);
        }

        // then
        assertThat(attempts).isEqualTo(3);
    }

    @Test
    void theRestorationMonitorIsToldWhenEachTunnelGotItsTraffic() {
        // given
        Protection provisioned = Scenes.protection(new ProtectionState.Provisioned(Scenes.ROUTE, Scenes.TUNNEL, null));
        Scene scene = Scenes.at(new Stage.Steering(), provisioned);

        // when
        scene.put(Tunnels.answered(
                scene,
                Scenes.call(Step.STEER),
                provisioned,
                new Answer.Done(new SteerTraffic.Result(true, List.of("L3VPN-1"), List.of(), "color", null))));
        Flow.advance(scene);

        // then
        assertThat(scene.calls()).extracting("step").containsExactly(Step.MONITOR);
        MonitorRestoration.Request asked =
                (MonitorRestoration.Request) scene.calls().getFirst().payload();
        assertThat(asked.protections()).extracting("steeredAt").containsExactly(scene.now());
    }
}
