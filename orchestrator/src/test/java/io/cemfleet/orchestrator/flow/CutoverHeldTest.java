package io.cemfleet.orchestrator.flow;

import static io.cemfleet.orchestrator.OrchestratorFixtures.seen;
import static org.assertj.core.api.Assertions.assertThat;

import io.cemfleet.a2a.contract.RestorationEvent;
import io.cemfleet.a2a.contract.RestorationUpdate;
import io.cemfleet.a2a.contract.StatusUpdate;
import io.cemfleet.orchestrator.OrchestratorFixtures;
import io.cemfleet.orchestrator.incident.Fact;
import io.cemfleet.orchestrator.incident.Protection;
import io.cemfleet.orchestrator.incident.ProtectionState;
import io.cemfleet.orchestrator.incident.Stage;
import io.cemfleet.orchestrator.incident.Step;
import io.cemfleet.orchestrator.incident.Tunnel;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A cutover that is held keeps weights that are known, and goes on. */
class CutoverHeldTest {
    private static final Tunnel OTHER = new Tunnel("t-2", 24002, Scenes.TUNNEL.teType(), 1L);
    private static final Map<String, Object> HELD = Map.of(
            "code", "automation_stopped",
            "reason", "said so",
            "tunnels", List.of(weights(Scenes.TUNNEL, 25, 75), weights(OTHER, 50, 50)));

    private static Map<String, Object> weights(Tunnel tunnel, int protection, int original) {
        return Map.of("tunnel_id", tunnel.tunnelId(), "protection_weight", protection, "original_weight", original);
    }

    private static Scene two(Stage stage) {
        return Scenes.at(
                Scenes.watched(stage),
                Scenes.steered(),
                Scenes.of("berlin", new ProtectionState.Steered(Scenes.ROUTE, OTHER, List.of("L3VPN-3"))));
    }

    private static void told(Scene scene, RestorationEvent event, Map<String, Object> details) {
        Flow.fold(scene, new Fact.Restoration(seen(Scenes.ID, event, 1, details)));
        Flow.advance(scene);
    }

    private static List<String> shares(Scene scene) {
        return scene.protections().stream()
                .map(Protection::state)
                .map(state -> state
                                instanceof
                                ProtectionState.Returning(
                                        var route,
                                        var tunnel,
                                        var services,
                                        int protection,
                                        int original)
                        ? protection + "/" + original
                        : state.label())
                .toList();
    }

    @Test
    void theWeightsOfEachTunnelAreKnownPeopleAreCalledAndTheCutoverIsNotOver() {
        Scene scene = two(new Stage.Restoring());

        told(scene, RestorationEvent.CUTOVER_HELD, HELD);

        assertThat(shares(scene)).containsExactly("25/75", "50/50");
        assertThat(scene.stage()).isEqualTo(new Stage.Restoring());
        assertThat(scene.progress().escalation()).extracting("reason").isEqualTo("cutover_held");
        assertThat(Scenes.sent(scene, StatusUpdate.Request.class))
                .singleElement()
                .satisfies(update -> {
                    assertThat(update.message()).isEqualTo("Automation is stopped, traffic stays at 25/75 and 50/50");
                    assertThat(update.details().get("evidence")).asString().contains("automation_stopped");
                });
    }

    @Test
    void theNextStageEndsItAndTheRestoredPartIsRestored() {
        // given
        Scene scene = two(new Stage.Restoring());
        told(scene, RestorationEvent.CUTOVER_HELD, HELD);

        // when
        told(
                scene,
                RestorationEvent.CUTOVER_STAGE,
                Map.of(
                        "protection_weight",
                        0,
                        "original_weight",
                        100,
                        "stage",
                        4,
                        "tunnels",
                        List.of(weights(Scenes.TUNNEL, 0, 100), weights(OTHER, 50, 50))));

        // then
        assertThat(scene.progress().escalation()).isNull();
        assertThat(shares(scene)).containsExactly("0/100", "50/50");

        // and a part that is back is restored, the rest goes on
        Flow.fold(
                scene,
                new Fact.Restoration(new RestorationUpdate.Request(
                        Scenes.ID,
                        List.of(Scenes.TUNNEL.tunnelId()),
                        RestorationEvent.RESTORED,
                        Map.of(),
                        OrchestratorFixtures.BEGIN,
                        1)));
        Flow.advance(scene);
        assertThat(shares(scene)).containsExactly("restored", "50/50");
        assertThat(scene.stage()).isEqualTo(new Stage.Restoring());

        // and it closes with the last one
        told(scene, RestorationEvent.RESTORED, Map.of());
        assertThat(scene.stage().label().wire()).isEqualTo("closed");
    }

    @Test
    void weightsThatWentBackPutTrafficOnTheTunnelAgain() {
        Scene scene = two(new Stage.Restoring());
        told(scene, RestorationEvent.CUTOVER_HELD, HELD);

        told(
                scene,
                RestorationEvent.CUTOVER_STAGE,
                Map.of("tunnels", List.of(weights(Scenes.TUNNEL, 100, 0), weights(OTHER, 50, 50))));

        assertThat(shares(scene)).containsExactly("steered", "50/50");
    }

    @Test
    void aTunnelThatHasAnotherPathThanThePlanGetsThePlans() {
        Scene scene = Scenes.at(Scenes.watched(new Stage.Monitoring()), Scenes.steered());

        told(scene, RestorationEvent.CUTOVER_HELD, Map.of("code", "path_version_mismatch"));

        assertThat(scene.stage()).isEqualTo(new Stage.Provisioning());
        assertThat(scene.calls()).extracting("step").containsExactly(Step.PROVISION);
        assertThat(scene.protections().getFirst().state().carriesTraffic()).isTrue();
    }
}
