package io.cemfleet.orchestrator.flow;

import io.cemfleet.orchestrator.incident.AgentCall;
import io.cemfleet.orchestrator.incident.CallOutcome;
import io.cemfleet.orchestrator.incident.IncidentFact;
import io.cemfleet.orchestrator.incident.IncidentStage;
import io.cemfleet.orchestrator.incident.OperatorState;
import io.cemfleet.orchestrator.incident.ProtectionState;
import java.util.Set;

/** Runs the phases in their order. Everything here is values: it calls no agent and stores nothing. */
public final class IncidentPhases {
    private IncidentPhases() {}

    /** Advances the incident as far as it gets without an answer from another agent. */
    public static void advance(IncidentWorkUnit scene) {
        IncidentStage before;
        do {
            before = scene.stage();
            step(scene);
        } while (!before.equals(scene.stage()));
        if (automatic(scene)) {
            tidy(scene);
        }
        if (!scene.changed().isEmpty()) {
            scene.become(scene.progress()
                    .with(SteeredServices.of(scene.protections()).count()));
        }
    }

    /** Folds a fact in; returns its result, for the record. */
    public static String fold(IncidentWorkUnit scene, IncidentFact fact) {
        long revision = scene.progress().planRevision();
        IncidentStage before = scene.stage();
        String verdict = FactFolding.fact(scene, fact);
        boolean goesOn = PlanRound.running(scene)
                && scene.stage().equals(before)
                && scene.incident().care().closing() == null;
        if (scene.progress().planRevision() != revision && !goesOn) {
            scene.supersedeQueries();
        }
        return verdict;
    }

    /** Takes the answer to one of the incident's own queries. */
    public static void answered(IncidentWorkUnit scene, AgentCall call, CallOutcome answer) {
        switch (call.step()) {
            case ASSESS -> AssessmentPhase.answered(scene, answer);
            case COMPUTE -> ComputationPhase.answered(scene, call, answer);
            case MONITOR -> MonitoringPhase.answered(scene, call, answer);
            case PROVISION, STEER, CLEAN_UP ->
                throw new IllegalArgumentException(call.step() + " belongs to a protection");
        }
    }

    /** The states of protections that hold the incident back in this stage. */
    public static Set<String> behind(IncidentStage stage) {
        return ProvisionAndSteerPhase.behind(stage);
    }

    private static void step(IncidentWorkUnit scene) {
        if (scene.incident().closed()) {
            return;
        }
        OperatorState.CloseRequest closing = scene.incident().care().closing();
        if (closing != null) {
            OperatorClosure.advance(scene, closing);
            return;
        }
        if (!automatic(scene)) {
            return;
        }
        tidy(scene);
        switch (scene.stage()) {
            case IncidentStage.Detecting detecting -> DetectionPhase.advance(scene, detecting);
            case IncidentStage.Dampening dampening -> {
                SteeringEvaluation.takeBack(scene);
                DetectionPhase.advance(scene, dampening);
            }
            case IncidentStage.Assessing assessing -> AssessmentPhase.advance(scene);
            case IncidentStage.Computing computing -> ComputationPhase.advance(scene, computing);
            case IncidentStage.Provisioning provisioning -> ProvisionAndSteerPhase.advance(scene, provisioning);
            case IncidentStage.Steering steering -> ProvisionAndSteerPhase.advance(scene, steering);
            case IncidentStage.Monitoring monitoring -> {
                RestorationReports.finish(scene);
                if (scene.stage().equals(monitoring)
                        && !SteeringEvaluation.next(scene, monitoring)
                        && !PlanRound.next(scene, monitoring)
                        && !CongestionRelief.next(scene, monitoring)) {
                    MonitoringPhase.advance(scene, monitoring);
                }
            }
            case IncidentStage.Restoring restoring -> {
                MonitoringPhase.ask(scene);
                RestorationReports.finish(scene);
            }
            case IncidentStage.Escalated escalated -> {
                SteeringEvaluation.takeBack(scene);
                if (!PlanRound.next(scene, escalated) && !CongestionRelief.next(scene, escalated)) {
                    EscalationAutoClose.advance(scene, escalated);
                }
            }
            case IncidentStage.Closed closed -> {}
        }
    }

    private static boolean automatic(IncidentWorkUnit scene) {
        return !scene.incident().closed() && scene.incident().care().closing() == null && !scene.resting();
    }

    /** Removes what is left in the network and steers services that were not steered, independently of the rest. */
    private static void tidy(IncidentWorkUnit scene) {
        scene.protections().stream()
                .filter(p -> p.state() instanceof ProtectionState.FailedHolding || p.steersOn())
                .forEach(p -> ProtectionWorkflow.next(scene, p));
    }
}
