package io.cemfleet.orchestrator.flow;

import static io.cemfleet.orchestrator.OrchestratorFixtures.COLOURED;
import static org.assertj.core.api.Assertions.assertThat;

import io.cemfleet.a2a.contract.StatusUpdate;
import io.cemfleet.a2a.contract.TunnelChanged;
import io.cemfleet.a2a.contract.TunnelChanged.Change;
import io.cemfleet.orchestrator.incident.Fact;
import io.cemfleet.orchestrator.incident.Incident;
import io.cemfleet.orchestrator.incident.Protection;
import io.cemfleet.orchestrator.incident.ProtectionState;
import io.cemfleet.orchestrator.incident.Stage;
import io.cemfleet.orchestrator.incident.Step;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A tunnel that is not in the network as it was made protects nothing until it is made again. */
class RemakeTest {

    private static Fact found(Change change, String tunnelId, Instant at) {
        return new Fact.TunnelFound(
                new TunnelChanged.Request(Scenes.ID, COLOURED, tunnelId, change, Map.of("found", "nothing"), at));
    }

    private static String fold(Scene scene, Change change) {
        return Flow.fold(scene, found(change, Scenes.TUNNEL.tunnelId(), scene.now()));
    }

    private static Scene steered() {
        return Scenes.at(Scenes.watched(new Stage.Monitoring()), Scenes.steered());
    }

    @ParameterizedTest
    @EnumSource(Change.class)
    void itsServicesAreToldAsNotProtectedAndItIsMadeAgainOnTheSamePath(Change change) {
        // given
        Scene scene = steered();

        // when
        fold(scene, change);
        Flow.advance(scene);

        // then
        Protection protection = scene.protections().getFirst();
        assertThat(protection.state().carriesTraffic()).isFalse();
        assertThat(Scenes.sent(scene, StatusUpdate.Request.class).getFirst().message())
                .endsWith("not protected: L3VPN-1");
        assertThat(scene.stage()).isEqualTo(new Stage.Provisioning());
        assertThat(scene.calls()).extracting("step").containsExactly(Step.PROVISION);
        assertThat(Scenes.sent(scene)).contains("cancel_monitoring");
    }

    @Test
    void toldTwiceItIsMadeAgainOnce() {
        Scene scene = steered();
        fold(scene, Change.LOST);

        String verdict = fold(scene, Change.LOST);

        assertThat(verdict).startsWith("ignored");
        assertThat(Scenes.sent(scene, StatusUpdate.Request.class)).hasSize(1);
    }

    @Test
    void whatWasFoundBeforeItWasSteeredAgainIsOver() {
        Scene scene = steered();
        Protection steered = scene.protections().getFirst();
        scene.put(steered.steered((ProtectionState.Steered) steered.state(), scene.now()));

        String verdict = Flow.fold(
                scene, found(Change.LOST, Scenes.TUNNEL.tunnelId(), scene.now().minusSeconds(1)));

        assertThat(verdict).isEqualTo("ignored: it was made again since");
        assertThat(scene.carries()).isTrue();
    }

    @Test
    void aTunnelOfAnotherNameIsNotOurs() {
        Scene scene = steered();

        assertThat(Flow.fold(scene, found(Change.LOST, "sr-policy-other", scene.now())))
                .startsWith("ignored");
        assertThat(scene.carries()).isTrue();
    }

    @Test
    void whereItsPathMayNotBeUsedAnyMoreAnotherOneIsSought() {
        Incident incident = Scenes.watched(new Stage.Monitoring());
        Scene scene = Scenes.at(
                incident.with(
                        incident.picture().with(incident.picture().links().grown(List.of("munich-prague"), List.of()))),
                Scenes.steered());

        fold(scene, Change.LOST);
        Flow.advance(scene);

        assertThat(scene.calls()).extracting("step").containsExactly(Step.COMPUTE);
    }

    @Test
    void whatIsLostAgainAndAgainIsLeftToAPerson() {
        // given a tunnel that was lost as often as there are attempts
        Protection steered = Scenes.steered().lost().lost().lost();
        Scene scene = Scenes.at(Scenes.watched(new Stage.Monitoring()), steered);

        // when
        fold(scene, Change.LOST);
        Flow.advance(scene);

        // then
        assertThat(scene.stage()).isEqualTo(new Stage.Escalated("tunnel_lost", "6"));
        assertThat(scene.calls()).extracting("step").containsExactly(Step.CLEAN_UP);
    }

    @Test
    void lostWhileItsTrafficReturnsItIsBack() {
        Scene scene = Scenes.at(
                Scenes.watched(new Stage.Restoring()),
                Scenes.protection(((ProtectionState.Steered) Scenes.steered().state()).returning(50, 50)));

        fold(scene, Change.LOST);
        Flow.advance(scene);

        assertThat(scene.calls()).extracting("step").containsExactly(Step.CLEAN_UP);
        assertThat(scene.protections().getFirst().state())
                .isInstanceOfSatisfying(ProtectionState.FailedHolding.class, holding -> assertThat(holding.returned())
                        .isTrue());
    }
}
