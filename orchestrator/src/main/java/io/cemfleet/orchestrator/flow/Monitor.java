package io.cemfleet.orchestrator.flow;

import io.cemfleet.a2a.contract.IncidentSource;
import io.cemfleet.a2a.contract.MonitorRestoration;
import io.cemfleet.orchestrator.incident.Answer;
import io.cemfleet.orchestrator.incident.Call;
import io.cemfleet.orchestrator.incident.Protection;
import io.cemfleet.orchestrator.incident.Retry;
import io.cemfleet.orchestrator.incident.Route;
import io.cemfleet.orchestrator.incident.Stage;
import io.cemfleet.orchestrator.incident.Step;
import io.cemfleet.orchestrator.incident.Tunnel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Phase 6: the restoration monitor watches the original paths. */
final class Monitor {
    private Monitor() {}

    /** Enters the state and has the restoration monitor asked, anew if it was before. */
    static void enter(Scene scene, Stage.Monitoring monitoring, String reason) {
        scene.move(monitoring, reason);
        scene.become(scene.progress().with(scene.progress().watch().again()));
        Updates.status(
                scene,
                "Traffic protected, monitoring original path for recovery",
                phaseSix(scene, "monitoring_started", Map.of()));
    }

    static Map<String, Object> phaseSix(Scene scene, String event, Map<String, Object> seen) {
        Map<String, Object> details = new LinkedHashMap<>(seen);
        details.put("event", event);
        if (event.startsWith("hold_timer")) {
            details.putIfAbsent(
                    "hold_seconds", scene.rules().hold(scene.picture().tier()).toSeconds());
        }
        details.putIfAbsent("sla_tier", scene.picture().tier().wire());
        return details;
    }

    static void advance(Scene scene) {
        if (!scene.progress().watch().wanted() || scene.hasOpen(Call.WHOLE, Step.MONITOR)) {
            return;
        }
        if (!scene.progress().retry().due(scene.now())) {
            scene.wakeAt(scene.progress().retry().notBefore());
            return;
        }
        List<MonitorRestoration.Watched> watched = new ArrayList<>();
        for (Protection protection : scene.protections()) {
            Tunnel tunnel = protection.state().tunnelOrNull();
            Route route = protection.state().routeOrNull();
            if (protection.state().carriesTraffic() && tunnel != null && route != null) {
                watched.add(new MonitorRestoration.Watched(
                        tunnel.tunnelId(),
                        route.originalPath(),
                        route.path(),
                        protection.cover().services(),
                        protection.cover().limits(),
                        protection.key().color(),
                        protection.cover().demandMbps(),
                        null));
            }
        }
        if (watched.isEmpty()) {
            return;
        }
        scene.call(
                Step.MONITOR,
                Call.WHOLE,
                scene.progress().watch().asks() + 1,
                new MonitorRestoration.Request(
                        scene.incident().incidentId(),
                        watched,
                        scene.picture().tier(),
                        scene.rules().handling().cutoverMode(),
                        scene.picture().links().all(),
                        scene.progress().watch().relapses(),
                        scene.progress().planRevision(),
                        scene.rules().handling().callbackUrl(),
                        scene.incident().origin().source() == IncidentSource.PROACTIVE));
    }

    static void answered(Scene scene, Call call, Answer answer) {
        if (answer instanceof Answer.Done) {
            scene.become(scene.progress()
                    .with(scene.progress().watch().taken(call.planRevision()))
                    .with(Retry.NONE));
            return;
        }
        int failures = scene.progress().retry().failures() + 1;
        scene.become(scene.progress()
                .with(scene.progress().watch().notTaken())
                .with(scene.progress()
                        .retry()
                        .failed(scene.now().plus(scene.rules().pause(failures)))));
        if (failures == scene.rules().attempts() || answer instanceof Answer.Unknown && failures == 1) {
            Map<String, Object> details = Map.of("attempts", failures, "cause", Trouble.cause(answer));
            String message = "Traffic is protected, but nobody watches the original path";
            Escalate.error(scene, "monitoring_unavailable", message, true, details);
            Escalate.flag(scene, "monitoring_unavailable", message, details);
        }
    }
}
