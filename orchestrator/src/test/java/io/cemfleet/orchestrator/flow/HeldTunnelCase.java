package io.cemfleet.orchestrator.flow;

import static io.cemfleet.orchestrator.OrchestratorFixtures.COLOURED;
import static io.cemfleet.orchestrator.OrchestratorFixtures.LIMITS;
import static io.cemfleet.orchestrator.OrchestratorFixtures.LINK;
import static io.cemfleet.orchestrator.OrchestratorFixtures.declined;
import static io.cemfleet.orchestrator.OrchestratorFixtures.flow;
import static io.cemfleet.orchestrator.OrchestratorFixtures.impact;
import static io.cemfleet.orchestrator.OrchestratorFixtures.seen;
import static io.cemfleet.orchestrator.OrchestratorFixtures.service;
import static org.assertj.core.api.Assertions.assertThat;

import io.cemfleet.a2a.contract.ComputePlan;
import io.cemfleet.a2a.contract.DeleteTunnel;
import io.cemfleet.a2a.contract.IncidentView.Sla;
import io.cemfleet.a2a.contract.PlacementDecline.Reason;
import io.cemfleet.a2a.contract.RestorationEvent;
import io.cemfleet.a2a.contract.SlaTier;
import io.cemfleet.a2a.contract.StatusUpdate;
import io.cemfleet.orchestrator.incident.Answer;
import io.cemfleet.orchestrator.incident.Cover;
import io.cemfleet.orchestrator.incident.Effort;
import io.cemfleet.orchestrator.incident.Fact;
import io.cemfleet.orchestrator.incident.Protection;
import io.cemfleet.orchestrator.incident.ProtectionState;
import io.cemfleet.orchestrator.incident.Stage;
import io.cemfleet.orchestrator.incident.Step;
import java.util.List;
import java.util.Map;

/** A protection over {@code munich-prague}, which may degrade in another incident. */
abstract class HeldTunnelCase {
    static final String OTHER = "INC-2026-0777";

    /** Of the protection path. */
    static final String CROSSED = "munich-prague";

    static final Sla BAD = new Sla(258.5, 0.4, 3.0);
    static final Sla WORSE = new Sla(262.3, 0.4, 3.0);
    static final Sla GOOD = new Sla(12.0, 0.4, 0.0);
    static final Sla CUT = new Sla(null, null, 100.0);
    static final Answer GONE = new Answer.Done(new DeleteTunnel.Result(true, true));
    static final Answer STILL_SUFFERS =
            new Answer.Done(impact(service("L3VPN-1", SlaTier.PLATINUM, flow("frankfurt", "prague", 100))));

    final MemoryKeys keys = new MemoryKeys();

    Scene at(Stage stage, Protection protection) {
        keys.owners.put(Scenes.KEY.traffic(), Scenes.ID);
        return Scenes.at(Scenes.watched(stage), keys, protection);
    }

    Scene monitoring() {
        return at(new Stage.Monitoring(), Scenes.steered());
    }

    static Protection cut(Protection protection) {
        return new Protection(
                protection.key(),
                new Cover(SlaTier.PLATINUM, LIMITS, List.of("L3VPN-1"), 100.0, List.of(LINK), null, true, null),
                Effort.NONE,
                protection.state());
    }

    static void measured(Scene scene, String verdict, Sla before, Sla after) {
        Map<String, Object> tunnel = Map.of(
                "tunnel_id",
                Scenes.TUNNEL.tunnelId(),
                "verdict",
                verdict,
                "before",
                wire(before),
                "after",
                wire(after));
        Flow.fold(
                scene,
                new Fact.Restoration(
                        seen(Scenes.ID, RestorationEvent.SLA_AFTER_STEERING, 1, Map.of("tunnels", List.of(tunnel)))));
        Flow.advance(scene);
    }

    static Map<String, Object> wire(Sla met) {
        return met.latencyMs() == null
                ? Map.of("loss_pct", 100.0)
                : Map.of("latency_ms", met.latencyMs(), "jitter_ms", 0.4, "loss_pct", 3.0);
    }

    void asked(Scene scene, String link) {
        keys.degradedElsewhere.add(link);
        Flow.fold(scene, new Fact.AvoidAsked(OTHER, List.of(link)));
        Flow.advance(scene);
    }

    static void planned(Scene scene, ComputePlan.Placed placed) {
        Flow.answered(scene, Scenes.call(Step.COMPUTE), new Answer.Done(new ComputePlan.Result(List.of(placed))));
        Flow.advance(scene);
    }

    static void planned(Scene scene, Reason reason, Sla onTunnel, Sla onOriginal) {
        planned(scene, declined(COLOURED, reason, onTunnel, onOriginal));
    }

    Scene later(Scene before, int seconds) {
        Scene scene = Scenes.later(before, before.now().plusSeconds(seconds), keys);
        Flow.advance(scene);
        return scene;
    }

    /** The tunnel is out of the network. */
    Scene gone(Scene before) {
        Scene scene = Scenes.later(before, before.now().plusSeconds(1), keys);
        scene.put(Tunnels.answered(scene, Scenes.call(Step.CLEAN_UP), only(scene), GONE));
        Flow.advance(scene);
        return scene;
    }

    static Protection only(Scene scene) {
        return scene.protections().getFirst();
    }

    static void assertTakenBack(Scene scene, String reason) {
        assertThat(only(scene).state())
                .isInstanceOfSatisfying(ProtectionState.FailedHolding.class, holding -> assertThat(holding.withdrawn())
                        .isEqualTo(reason));
        assertThat(scene.calls()).extracting("step").contains(Step.CLEAN_UP);
    }

    static List<String> messages(Scene scene) {
        return Scenes.sent(scene, StatusUpdate.Request.class).stream()
                .map(StatusUpdate.Request::message)
                .toList();
    }
}
