package io.cemfleet.orchestrator.flow;

import io.cemfleet.a2a.contract.CloseReason;
import io.cemfleet.a2a.contract.IncidentUpdated;
import io.cemfleet.a2a.contract.RestorationEvent;
import io.cemfleet.orchestrator.incident.CarryingTunnel;
import io.cemfleet.orchestrator.incident.FlapState;
import io.cemfleet.orchestrator.incident.IncidentFact;
import io.cemfleet.orchestrator.incident.IncidentLinks;
import io.cemfleet.orchestrator.incident.IncidentStage;
import io.cemfleet.orchestrator.incident.Protection;
import io.cemfleet.orchestrator.incident.ProtectionState;
import io.cemfleet.orchestrator.incident.ProtectionTunnel;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Folds facts in between steps. Only a change of the links to protect against, or an operator's decision, leads to a
 * new plan.
 */
final class FactFolding {
    private FactFolding() {}

    /** Folds a fact in; returns its result, for the record. */
    static String fact(IncidentWorkUnit scene, IncidentFact fact) {
        if (scene.incident().closed()) {
            return "recorded: the incident is closed";
        }
        return switch (fact) {
            case IncidentFact.RestorationReported(var seen) -> {
                if (seen.event() == RestorationEvent.RESTORED) {
                    PlanRound.freed(scene);
                }
                yield RestorationReports.fold(scene, seen);
            }
            case IncidentFact.UpdateReceived(var update) -> updated(scene, update);
            case IncidentFact.CloseRequested asked -> {
                scene.become(scene.progress().replanned());
                OperatorClosure.all(scene, asked);
                yield "folded";
            }
            case IncidentFact.OperatorDecided act -> OperatorCommands.acted(scene, act);
            case IncidentFact.HandedBack back -> OperatorCommands.handedBack(scene, back);
            case IncidentFact.AvoidanceRequested asked -> IncidentOverlap.avoid(scene, asked);
            case IncidentFact.CongestionReported(var report) -> CongestionRelief.fold(scene, report);
            case IncidentFact.TunnelChangeReported(var found) -> TunnelRecreation.fold(scene, found);
        };
    }

    private static String updated(IncidentWorkUnit scene, IncidentUpdated.Request update) {
        boolean worse = update.severity().worseThan(scene.picture().severity());
        scene.become(scene.picture().counting(update.alertCount(), update.severity()));
        switch (update.kind()) {
            case GROWN -> grown(scene, update);
            case CLEARED -> cleared(scene, update);
            case FLAPPING -> flapping(scene, update);
            case SEVERITY -> {
                if (worse && !(scene.stage() instanceof IncidentStage.Detecting)) {
                    String severity = update.severity().wire();
                    IncidentReporter.status(scene, "Severity rose to " + severity, Map.of("severity", severity));
                }
            }
        }
        return "folded";
    }

    private static void grown(IncidentWorkUnit scene, IncidentUpdated.Request update) {
        List<String> candidates = update.ambiguousLinks() == null ? List.of() : update.ambiguousLinks();
        IncidentLinks before = scene.picture().links();
        Set<String> reported = new LinkedHashSet<>(update.degradedLinks());
        reported.addAll(candidates);
        List<String> added = before.newAmong(reported);
        IncidentLinks grown = before.grown(update.degradedLinks(), candidates);
        boolean collected = PlanRound.running(scene) && !scene.resting();
        scene.become(scene.picture().with(collected ? grown.collecting(added) : grown));
        if (added.isEmpty()) {
            OriginalPathRelapse.raisedAgain(scene, reported);
            return;
        }
        scene.become(scene.progress().replanned());
        ProtectionWithdrawal.changed(scene);
        boolean dampened = scene.stage() instanceof IncidentStage.Dampening && !scene.carries();
        if (scene.stage() instanceof IncidentStage.Reassesses going && !collected && !dampened && !scene.resting()) {
            if (OriginalPathRelapse.returnsOver(scene, added)) {
                OriginalPathRelapse.count(scene, added);
            }
            ProtectionReplanning.around(scene, added);
            scene.move(going.reassess(), "the incident grew by " + String.join(", ", added));
        }
        if (!(scene.stage() instanceof IncidentStage.Detecting)) {
            IncidentLinks now = scene.picture().links();
            IncidentReporter.status(
                    scene,
                    "Incident grew by " + String.join(", ", added) + ", assessing impact",
                    now.ambiguous().isEmpty()
                            ? Map.of("degraded_links", now.degraded())
                            : Map.of("degraded_links", now.degraded(), "ambiguous_links", now.ambiguous()));
        }
    }

    /** A clear ends the incident while nothing was done; later it is only evidence, since traffic has moved. */
    private static void cleared(IncidentWorkUnit scene, IncidentUpdated.Request update) {
        IncidentLinks before = scene.picture().links();
        IncidentLinks links = before.clearing(update.clearedLinks());
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
            case IncidentStage.Detecting detecting ->
                IncidentClosure.noImpact(scene, CloseReason.CLEARED_BEFORE_ACTION);
            case IncidentStage.Dampening dampening
            when early -> IncidentClosure.noImpact(scene, CloseReason.CLEARED_BEFORE_ACTION);
            case IncidentStage.Assessing assessing
            when early -> IncidentClosure.noImpact(scene, CloseReason.CLEARED_BEFORE_ACTION);
            case IncidentStage.Computing computing
            when early -> IncidentClosure.noImpact(scene, CloseReason.CLEARED_BEFORE_ACTION);
            case IncidentStage.Escalated escalated
            when scene.carries() -> MonitoringPhase.enter(scene, escalated.monitor(), "the degradation cleared");
            default -> {}
        }
    }

    /** Whether nothing was written to the network yet. */
    private static boolean nothingBegan(IncidentWorkUnit scene) {
        return scene.protections().stream()
                .map(Protection::state)
                .allMatch(state -> state instanceof ProtectionState.Wanted(CarryingTunnel held, ProtectionTunnel idle)
                                && idle == null
                        || state instanceof ProtectionState.Proposed proposed && proposed.idle() == null
                        || state instanceof ProtectionState.Covered
                        || state instanceof ProtectionState.Unneeded
                        || state instanceof ProtectionState.NoPath);
    }

    private static void flapping(IncidentWorkUnit scene, IncidentUpdated.Request update) {
        FlapState before = scene.picture().flap();
        FlapState flap = before == null
                ? FlapState.first(update.flapCount(), update.dampenUntil(), update.penalty())
                : before.again(update.flapCount(), update.dampenUntil(), update.penalty());
        scene.become(scene.picture().with(flap));
        Instant until = flap.dampenUntil();
        boolean toldOnTheWay = scene.stage() instanceof IncidentStage.Detecting
                || scene.stage() instanceof IncidentStage.Monitoring && scene.carries() && !scene.resting();
        if (until != null && !toldOnTheWay) {
            IncidentReporter.status(
                    scene, "Flapping link, returns are delayed until " + until, DetectionPhase.flapping(flap, until));
        }
    }
}
