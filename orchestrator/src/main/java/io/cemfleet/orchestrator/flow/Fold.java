package io.cemfleet.orchestrator.flow;

import io.cemfleet.a2a.contract.CloseReason;
import io.cemfleet.a2a.contract.IncidentUpdated;
import io.cemfleet.a2a.contract.RestorationEvent;
import io.cemfleet.orchestrator.incident.Fact;
import io.cemfleet.orchestrator.incident.Flap;
import io.cemfleet.orchestrator.incident.Held;
import io.cemfleet.orchestrator.incident.Links;
import io.cemfleet.orchestrator.incident.Protection;
import io.cemfleet.orchestrator.incident.ProtectionState;
import io.cemfleet.orchestrator.incident.Stage;
import io.cemfleet.orchestrator.incident.Tunnel;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Folds facts in between steps. Only what changes the links to protect against, or a person's decision, makes a new plan. */
final class Fold {
    private Fold() {}

    /** Folds a fact in; returns what became of it, for the record. */
    static String fact(Scene scene, Fact fact) {
        if (scene.incident().closed()) {
            return "recorded: the incident is closed";
        }
        return switch (fact) {
            case Fact.Restoration(var seen) -> {
                if (seen.event() == RestorationEvent.RESTORED) {
                    PlanRound.freed(scene);
                }
                yield Restore.fold(scene, seen);
            }
            case Fact.Updated(var update) -> updated(scene, update);
            case Fact.CloseAsked asked -> {
                scene.become(scene.progress().replanned());
                Discard.all(scene, asked);
                yield "folded";
            }
            case Fact.Acted act -> People.acted(scene, act);
            case Fact.HandedBack back -> People.handedBack(scene, back);
            case Fact.AvoidAsked asked -> Overlap.avoid(scene, asked);
            case Fact.Congested(var report) -> CongestionRelief.fold(scene, report);
            case Fact.TunnelFound(var found) -> Remake.fold(scene, found);
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
        Links grown = before.grown(update.degradedLinks(), candidates);
        boolean collected = PlanRound.running(scene) && !scene.resting();
        scene.become(scene.picture().with(collected ? grown.collecting(added) : grown));
        if (added.isEmpty()) {
            Relapse.raisedAgain(scene, reported);
            return;
        }
        scene.become(scene.progress().replanned());
        TakeBack.changed(scene);
        boolean dampened = scene.stage() instanceof Stage.Dampening && !scene.carries();
        if (scene.stage() instanceof Stage.Reassesses going && !collected && !dampened && !scene.resting()) {
            if (Relapse.returnsOver(scene, added)) {
                Relapse.count(scene, added);
            }
            Replan.around(scene, added);
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

    /** Before anything was done a clear ends the incident; later it is only evidence, since traffic has moved. */
    private static void cleared(Scene scene, IncidentUpdated.Request update) {
        Links before = scene.picture().links();
        Links links = before.clearing(update.clearedLinks());
        scene.become(scene.picture().with(links));
        if (scene.resting()) {
            return;
        }
        if (!links.allClear()) {
            if (links.present().size() < before.present().size()) {
                PlanRound.cleared(scene);
            }
            return;
        }
        PlanRound.dropCleared(scene);
        boolean early = !scene.carries() && !scene.leaves() && nothingBegan(scene);
        switch (scene.stage()) {
            case Stage.Detecting detecting -> Close.noImpact(scene, CloseReason.CLEARED_BEFORE_ACTION);
            case Stage.Dampening dampening when early -> Close.noImpact(scene, CloseReason.CLEARED_BEFORE_ACTION);
            case Stage.Assessing assessing when early -> Close.noImpact(scene, CloseReason.CLEARED_BEFORE_ACTION);
            case Stage.Computing computing when early -> Close.noImpact(scene, CloseReason.CLEARED_BEFORE_ACTION);
            case Stage.Escalated escalated
            when scene.carries() -> Monitor.enter(scene, escalated.monitor(), "the degradation cleared");
            default -> {}
        }
    }

    /** Nothing was written to the network yet. */
    private static boolean nothingBegan(Scene scene) {
        return scene.protections().stream()
                .map(Protection::state)
                .allMatch(state -> state instanceof ProtectionState.Wanted(Held held, Tunnel idle) && idle == null
                        || state instanceof ProtectionState.Proposed proposed && proposed.idle() == null
                        || state instanceof ProtectionState.Covered
                        || state instanceof ProtectionState.Unneeded
                        || state instanceof ProtectionState.NoPath);
    }

    private static void flapping(Scene scene, IncidentUpdated.Request update) {
        Flap before = scene.picture().flap();
        Flap flap = before == null
                ? Flap.first(update.flapCount(), update.dampenUntil(), update.penalty())
                : before.again(update.flapCount(), update.dampenUntil(), update.penalty());
        scene.become(scene.picture().with(flap));
        Instant until = flap.dampenUntil();
        boolean toldOnTheWay = scene.stage() instanceof Stage.Detecting
                || scene.stage() instanceof Stage.Monitoring && scene.carries() && !scene.resting();
        if (until != null && !toldOnTheWay) {
            Updates.status(scene, "Flapping link, returns are delayed until " + until, Detect.flapping(flap, until));
        }
    }
}
