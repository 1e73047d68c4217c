package io.cemfleet.orchestrator.flow;

import io.cemfleet.a2a.contract.Approval;
import io.cemfleet.a2a.contract.DeleteTunnel;
import io.cemfleet.a2a.contract.ProvisionTunnel;
import io.cemfleet.a2a.contract.SteerTraffic;
import io.cemfleet.orchestrator.incident.AgentCall;
import io.cemfleet.orchestrator.incident.AttemptState;
import io.cemfleet.orchestrator.incident.CallOutcome;
import io.cemfleet.orchestrator.incident.CallStep;
import io.cemfleet.orchestrator.incident.IncidentStage;
import io.cemfleet.orchestrator.incident.OperatorState;
import io.cemfleet.orchestrator.incident.Protection;
import io.cemfleet.orchestrator.incident.ProtectionRecord;
import io.cemfleet.orchestrator.incident.ProtectionRoute;
import io.cemfleet.orchestrator.incident.ProtectionState;
import io.cemfleet.orchestrator.incident.ProtectionTunnel;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Takes one protection through provisioning, steering and removal: its next intent, and the state that follows from an
 * outcome.
 */
public final class ProtectionWorkflow {
    private ProtectionWorkflow() {}

    /** Stores the next intent of a protection, if one is due. */
    public static void next(IncidentWorkUnit work, Protection protection) {
        if (work.hasOpen(protection.id()) || work.automationPaused()) {
            return;
        }
        if (!isDue(work, protection)) {
            return;
        }
        if (!protection.attempts().due(work.now())) {
            work.wakeAt(protection.attempts().notBefore());
            return;
        }
        storeIntent(work, protection);
    }

    private static boolean isDue(IncidentWorkUnit work, Protection protection) {
        boolean building =
                work.stage() instanceof IncidentStage.Provisioning || work.stage() instanceof IncidentStage.Steering;
        if (protection.state() instanceof ProtectionState.FailedHolding holding) {
            return TunnelRemoval.possible(work, protection, holding);
        }
        if (building && ProvisionAndSteerPhase.isUnderWay(protection)) {
            return true;
        }
        return (building || work.stage() instanceof IncidentStage.Monitoring) && protection.hasServicesToSteer();
    }

    private static void storeIntent(IncidentWorkUnit work, Protection protection) {
        long revision = work.progress().planRevision();
        switch (protection.state()) {
            case ProtectionState.Planned planned ->
                work.call(CallStep.PROVISION, protection, provisionRequest(work, protection, planned.route()));
            case ProtectionState.Provisioned provisioned -> steer(work, protection, provisioned.tunnel(), revision);
            case ProtectionState.Steered steered ->
                steer(work, protection, steered.tunnel(), revisionBesideMonitoring(work));
            case ProtectionState.FailedHolding holding
            when holding.tunnel() != null ->
                work.call(
                        CallStep.CLEAN_UP,
                        protection,
                        new DeleteTunnel.Request(
                                holding.tunnel().tunnelId(),
                                work.incident().operatorState().closing() != null
                                        ? revision
                                        : revisionBesideMonitoring(work),
                                approval(work, protection)));
            case ProtectionState.FailedHolding holding
            when holding.route() != null ->
                work.call(CallStep.PROVISION, protection, provisionRequest(work, protection, holding.route()));
            default -> throw new IllegalStateException(protection.state().label() + " has no next step");
        }
    }

    private static void steer(IncidentWorkUnit work, Protection protection, ProtectionTunnel tunnel, long revision) {
        work.call(
                CallStep.STEER,
                protection,
                new SteerTraffic.Request(
                        tunnel.tunnelId(),
                        protection.scope().services(),
                        revision,
                        approval(work, protection),
                        tunnel.pathVersion()));
    }

    /** The newest plan, unless that would fence off the restoration monitor's own writes. */
    private static long revisionBesideMonitoring(IncidentWorkUnit work) {
        long revision = work.progress().planRevision();
        boolean building =
                work.stage() instanceof IncidentStage.Provisioning || work.stage() instanceof IncidentStage.Steering;
        return building ? revision : work.progress().monitoring().fence(revision);
    }

    private static ProvisionTunnel.Request provisionRequest(
            IncidentWorkUnit work, Protection protection, ProtectionRoute route) {
        return new ProvisionTunnel.Request(
                work.incident().incidentId(),
                protection.id(),
                protection.key().headEnd(),
                protection.key().endPoint(),
                protection.key().color(),
                protection.key().teType(),
                route.path(),
                route.originalPath(),
                protection.scope().services(),
                work.progress().planRevision(),
                work.context().links().avoided(),
                approval(work, protection),
                protection.scope().demandMbps());
    }

    /** The approval on which a write rests; a request to close the incident also approves its cleanup. */
    private static Approval approval(IncidentWorkUnit work, Protection protection) {
        OperatorState.CloseRequest closing = work.incident().operatorState().closing();
        ProtectionRecord.OperatorConsent consent = protection.record().consent();
        Approval.Mode mode =
                switch (work.rules().handling().autonomy().of(protection.scope().tier())) {
                    case AUTOMATIC -> Approval.Mode.AUTOMATIC;
                    case RECOMMEND -> Approval.Mode.RECOMMEND;
                    case APPROVE, OBSERVE -> Approval.Mode.APPROVE;
                };
        if (closing != null) {
            return new Approval(mode, closing.actor(), work.now());
        }
        return consent == null ? new Approval(mode, null, null) : new Approval(mode, consent.actor(), consent.at());
    }

    /**
     * Applies the outcome of a call to each of its protections, by what the answer says of it, and stores their next
     * intents.
     *
     * @param protections of the call
     * @return the same, as they are now
     */
    public static List<Protection> answered(
            IncidentWorkUnit work, AgentCall call, List<Protection> protections, CallOutcome answer) {
        Map<String, Protection> before =
                protections.stream().collect(Collectors.toMap(Protection::id, Function.identity()));
        WaveOutcomes outcomes = WaveOutcomes.of(call, answer);
        List<Protection> after = new ArrayList<>();
        for (AgentCall part : call.parts()) {
            Protection protection = before.get(part.protection());
            if (protection != null) {
                Protection now = answered(work, part, protection, outcomes.of(part.protection()));
                work.put(now);
                after.add(now);
            }
        }
        after.forEach(protection -> next(work, protection));
        return after;
    }

    /** Applies an outcome to its protection; it is recorded even if the plan has changed meanwhile. */
    public static Protection answered(
            IncidentWorkUnit work, AgentCall call, Protection protection, CallOutcome answer) {
        return switch (protection.state()) {
            case ProtectionState.Planned planned
            when call.step() == CallStep.PROVISION -> provisioned(work, protection, planned, answer);
            case ProtectionState.Provisioned provisioned
            when call.step() == CallStep.STEER -> SteeringAnswers.answered(work, protection, provisioned, answer);
            case ProtectionState.Steered steered
            when call.step() == CallStep.STEER -> SteeringAnswers.answered(work, protection, steered, answer);
            case ProtectionState.FailedHolding holding
            when call.step() == CallStep.CLEAN_UP -> TunnelRemoval.answered(work, protection, holding, answer);
            case ProtectionState.FailedHolding holding
            when call.step() == CallStep.PROVISION -> TunnelRemoval.nameKnown(work, protection, holding, answer);
            default -> protection;
        };
    }

    private static Protection provisioned(
            IncidentWorkUnit work, Protection protection, ProtectionState.Planned planned, CallOutcome answer) {
        if (answer instanceof CallOutcome.Done(ProvisionTunnel.Result result)) {
            return protection.in(planned.provisioned(ProtectionTunnel.of(result)));
        }
        AttemptState attempts = WriteRetryPolicy.afterAnswer(work, protection, answer);
        if (answer instanceof CallOutcome.Unknown) {
            Instant later = work.now().plus(work.rules().waits().reassess());
            return givenUp(
                    work,
                    protection.in(planned.givenUp(true), attempts.restarted().notBefore(later)));
        }
        if (!WriteRetryPolicy.mayRetry(work, attempts)) {
            return givenUp(work, protection, planned.route(), planned.givenUp(false), attempts);
        }
        if (WriteRetryPolicy.isNotCounted(answer)) {
            return protection.in(planned, attempts);
        }
        if (planned.route().hasAnother()) {
            return protection.in(planned.next(), attempts);
        }
        List<String> blamed = planned.route().own(work.context().links().all());
        if (WriteRetryPolicy.pathAtFault(answer) && !blamed.isEmpty()) {
            return protection.avoidingToo(blamed).in(planned.replan(), attempts);
        }
        return WriteRetryPolicy.retryable(answer)
                ? protection.in(planned, attempts)
                : givenUp(work, protection, planned.route(), planned.givenUp(false), attempts);
    }

    /** Gives up a path that could not be built; a later plan takes another one. */
    static Protection givenUp(
            IncidentWorkUnit work,
            Protection protection,
            ProtectionRoute route,
            ProtectionState state,
            AttemptState attempts) {
        AttemptState remaining = attempts.refusal() == null ? attempts.restarted() : attempts;
        List<String> blamed = route.own(work.context().links().all());
        return givenUp(work, protection.avoidingToo(blamed).in(state, remaining));
    }

    /** A new path that could not be built leaves traffic on a path at fault: operators have to know. */
    private static Protection givenUp(IncidentWorkUnit work, Protection protection) {
        if (protection.state().carriesTraffic()) {
            String error = protection.attempts().lastError();
            IncidentEscalation.flag(
                    work,
                    WriteRetryPolicy.reason(protection),
                    "A degraded protection path could not be replaced",
                    Map.of("protection_key", protection.id(), "error", error == null ? "unknown" : error));
            return protection.attempts().refusal() == null ? HeldTunnels.unlessBetter(work, protection) : protection;
        }
        return protection;
    }
}
