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
    public static void advance(IncidentWorkUnit work) {
        IncidentStage before;
        do {
            before = work.stage();
            step(work);
        } while (!before.equals(work.stage()));
        if (automatic(work)) {
            finishProtections(work);
        }
        if (!work.changed().isEmpty()) {
            work.update(
                    work.progress().with(SteeredServices.of(work.protections()).count()));
        }
    }

    /** Folds a fact in; returns its result, for the record. */
    public static String fold(IncidentWorkUnit work, IncidentFact fact) {
        long revision = work.progress().planRevision();
        IncidentStage before = work.stage();
        String verdict = FactFolding.fact(work, fact);
        boolean goesOn = PlanRound.running(work)
                && work.stage().equals(before)
                && work.incident().operatorState().closing() == null;
        if (work.progress().planRevision() != revision && !goesOn) {
            work.supersedeQueries();
        }
        return verdict;
    }

    /** Takes the answer to one of the incident's own queries. */
    public static void answered(IncidentWorkUnit work, AgentCall call, CallOutcome answer) {
        switch (call.step()) {
            case ASSESS -> AssessmentPhase.answered(work, answer);
            case COMPUTE -> ComputationPhase.answered(work, call, answer);
            case MONITOR -> MonitoringPhase.answered(work, call, answer);
            case PROVISION, PROVISION_WAVE, STEER, STEER_WAVE, CLEAN_UP, CLEAN_UP_WAVE ->
                throw new IllegalArgumentException(call.step() + " belongs to a protection");
        }
    }

    /** The states of protections that hold the incident back in this stage. */
    public static Set<String> blockingStates(IncidentStage stage) {
        return ProvisionAndSteerPhase.blockingStates(stage);
    }

    private static void step(IncidentWorkUnit work) {
        if (work.incident().closed()) {
            return;
        }
        OperatorState.CloseRequest closing = work.incident().operatorState().closing();
        if (closing != null) {
            OperatorClosure.advance(work, closing);
            return;
        }
        if (!automatic(work)) {
            return;
        }
        finishProtections(work);
        switch (work.stage()) {
            case IncidentStage.Detecting detecting -> DetectionPhase.advance(work, detecting);
            case IncidentStage.Dampening dampening -> {
                SteeringEvaluation.withdrawUseless(work);
                DetectionPhase.advance(work, dampening);
            }
            case IncidentStage.Assessing assessing -> AssessmentPhase.advance(work);
            case IncidentStage.Computing computing -> ComputationPhase.advance(work, computing);
            case IncidentStage.Provisioning provisioning -> ProvisionAndSteerPhase.advance(work, provisioning);
            case IncidentStage.Steering steering -> ProvisionAndSteerPhase.advance(work, steering);
            case IncidentStage.Monitoring monitoring -> monitor(work, monitoring);
            case IncidentStage.Restoring restoring -> {
                MonitoringPhase.requestMonitoring(work);
                RestorationReports.finish(work);
            }
            case IncidentStage.Escalated escalated -> waitForOperator(work, escalated);
            case IncidentStage.Closed closed -> {}
        }
    }

    /** Evaluates steering, then plans what is left, then relieves links that protections fill; else monitors. */
    private static void monitor(IncidentWorkUnit work, IncidentStage.Monitoring monitoring) {
        RestorationReports.finish(work);
        boolean goesOn = !work.stage().equals(monitoring)
                || SteeringEvaluation.next(work, monitoring)
                || PlanRound.next(work, monitoring)
                || CongestionRelief.next(work, monitoring);
        if (!goesOn) {
            MonitoringPhase.advance(work, monitoring);
        }
    }

    private static void waitForOperator(IncidentWorkUnit work, IncidentStage.Escalated escalated) {
        SteeringEvaluation.withdrawUseless(work);
        if (!PlanRound.next(work, escalated) && !CongestionRelief.next(work, escalated)) {
            EscalationAutoClose.advance(work, escalated);
        }
    }

    private static boolean automatic(IncidentWorkUnit work) {
        return !work.incident().closed()
                && work.incident().operatorState().closing() == null
                && !work.automationPaused();
    }

    /** Removes what is left in the network and steers services that were not steered, independently of the rest. */
    private static void finishProtections(IncidentWorkUnit work) {
        work.protections().stream()
                .filter(p -> p.state() instanceof ProtectionState.FailedHolding || p.hasServicesToSteer())
                .forEach(p -> ProtectionWorkflow.next(work, p));
    }
}
