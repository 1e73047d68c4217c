package io.cemfleet.orchestrator.flow;

import io.cemfleet.a2a.contract.CloseReason;
import io.cemfleet.a2a.contract.IncidentUpdated;
import io.cemfleet.orchestrator.incident.Fact;
import io.cemfleet.orchestrator.incident.Flap;
import io.cemfleet.orchestrator.incident.Links;
import io.cemfleet.orchestrator.incident.Protection;
import io.cemfleet.orchestrator.incident.ProtectionState;
import io.cemfleet.orchestrator.incident.Route;
import io.cemfleet.orchestrator.incident.Stage;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Folds facts in between steps. What the correlator or a person says raises the plan revision. */
final class Fold {
    private Fold() {}

    /** Folds a fact in; returns what became of it, for the record. */
    static String fact(Scene scene, Fact fact) {
        if (scene.incident().closed()) {
            return "recorded: the incident is closed";
        }
        return switch (fact) {
            case Fact.Restoration(var seen) -> Restore.fold(scene, seen);
            case Fact.Updated(var update) -> {
                scene.become(scene.progress().replanned());
                yield updated(scene, update);
            }
            case Fact.CloseAsked asked -> {
                scene.become(scene.progress().replanned());
                Discard.all(scene, asked);
                yield "folded";
            }
        };
    }

    private static String updated(Scene scene, IncidentUpdated.Request update) {
        boolean worse = update.severity().worseThan(scene.picture().severity());
        scene.become(scene.picture().counting(update.alertCount(), update.severity()));
        switch (update.kind()) {
            case GROWN -> grown(scene, update);
            case CLEARED -> cleared(scene, update);
            case FLAPPING -> flapping(scene, update);
            case SEVERITY -> {
                if (worse && !(scene.stage() instanceof Stage.Detecting)) {
                    String severity = update.severity().wire();
                    Updates.status(scene, "Severity rose to " + severity, Map.of("severity", severity));
                }
            }
        }
        return "folded";
    }

    private static void grown(Scene scene, IncidentUpdated.Request update) {
        List<String> candidates = update.ambiguousLinks() == null ? List.of() : update.ambiguousLinks();
        Links before = scene.picture().links();
        Set<String> reported = new LinkedHashSet<>(update.degradedLinks());
        reported.addAll(candidates);
        List<String> added = before.newAmong(reported);
        scene.become(scene.picture().with(before.grown(update.degradedLinks(), candidates)));
        if (added.isEmpty()) {
            return;
        }
        if (scene.stage() instanceof Stage.Reassesses going) {
            scene.protections().forEach(protection -> avoid(scene, protection, added));
            scene.move(going.reassess(), "the incident grew by " + String.join(", ", added));
        }
        if (!(scene.stage() instanceof Stage.Detecting)) {
            Links now = scene.picture().links();
            Updates.status(
                    scene,
                    "Incident grew by " + String.join(", ", added) + ", assessing impact",
                    now.ambiguous().isEmpty()
                            ? Map.of("degraded_links", now.degraded())
                            : Map.of("degraded_links", now.degraded(), "ambiguous_links", now.ambiguous()));
        }
    }

    /** A protection whose own path degrades needs another one; its traffic stays on it until there is one. */
    private static void avoid(Scene scene, Protection protection, List<String> added) {
        Route route = protection.state().routeOrNull();
        if (route == null || Collections.disjoint(route.path().links(), added)) {
            return;
        }
        if (protection.state() instanceof ProtectionState.Steered steered) {
            scene.put(protection.afresh(steered.replan()));
        } else if (protection.state() instanceof ProtectionState.Planned planned) {
            scene.put(protection.afresh(planned.replan()));
        }
    }

    /** Before anything was done a clear ends the incident; later it is only evidence, since traffic has moved. */
    private static void cleared(Scene scene, IncidentUpdated.Request update) {
        Links links = scene.picture().links().clearing(update.clearedLinks());
        scene.become(scene.picture().with(links));
        if (!links.allClear()) {
            return;
        }
        boolean carries = scene.protections().stream().anyMatch(p -> p.state().carriesTraffic());
        boolean left = scene.protections().stream().anyMatch(p -> p.state() instanceof ProtectionState.FailedHolding);
        switch (scene.stage()) {
            case Stage.Detecting early -> Close.noImpact(scene, CloseReason.CLEARED_BEFORE_ACTION);
            case Stage.Dampening early -> Close.noImpact(scene, CloseReason.CLEARED_BEFORE_ACTION);
            case Stage.Assessing early
            when !carries && !left && nothingBegan(scene) -> Close.noImpact(scene, CloseReason.CLEARED_BEFORE_ACTION);
            case Stage.Computing early
            when !carries && !left && nothingBegan(scene) -> Close.noImpact(scene, CloseReason.CLEARED_BEFORE_ACTION);
            case Stage.Escalated escalated
            when carries -> Monitor.enter(scene, escalated.monitor(), "the degradation cleared");
            case Stage.Escalated escalated when !left -> healed(scene, escalated);
            default -> {}
        }
    }

    private static boolean nothingBegan(Scene scene) {
        return scene.protections().stream()
                .allMatch(p ->
                        p.state() instanceof ProtectionState.Wanted || p.state() instanceof ProtectionState.NoPath);
    }

    private static void healed(Scene scene, Stage.Escalated escalated) {
        if (escalated.reason().equals("no_alternate_path")) {
            Close.noPath(scene);
        } else if (scene.picture().services().isEmpty()) {
            Close.noImpact(scene, CloseReason.CLEARED_BEFORE_ACTION);
        } else {
            Close.resolved(scene);
        }
    }

    private static void flapping(Scene scene, IncidentUpdated.Request update) {
        Flap before = scene.picture().flap();
        Flap flap = before == null ? new Flap(1, update.dampenUntil()) : before.again(update.dampenUntil());
        scene.become(scene.picture().with(flap));
        Instant until = flap.dampenUntil();
        if (until != null && !(scene.stage() instanceof Stage.Detecting)) {
            Updates.status(scene, "Flapping link, returns are delayed until " + until, Detect.flapping(flap, until));
        }
    }
}
