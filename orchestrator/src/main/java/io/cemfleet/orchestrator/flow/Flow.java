package io.cemfleet.orchestrator.flow;

import io.cemfleet.orchestrator.incident.Answer;
import io.cemfleet.orchestrator.incident.Call;
import io.cemfleet.orchestrator.incident.Care;
import io.cemfleet.orchestrator.incident.Fact;
import io.cemfleet.orchestrator.incident.ProtectionState;
import io.cemfleet.orchestrator.incident.Stage;
import java.util.Set;

/** The phases in their order. All of it is values: nothing is called, nothing is stored here. */
public final class Flow {
    private Flow() {}

    /** Goes as far as it gets without an answer from anybody. */
    public static void advance(Scene scene) {
        Stage before;
        do {
            before = scene.stage();
            step(scene);
        } while (!before.equals(scene.stage()));
        if (automatic(scene)) {
            tidy(scene);
        }
        if (!scene.changed().isEmpty()) {
            scene.become(scene.progress().with(Riders.of(scene.protections()).count()));
        }
    }

    /** Folds a fact in; returns what became of it, for the record. */
    public static String fold(Scene scene, Fact fact) {
        long revision = scene.progress().planRevision();
        Stage before = scene.stage();
        String verdict = Fold.fact(scene, fact);
        boolean goesOn = PlanRound.running(scene)
                && scene.stage().equals(before)
                && scene.incident().care().closing() == null;
        if (scene.progress().planRevision() != revision && !goesOn) {
            scene.supersedeQueries();
        }
        return verdict;
    }

    /** Takes the answer to one of the incident's own questions. */
    public static void answered(Scene scene, Call call, Answer answer) {
        switch (call.step()) {
            case ASSESS -> Assess.answered(scene, answer);
            case COMPUTE -> Compute.answered(scene, call, answer);
            case MONITOR -> Monitor.answered(scene, call, answer);
            case PROVISION, STEER, CLEAN_UP ->
                throw new IllegalArgumentException(call.step() + " belongs to a protection");
        }
    }

    /** The states of protections that hold the incident back while it stands here. */
    public static Set<String> behind(Stage stage) {
        return Build.behind(stage);
    }

    private static void step(Scene scene) {
        if (scene.incident().closed()) {
            return;
        }
        Care.Closing closing = scene.incident().care().closing();
        if (closing != null) {
            Discard.advance(scene, closing);
            return;
        }
        if (!automatic(scene)) {
            return;
        }
        tidy(scene);
        switch (scene.stage()) {
            case Stage.Detecting detecting -> Detect.advance(scene, detecting);
            case Stage.Dampening dampening -> {
                Helped.takeBack(scene);
                Detect.advance(scene, dampening);
            }
            case Stage.Assessing assessing -> Assess.advance(scene);
            case Stage.Computing computing -> Compute.advance(scene, computing);
            case Stage.Provisioning provisioning -> Build.advance(scene, provisioning);
            case Stage.Steering steering -> Build.advance(scene, steering);
            case Stage.Monitoring monitoring -> {
                Restore.finish(scene);
                if (scene.stage().equals(monitoring)
                        && !Helped.next(scene, monitoring)
                        && !PlanRound.next(scene, monitoring)
                        && !CongestionRelief.next(scene, monitoring)) {
                    Monitor.advance(scene, monitoring);
                }
            }
            case Stage.Restoring restoring -> {
                Monitor.ask(scene);
                Restore.finish(scene);
            }
            case Stage.Escalated escalated -> {
                Helped.takeBack(scene);
                if (!PlanRound.next(scene, escalated) && !CongestionRelief.next(scene, escalated)) {
                    Heal.advance(scene, escalated);
                }
            }
            case Stage.Closed closed -> {}
        }
    }

    private static boolean automatic(Scene scene) {
        return !scene.incident().closed() && scene.incident().care().closing() == null && !scene.resting();
    }

    /** What is left in the network is removed, and services that were not steered are, whatever the rest waits for. */
    private static void tidy(Scene scene) {
        scene.protections().stream()
                .filter(p -> p.state() instanceof ProtectionState.FailedHolding || p.steersOn())
                .forEach(p -> Tunnels.next(scene, p));
    }
}
