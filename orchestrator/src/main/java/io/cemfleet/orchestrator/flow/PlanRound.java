package io.cemfleet.orchestrator.flow;

import io.cemfleet.a2a.contract.EscalationReason;
import io.cemfleet.orchestrator.incident.IncidentLinks;
import io.cemfleet.orchestrator.incident.IncidentStage;
import io.cemfleet.orchestrator.incident.Protection;
import io.cemfleet.orchestrator.incident.ProtectionRecord;
import io.cemfleet.orchestrator.incident.ProtectionState;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One assessment, then one plan. Reports that arrive meanwhile never restart a round: the answers are used for what
 * they cover, and the next round takes up the rest, once protections are built. So under any stream of updates an
 * incident leaves a round after one answer to each query, each within {@code attempts} times {@code patience} and the
 * pauses between them.
 */
final class PlanRound {
    private PlanRound() {}

    /** Whether a query is open, or will be repeated. */
    static boolean running(IncidentWorkUnit scene) {
        return switch (scene.stage()) {
            case IncidentStage.Assessing assessing -> true;
            case IncidentStage.Computing computing -> scene.any(ProtectionState.Wanted.class::isInstance);
            default -> false;
        };
    }

    /** Begins the next round or closes the incident, where there is cause; false where there is none. */
    static boolean next(IncidentWorkUnit scene, IncidentStage.Reassesses standing) {
        IncidentOverlap.forgetCleared(scene);
        IncidentLinks links = scene.picture().links();
        if (!links.others().isEmpty() && scene.any(ProtectionWithdrawal::waitsForChange)) {
            scene.wakeAt(scene.now().plus(scene.rules().waits().reassess()));
        }
        if (!links.waiting().isEmpty()) {
            ProtectionReplanning.around(scene, links.waiting());
            scene.moveReplanned(
                    standing.reassess(), "the incident grew meanwhile by " + String.join(", ", links.waiting()));
            return true;
        }
        if (links.allClear()) {
            return standing instanceof IncidentStage.Monitoring && closedWithoutPath(scene);
        }
        if (!due(scene, standing)) {
            return false;
        }
        ProtectionReplanning.around(scene, links.avoided());
        scene.moveReplanned(standing.reassess(), "what could not be protected is looked at again");
        scene.become(scene.progress().askingAgain(true));
        return true;
    }

    private static boolean closedWithoutPath(IncidentWorkUnit scene) {
        boolean closes = scene.any(ProtectionState.NoPath.class::isInstance)
                && !scene.any(ProtectionState.Covered.class::isInstance)
                && !scene.any(ProtectionState.Restored.class::isInstance)
                && !scene.carries()
                && !scene.leaves();
        if (closes) {
            IncidentClosure.noPath(scene);
        }
        return closes;
    }

    /**
     * Whether declined protections are to be requested again: when capacity was freed, and otherwise from time to time.
     */
    private static boolean due(IncidentWorkUnit scene, IncidentStage.Reassesses standing) {
        boolean byTime = standing instanceof IncidentStage.Monitoring;
        boolean stuck = standing instanceof IncidentStage.Escalated escalated
                && escalated.reason() == EscalationReason.NO_ALTERNATE_PATH;
        if (!byTime && !stuck) {
            return false;
        }
        Instant freed = scene.progress().freedAt();
        boolean due = false;
        for (Protection protection : scene.protections()) {
            ProtectionRecord.PlanDecline declined = protection.standing().declined();
            if (declined == null || !waits(scene, protection)) {
                continue;
            }
            Instant later = declined.askedAt().plus(scene.rules().waits().reassess());
            boolean passed = byTime && !later.isAfter(scene.now());
            due |= passed || freed != null && freed.isAfter(declined.askedAt());
            scene.wakeAt(byTime ? later : null);
        }
        return due;
    }

    /** Whether it would take a path, or a better one, if there were one. */
    private static boolean waits(IncidentWorkUnit scene, Protection protection) {
        return switch (protection.state()) {
            case ProtectionState.NoPath none -> !ProtectionWithdrawal.rests(scene, protection);
            case ProtectionState.Steered steered ->
                !Collections.disjoint(
                        steered.route().path().links(), scene.picture().links().avoided());
            default -> false;
        };
    }

    /**
     * Some links cleared: no path is sought for traffic that crosses none of the others, and the rest may find capacity
     * now.
     */
    static void cleared(IncidentWorkUnit scene) {
        freed(scene);
        for (Protection protection : scene.protections()) {
            boolean better = protection.state() instanceof ProtectionState.Steered && !waits(scene, protection);
            if (better && protection.standing().declined() != null) {
                scene.put(protection.declined(null));
            }
        }
        if (dropCleared(scene)) {
            scene.become(scene.progress().replanned());
        }
    }

    /** Protections that a plan declined may find capacity from now on. */
    static void freed(IncidentWorkUnit scene) {
        scene.become(scene.progress().freed(scene.now()));
        ProtectionWithdrawal.changed(scene);
    }

    /**
     * Drops protections whose traffic crosses links that cleared and none that is degraded; true when there were any.
     */
    static boolean dropCleared(IncidentWorkUnit scene) {
        IncidentLinks links = scene.picture().links();
        List<String> present = links.present();
        boolean any = false;
        for (Protection protection : scene.protections()) {
            List<String> crossed = protection.cover().currentLinks();
            boolean atItsEnd = present.isEmpty() && protection.state() instanceof ProtectionState.NoPath;
            boolean clear = links.allClear()
                    || !Collections.disjoint(crossed, links.cleared()) && Collections.disjoint(crossed, present);
            if (!atItsEnd && clear) {
                any |= drop(scene, protection);
            }
        }
        return any;
    }

    /** Drops a protection for which nothing was built yet; false where there is nothing to drop. */
    static boolean drop(IncidentWorkUnit scene, Protection protection) {
        ProtectionState next =
                switch (protection.state()) {
                    case ProtectionState.Wanted wanted -> wanted.unneeded();
                    case ProtectionState.Proposed proposed -> proposed.unneeded();
                    case ProtectionState.NoPath none -> new ProtectionState.Unneeded();
                    default -> null;
                };
        if (next == null) {
            return false;
        }
        scene.put(protection.declined(null).in(next));
        return true;
    }

    /** The repeated query got no answer: everything stays as it was until the next round. */
    static void unanswered(IncidentWorkUnit scene, IncidentStage standing) {
        for (Protection protection : scene.protections()) {
            ProtectionRecord.PlanDecline declined = protection.standing().declined();
            Protection before = protection.state() instanceof ProtectionState.Wanted wanted
                    ? protection.in(wanted.noPath(List.of()))
                    : protection;
            if (declined != null) {
                scene.put(before.declined(new ProtectionRecord.PlanDecline(declined.why(), scene.now())));
            }
        }
        switch (standing) {
            case IncidentStage.Assessing assessing ->
                over(scene, assessing.monitor(), "it is not known who suffers now");
            case IncidentStage.Computing computing -> over(scene, computing.monitor(), "no plan could be computed");
            default -> throw new IllegalStateException(standing.label() + " asks nothing");
        }
    }

    /** The round is over, and nothing new is built. */
    static void over(IncidentWorkUnit scene, IncidentStage.Monitoring monitoring, String reason) {
        boolean watched = scene.progress().again() && scene.progress().watch().revision() > 0;
        if (!(scene.carries() && watched) && (scene.carries() || scene.covered())) {
            MonitoringPhase.enter(scene, monitoring, reason);
            return;
        }
        boolean news = RoundReportingRule.standing(scene);
        if (!scene.carries()) {
            OperatorCommands.cancelWatch(scene);
        }
        scene.move(monitoring, reason);
        if (!news) {
            return;
        }
        Map<String, Object> details = new LinkedHashMap<>(DeclinedProtection.present(scene));
        details.put("looked_at_again_seconds", scene.rules().waits().reassess().toSeconds());
        IncidentReporter.status(
                scene,
                IncidentTexts.standing(scene),
                MonitoringPhase.phaseSix(scene, scene.carries() ? "monitoring_goes_on" : "unprotected", details));
    }
}
