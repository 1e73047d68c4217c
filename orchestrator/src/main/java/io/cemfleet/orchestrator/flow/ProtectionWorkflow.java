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
import java.util.List;
import java.util.Map;

/**
 * Takes one protection through provisioning, steering and removal: its next intent, and the state that follows from an
 * outcome.
 */
public final class ProtectionWorkflow {
    private ProtectionWorkflow() {}

    /** Stores the next intent of a protection, if one is due. */
    public static void next(IncidentWorkUnit scene, Protection protection) {
        if (scene.hasOpen(protection.id()) || scene.resting()) {
            return;
        }
        if (!isDue(scene, protection)) {
            return;
        }
        if (!protection.effort().due(scene.now())) {
            scene.wakeAt(protection.effort().notBefore());
            return;
        }
        intend(scene, protection);
    }

    private static boolean isDue(IncidentWorkUnit scene, Protection protection) {
        boolean building =
                scene.stage() instanceof IncidentStage.Provisioning || scene.stage() instanceof IncidentStage.Steering;
        if (protection.state() instanceof ProtectionState.FailedHolding holding) {
            return TunnelRemoval.possible(scene, protection, holding);
        }
        return building && ProvisionAndSteerPhase.onItsWay(protection)
                || (building || scene.stage() instanceof IncidentStage.Monitoring) && protection.steersOn();
    }

    private static void intend(IncidentWorkUnit scene, Protection protection) {
        long revision = scene.progress().planRevision();
        int attempt = protection.effort().attempt();
        switch (protection.state()) {
            case ProtectionState.Planned planned ->
                scene.call(CallStep.PROVISION, protection.id(), attempt, wish(scene, protection, planned.route()));
            case ProtectionState.Provisioned provisioned -> steer(scene, protection, provisioned.tunnel(), revision);
            case ProtectionState.Steered steered -> steer(scene, protection, steered.tunnel(), besideTheWatch(scene));
            case ProtectionState.FailedHolding holding
            when holding.tunnel() != null ->
                scene.call(
                        CallStep.CLEAN_UP,
                        protection.id(),
                        attempt,
                        new DeleteTunnel.Request(
                                holding.tunnel().tunnelId(),
                                scene.incident().care().closing() != null ? revision : besideTheWatch(scene),
                                approval(scene, protection)));
            case ProtectionState.FailedHolding holding
            when holding.route() != null ->
                scene.call(CallStep.PROVISION, protection.id(), attempt, wish(scene, protection, holding.route()));
            default -> throw new IllegalStateException(protection.state().label() + " has no next step");
        }
    }

    private static void steer(IncidentWorkUnit scene, Protection protection, ProtectionTunnel tunnel, long revision) {
        scene.call(
                CallStep.STEER,
                protection.id(),
                protection.effort().attempt(),
                new SteerTraffic.Request(
                        tunnel.tunnelId(),
                        protection.cover().services(),
                        revision,
                        approval(scene, protection),
                        tunnel.pathVersion()));
    }

    /** The newest plan, unless that would fence off the restoration monitor's own writes. */
    private static long besideTheWatch(IncidentWorkUnit scene) {
        long revision = scene.progress().planRevision();
        boolean building =
                scene.stage() instanceof IncidentStage.Provisioning || scene.stage() instanceof IncidentStage.Steering;
        return building ? revision : scene.progress().watch().fence(revision);
    }

    private static ProvisionTunnel.Request wish(IncidentWorkUnit scene, Protection protection, ProtectionRoute route) {
        return new ProvisionTunnel.Request(
                scene.incident().incidentId(),
                protection.id(),
                protection.key().headEnd(),
                protection.key().endPoint(),
                protection.key().color(),
                protection.key().teType(),
                route.path(),
                route.originalPath(),
                protection.cover().services(),
                scene.progress().planRevision(),
                scene.picture().links().avoided(),
                approval(scene, protection),
                protection.cover().demandMbps());
    }

    /** The approval on which a write rests; a request to close the incident also approves its cleanup. */
    private static Approval approval(IncidentWorkUnit scene, Protection protection) {
        OperatorState.CloseRequest closing = scene.incident().care().closing();
        ProtectionRecord.OperatorConsent consent = protection.standing().consent();
        Approval.Mode mode =
                switch (scene.rules()
                        .handling()
                        .autonomy()
                        .of(protection.cover().tier())) {
                    case AUTOMATIC -> Approval.Mode.AUTOMATIC;
                    case RECOMMEND -> Approval.Mode.RECOMMEND;
                    case APPROVE, OBSERVE -> Approval.Mode.APPROVE;
                };
        if (closing != null) {
            return new Approval(mode, closing.actor(), scene.now());
        }
        return consent == null ? new Approval(mode, null, null) : new Approval(mode, consent.actor(), consent.at());
    }

    /** Applies an outcome to its protection; it is recorded even if the plan has changed meanwhile. */
    public static Protection answered(
            IncidentWorkUnit scene, AgentCall call, Protection protection, CallOutcome answer) {
        return switch (protection.state()) {
            case ProtectionState.Planned planned
            when call.step() == CallStep.PROVISION -> provisioned(scene, protection, planned, answer);
            case ProtectionState.Provisioned provisioned
            when call.step() == CallStep.STEER -> SteeringAnswers.answered(scene, protection, provisioned, answer);
            case ProtectionState.Steered steered
            when call.step() == CallStep.STEER -> SteeringAnswers.answered(scene, protection, steered, answer);
            case ProtectionState.FailedHolding holding
            when call.step() == CallStep.CLEAN_UP -> TunnelRemoval.answered(scene, protection, holding, answer);
            case ProtectionState.FailedHolding holding
            when call.step() == CallStep.PROVISION -> TunnelRemoval.named(scene, protection, holding, answer);
            default -> protection;
        };
    }

    private static Protection provisioned(
            IncidentWorkUnit scene, Protection protection, ProtectionState.Planned planned, CallOutcome answer) {
        if (answer instanceof CallOutcome.Done(ProvisionTunnel.Result result)) {
            return protection.in(planned.provisioned(ProtectionTunnel.of(result)));
        }
        AttemptState spent = WriteRetryPolicy.spent(scene, protection, answer);
        if (answer instanceof CallOutcome.Unknown) {
            Instant later = scene.now().plus(scene.rules().waits().reassess());
            return givenUp(
                    scene, protection.in(planned.givenUp(true), spent.afresh().notBefore(later)));
        }
        if (!WriteRetryPolicy.left(scene, spent)) {
            return givenUp(scene, protection, planned.route(), planned.givenUp(false), spent);
        }
        if (WriteRetryPolicy.countsForNothing(answer)) {
            return protection.in(planned, spent);
        }
        if (planned.route().hasAnother()) {
            return protection.in(planned.next(), spent);
        }
        List<String> blamed = planned.route().own(scene.picture().links().all());
        if (WriteRetryPolicy.pathAtFault(answer) && !blamed.isEmpty()) {
            return protection.avoidingToo(blamed).in(planned.replan(), spent);
        }
        return WriteRetryPolicy.retryable(answer)
                ? protection.in(planned, spent)
                : givenUp(scene, protection, planned.route(), planned.givenUp(false), spent);
    }

    /** Gives up a path that could not be built; a later plan takes another one. */
    static Protection givenUp(
            IncidentWorkUnit scene,
            Protection protection,
            ProtectionRoute route,
            ProtectionState state,
            AttemptState spent) {
        AttemptState left = spent.refusal() == null ? spent.afresh() : spent;
        List<String> blamed = route.own(scene.picture().links().all());
        return givenUp(scene, protection.avoidingToo(blamed).in(state, left));
    }

    /** A new path that could not be built leaves traffic on a path at fault: operators have to know. */
    private static Protection givenUp(IncidentWorkUnit scene, Protection protection) {
        if (protection.state().carriesTraffic()) {
            String error = protection.effort().lastError();
            IncidentEscalation.flag(
                    scene,
                    WriteRetryPolicy.reason(protection),
                    "A degraded protection path could not be replaced",
                    Map.of("protection_key", protection.id(), "error", error == null ? "unknown" : error));
            return protection.effort().refusal() == null ? HeldTunnels.unlessBetter(scene, protection) : protection;
        }
        return protection;
    }
}
