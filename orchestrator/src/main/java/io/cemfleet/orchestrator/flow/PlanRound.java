package io.cemfleet.orchestrator.flow;

import io.cemfleet.orchestrator.incident.Links;
import io.cemfleet.orchestrator.incident.Protection;
import io.cemfleet.orchestrator.incident.ProtectionState;
import io.cemfleet.orchestrator.incident.Stage;
import io.cemfleet.orchestrator.incident.Standing;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One assessment, then one plan. What is reported meanwhile never starts a round again: the answers are used for what
 * they cover, and what came in is taken up by the next round, once protections are built. So whatever the stream of
 * updates, an incident leaves a round after one answer to each query, each within {@code attempts} times
 * {@code patience} and the pauses between them.
 */
final class PlanRound {
    private PlanRound() {}

    /** Whether a query is open, or will be asked again. */
    static boolean running(Scene scene) {
        return switch (scene.stage()) {
            case Stage.Assessing assessing -> true;
            case Stage.Computing computing -> scene.any(ProtectionState.Wanted.class::isInstance);
            default -> false;
        };
    }

    /** Begins the next round, or ends the incident, where there is cause to; false where there is none. */
    static boolean next(Scene scene, Stage.Reassesses standing) {
        Overlap.forgetCleared(scene);
        Links links = scene.picture().links();
        if (!links.others().isEmpty() && scene.any(TakeBack::waitsForChange)) {
            scene.wakeAt(scene.now().plus(scene.rules().waits().reassess()));
        }
        if (!links.waiting().isEmpty()) {
            Replan.around(scene, links.waiting());
            scene.moveReplanned(
                    standing.reassess(), "the incident grew meanwhile by " + String.join(", ", links.waiting()));
            return true;
        }
        if (links.allClear()) {
            return standing instanceof Stage.Monitoring && closedWithoutPath(scene);
        }
        if (!due(scene, standing)) {
            return false;
        }
        Replan.around(scene, links.avoided());
        scene.moveReplanned(standing.reassess(), "what could not be protected is looked at again");
        scene.become(scene.progress().askingAgain(true));
        return true;
    }

    private static boolean closedWithoutPath(Scene scene) {
        boolean closes = scene.any(ProtectionState.NoPath.class::isInstance)
                && !scene.any(ProtectionState.Covered.class::isInstance)
                && !scene.any(ProtectionState.Restored.class::isInstance)
                && !scene.carries()
                && !scene.leaves();
        if (closes) {
            Close.noPath(scene);
        }
        return closes;
    }

    /** What was declined is asked for again when something made room, and else from time to time. */
    private static boolean due(Scene scene, Stage.Reassesses standing) {
        boolean byTime = standing instanceof Stage.Monitoring;
        boolean stuck = standing instanceof Stage.Escalated escalated
                && escalated.reason().equals(LeftInPlace.NO_PATH);
        if (!byTime && !stuck) {
            return false;
        }
        Instant freed = scene.progress().freedAt();
        boolean due = false;
        for (Protection protection : scene.protections()) {
            Standing.Declined declined = protection.standing().declined();
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

    /** Whether it would take a path, or a better one, if there was one. */
    private static boolean waits(Scene scene, Protection protection) {
        return switch (protection.state()) {
            case ProtectionState.NoPath none -> !TakeBack.rests(scene, protection);
            case ProtectionState.Steered steered ->
                !Collections.disjoint(
                        steered.route().path().links(), scene.picture().links().avoided());
            default -> false;
        };
    }

    /** Some links cleared: what crosses none that is left is sought no more, and the rest may find room now. */
    static void cleared(Scene scene) {
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

    /** What a plan declined may find room from now on. */
    static void freed(Scene scene) {
        scene.become(scene.progress().freed(scene.now()));
        TakeBack.changed(scene);
    }

    /** Seeks nothing more for traffic that crosses links that cleared and none that is degraded; true when there was such. */
    static boolean dropCleared(Scene scene) {
        Links links = scene.picture().links();
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

    /** Seeks nothing more for a protection for which nothing was made yet; false where there is nothing to drop. */
    static boolean drop(Scene scene, Protection protection) {
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

    /** What was asked again found no answer: everything stays as it was, and is looked at later. */
    static void unanswered(Scene scene, Stage standing) {
        for (Protection protection : scene.protections()) {
            Standing.Declined declined = protection.standing().declined();
            Protection before = protection.state() instanceof ProtectionState.Wanted wanted
                    ? protection.in(wanted.noPath(List.of()))
                    : protection;
            if (declined != null) {
                scene.put(before.declined(new Standing.Declined(declined.why(), scene.now())));
            }
        }
        switch (standing) {
            case Stage.Assessing assessing -> over(scene, assessing.monitor(), "it is not known who suffers now");
            case Stage.Computing computing -> over(scene, computing.monitor(), "no plan could be computed");
            default -> throw new IllegalStateException(standing.label() + " asks nothing");
        }
    }

    /** The round is over, and nothing new is built. */
    static void over(Scene scene, Stage.Monitoring monitoring, String reason) {
        boolean watched = scene.progress().again() && scene.progress().watch().revision() > 0;
        if (!(scene.carries() && watched) && (scene.carries() || scene.covered())) {
            Monitor.enter(scene, monitoring, reason);
            return;
        }
        boolean news = News.standing(scene);
        if (!scene.carries()) {
            People.cancelWatch(scene);
        }
        scene.move(monitoring, reason);
        if (!news) {
            return;
        }
        Map<String, Object> details = new LinkedHashMap<>(LeftInPlace.present(scene));
        details.put("looked_at_again_seconds", scene.rules().waits().reassess().toSeconds());
        Updates.status(
                scene,
                Words.standing(scene),
                Monitor.phaseSix(scene, scene.carries() ? "monitoring_goes_on" : "unprotected", details));
    }
}
