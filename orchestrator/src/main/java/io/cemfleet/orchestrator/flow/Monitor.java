package io.cemfleet.orchestrator.flow;

import io.cemfleet.a2a.contract.CloseReason;
import io.cemfleet.a2a.contract.MonitorRestoration;
import io.cemfleet.orchestrator.incident.Answer;
import io.cemfleet.orchestrator.incident.Call;
import io.cemfleet.orchestrator.incident.Flap;
import io.cemfleet.orchestrator.incident.Origin;
import io.cemfleet.orchestrator.incident.Protection;
import io.cemfleet.orchestrator.incident.ProtectionState;
import io.cemfleet.orchestrator.incident.Retry;
import io.cemfleet.orchestrator.incident.Route;
import io.cemfleet.orchestrator.incident.Stage;
import io.cemfleet.orchestrator.incident.Step;
import io.cemfleet.orchestrator.incident.Tunnel;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Phase 6: the restoration monitor watches the original paths. */
final class Monitor {
    private Monitor() {}

    /** Enters the state and has the restoration monitor asked, anew if it was before. */
    static void enter(Scene scene, Stage.Monitoring monitoring, String reason) {
        boolean news = News.standing(scene);
        scene.move(monitoring, reason);
        scene.become(scene.progress().with(scene.progress().watch().again()));
        if (!news) {
            return;
        }
        Riders riders = Riders.of(scene.protections());
        Updates.status(
                scene,
                Words.standing(scene),
                phaseSix(
                        scene,
                        "monitoring_started",
                        riders.off().isEmpty() ? Map.of() : Map.of("not_steered", riders.off())));
    }

    static Map<String, Object> phaseSix(Scene scene, String event, Map<String, Object> seen) {
        Map<String, Object> details = new LinkedHashMap<>(seen);
        details.put("event", event);
        if (event.startsWith("hold_timer")) {
            details.putIfAbsent(
                    "hold_seconds", scene.rules().hold(scene.picture().tier()).toSeconds());
        }
        if (event.equals("sla_relapsed")) {
            int relapses = Math.min(scene.progress().watch().relapses(), 20);
            details.put(
                    "hold_seconds", scene.rules().hold(scene.picture().tier()).toSeconds() << relapses);
        }
        details.putIfAbsent("sla_tier", scene.picture().tier().wire());
        return details;
    }

    static void advance(Scene scene, Stage.Monitoring monitoring) {
        Flap flap = scene.picture().flap();
        Instant until = flap == null ? null : flap.holds(scene.now());
        if (flap != null && until != null && scene.carries()) {
            People.cancelWatch(scene);
            scene.move(monitoring.dampen(until), "the link flaps, returns wait");
            Updates.status(scene, "Flapping link, returns are delayed until " + until, Detect.flapping(flap, until));
            return;
        }
        if (seeks(scene)) {
            scene.moveReplanned(monitoring.recompute(), "another path is sought");
        } else if (Overlap.released(scene) && !scene.picture().links().allClear()) {
            scene.moveReplanned(monitoring.reassess(), "another incident let go of the traffic");
        } else if (scene.carries()) {
            ask(scene);
        } else if (!scene.leaves()) {
            idle(scene, monitoring);
        }
    }

    /** Whether something was taken back or lost, and is out of the network by now. */
    private static boolean seeks(Scene scene) {
        return !scene.awaitsEffect()
                && scene.protections().stream()
                        .anyMatch(p -> p.state() instanceof ProtectionState.Wanted || Build.onItsWay(p));
    }

    /** Nothing of its own is protected: over when it is stable, looked at again while it is not. */
    private static void idle(Scene scene, Stage.Monitoring monitoring) {
        Retry retry = scene.progress().retry();
        Instant again = retry.notBefore();
        if (scene.picture().links().allClear()) {
            if (scene.any(ProtectionState.Covered.class::isInstance)) {
                Close.resolved(scene);
            } else {
                Close.noImpact(scene, CloseReason.CLEARED_BEFORE_ACTION);
            }
        } else if (scene.covered()) {
            return;
        } else if (again == null) {
            Instant next = scene.now().plus(scene.rules().waits().reassess());
            scene.become(scene.progress().with(new Retry(0, next)));
            scene.wakeAt(next);
        } else if (retry.due(scene.now())) {
            scene.moveReplanned(monitoring.reassess(), "nothing is protected and it is still degraded");
            scene.become(scene.progress().askingAgain(true));
        } else {
            scene.wakeAt(again);
        }
    }

    /** Traffic stays away from a link whose congestion is only expected, until the forecast fell or its time has come. */
    private static @Nullable Instant expected(Scene scene) {
        Origin origin = scene.incident().origin();
        Instant at = origin.expectedAt();
        boolean holds = origin.proactive() && !scene.picture().links().allClear();
        return holds && at != null && at.isAfter(scene.now()) ? at : null;
    }

    static void ask(Scene scene) {
        if (!scene.progress().watch().wanted() || scene.hasOpen(Call.WHOLE, Step.MONITOR)) {
            return;
        }
        Instant expected = expected(scene);
        if (expected != null || !scene.progress().retry().due(scene.now())) {
            scene.wakeAt(expected != null ? expected : scene.progress().retry().notBefore());
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
                        protection.standing().measuredFrom(),
                        route.prediction(),
                        protection.cover().tier(),
                        tunnel.pathVersion()));
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
                        scene.incident().origin().proactive()));
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
            String message =
                    Riders.of(scene.protections()).traffic() + " protected, but the original path is not watched";
            Escalate.error(scene, "monitoring_unavailable", message, true, details);
            Escalate.flag(scene, "monitoring_unavailable", message, details);
        }
    }
}
