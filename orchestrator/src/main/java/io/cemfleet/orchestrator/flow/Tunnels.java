package io.cemfleet.orchestrator.flow;

import io.cemfleet.a2a.contract.Approval;
import io.cemfleet.a2a.contract.DeleteTunnel;
import io.cemfleet.a2a.contract.ProvisionTunnel;
import io.cemfleet.a2a.contract.SteerTraffic;
import io.cemfleet.orchestrator.incident.Answer;
import io.cemfleet.orchestrator.incident.Call;
import io.cemfleet.orchestrator.incident.Care;
import io.cemfleet.orchestrator.incident.Effort;
import io.cemfleet.orchestrator.incident.Protection;
import io.cemfleet.orchestrator.incident.ProtectionState;
import io.cemfleet.orchestrator.incident.Route;
import io.cemfleet.orchestrator.incident.Stage;
import io.cemfleet.orchestrator.incident.Standing;
import io.cemfleet.orchestrator.incident.Step;
import io.cemfleet.orchestrator.incident.Tunnel;
import java.time.Instant;
import java.util.Map;

/** One protection's way through the network: its next intent, and what an outcome makes of it. */
public final class Tunnels {
    private Tunnels() {}

    /** Stores the next intent of a protection, if it is its turn. */
    public static void next(Scene scene, Protection protection) {
        if (scene.hasOpen(protection.id()) || scene.resting()) {
            return;
        }
        boolean building = scene.stage() instanceof Stage.Provisioning || scene.stage() instanceof Stage.Steering;
        boolean turn = protection.state() instanceof ProtectionState.FailedHolding holding
                ? cleanable(scene, protection, holding)
                : building && Build.onItsWay(protection);
        if (!turn) {
            return;
        }
        if (!protection.effort().due(scene.now())) {
            scene.wakeAt(protection.effort().notBefore());
            return;
        }
        intend(scene, protection);
    }

    /** Whether something that is left can still be removed: by its name, or first asked for under its protection's key. */
    static boolean cleanable(Scene scene, Protection protection, ProtectionState.FailedHolding holding) {
        return (holding.tunnel() != null || holding.route() != null)
                && protection.effort().refusal() == null
                && protection.effort().failures() < scene.rules().attempts();
    }

    private static void intend(Scene scene, Protection protection) {
        long revision = scene.progress().planRevision();
        int attempt = protection.effort().attempt();
        switch (protection.state()) {
            case ProtectionState.Planned planned ->
                scene.call(Step.PROVISION, protection.id(), attempt, wish(scene, protection, planned.route()));
            case ProtectionState.Provisioned provisioned ->
                scene.call(
                        Step.STEER,
                        protection.id(),
                        attempt,
                        new SteerTraffic.Request(
                                provisioned.tunnel().tunnelId(),
                                protection.cover().services(),
                                revision,
                                approval(scene, protection),
                                null));
            case ProtectionState.FailedHolding(var route, Tunnel tunnel, boolean told, boolean returned)
            when tunnel != null ->
                scene.call(
                        Step.CLEAN_UP,
                        protection.id(),
                        attempt,
                        new DeleteTunnel.Request(
                                tunnel.tunnelId(),
                                scene.incident().care().closing() != null
                                        ? revision
                                        : scene.progress().watch().fence(revision),
                                approval(scene, protection)));
            case ProtectionState.FailedHolding(Route route, var nameless, boolean told, boolean returned)
            when route != null -> scene.call(Step.PROVISION, protection.id(), attempt, wish(scene, protection, route));
            default -> throw new IllegalStateException(protection.state().label() + " has no next step");
        }
    }

    private static ProvisionTunnel.Request wish(Scene scene, Protection protection, Route route) {
        return new ProvisionTunnel.Request(
                scene.incident().incidentId(),
                protection.id(),
                protection.key().headEnd(),
                protection.key().endPoint(),
                protection.key().color(),
                protection.key().teType(),
                route.candidate(protection.effort().failures()),
                route.originalPath(),
                protection.cover().services(),
                scene.progress().planRevision(),
                scene.picture().links().avoided(),
                approval(scene, protection),
                protection.cover().demandMbps());
    }

    /** On whose word a write rests; who asked to close the incident asked for its cleanup. */
    private static Approval approval(Scene scene, Protection protection) {
        Care.Closing closing = scene.incident().care().closing();
        Standing.Consent consent = protection.standing().consent();
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

    /** What an outcome makes of its protection; it is recorded whatever the plan says by now. */
    public static Protection answered(Scene scene, Call call, Protection protection, Answer answer) {
        return switch (protection.state()) {
            case ProtectionState.Planned planned
            when call.step() == Step.PROVISION -> provisioned(scene, protection, planned, answer);
            case ProtectionState.Provisioned provisioned
            when call.step() == Step.STEER -> steered(scene, protection, provisioned, answer);
            case ProtectionState.FailedHolding holding
            when call.step() == Step.CLEAN_UP -> cleanedUp(scene, protection, holding, answer);
            case ProtectionState.FailedHolding holding
            when call.step() == Step.PROVISION -> named(scene, protection, holding, answer);
            default -> protection;
        };
    }

    private static Protection provisioned(
            Scene scene, Protection protection, ProtectionState.Planned planned, Answer answer) {
        if (answer instanceof Answer.Done(ProvisionTunnel.Result result)) {
            return protection.in(planned.provisioned(
                    planned.route().candidate(protection.effort().failures()), Tunnel.of(result)));
        }
        Effort spent = spent(scene, protection, answer);
        if (answer instanceof Answer.Unknown) {
            Instant later = scene.now().plus(scene.rules().waits().reassess());
            return givenUp(
                    scene, protection.in(planned.givenUp(true), spent.afresh().notBefore(later)));
        }
        boolean again = spent.refusal() == null
                && spent.failures() < scene.rules().attempts()
                && (retryable(answer)
                        || planned.route().hasAnother(protection.effort().failures()));
        return again
                ? protection.in(planned, spent)
                : givenUp(scene, tried(protection, planned.route()).in(planned.givenUp(false), spent));
    }

    private static Protection steered(
            Scene scene, Protection protection, ProtectionState.Provisioned provisioned, Answer answer) {
        if (answer instanceof Answer.Done(SteerTraffic.Result result) && result.trafficSteered()) {
            return protection.steered(provisioned.steered(result.servicesSteered()), scene.now());
        }
        Effort spent = spent(scene, protection, answer);
        boolean again = !(answer instanceof Answer.Unknown)
                && spent.refusal() == null
                && spent.failures() < scene.rules().attempts()
                && (retryable(answer)
                        || provisioned.route().hasAnother(protection.effort().failures()));
        return again
                ? protection.in(provisioned.nextAttempt(), spent)
                : givenUp(
                        scene,
                        tried(protection, provisioned.route())
                                .in(provisioned.givenUp(), spent.refusal() == null ? spent.afresh() : spent));
    }

    /** A later plan takes another path than the one that could not be had. */
    private static Protection tried(Protection protection, Route route) {
        return protection.avoiding(
                route.candidate(protection.effort().failures()).links());
    }

    /** Whoever has a tunnel under the protection's key answers with its name; one that can't be had is not there. */
    private static Protection named(
            Scene scene, Protection protection, ProtectionState.FailedHolding holding, Answer answer) {
        if (answer instanceof Answer.Done(ProvisionTunnel.Result result)) {
            return protection.in(
                    holding.named(Tunnel.of(result)), protection.effort().afresh());
        }
        Effort spent = spent(scene, protection, answer);
        boolean nothingThere = answer instanceof Answer.Failed && !retryable(answer) && spent.refusal() == null;
        return nothingThere
                ? protection.in(holding.cleanedUp(), spent)
                : stillHolding(scene, protection.in(holding, spent), holding, answer);
    }

    private static Protection cleanedUp(
            Scene scene, Protection protection, ProtectionState.FailedHolding holding, Answer answer) {
        if (answer instanceof Answer.Done(DeleteTunnel.Result result) && result.deleted()) {
            return protection.in(holding.cleanedUp());
        }
        return stillHolding(scene, protection.in(holding, spent(scene, protection, answer)), holding, answer);
    }

    private static Protection stillHolding(
            Scene scene, Protection still, ProtectionState.FailedHolding holding, Answer answer) {
        if (cleanable(scene, still, holding) || scene.incident().care().closing() != null) {
            return still;
        }
        Tunnel tunnel = holding.tunnel();
        Map<String, Object> details = Map.of(
                tunnel == null ? "protection_key" : "tunnel_id",
                tunnel == null ? still.id() : tunnel.tunnelId(),
                "attempts",
                still.effort().failures(),
                "cause",
                Trouble.cause(answer));
        String refusal = still.effort().refusal();
        if (refusal == null) {
            String message = "A tunnel that protects nothing could not be removed";
            Escalate.error(scene, "cleanup_failed", message, true, details);
            Escalate.flag(scene, "cleanup_failed", message, details);
        } else {
            Escalate.flag(
                    scene,
                    refusal,
                    Refusals.words(refusal) + ", a tunnel that protects nothing stays for now",
                    details);
        }
        return still;
    }

    /** A new path that could not be had leaves traffic where it is, on a path that degrades: people have to know. */
    private static Protection givenUp(Scene scene, Protection protection) {
        if (protection.state().carriesTraffic()) {
            String error = protection.effort().lastError();
            String refusal = protection.effort().refusal();
            Escalate.flag(
                    scene,
                    refusal == null ? "provision_failed" : refusal,
                    "A degraded protection path could not be replaced",
                    Map.of("protection_key", protection.id(), "error", error == null ? "unknown" : error));
        }
        return protection;
    }

    private static Effort spent(Scene scene, Protection protection, Answer answer) {
        if (answer instanceof Answer.Failed failed && Refusals.CODES.contains(failed.code())) {
            return protection.effort().refused(failed.code(), Trouble.cause(answer));
        }
        int failures = protection.effort().failures() + 1;
        return protection
                .effort()
                .failed(Trouble.cause(answer), scene.now().plus(scene.rules().pause(failures)));
    }

    private static boolean retryable(Answer answer) {
        return switch (answer) {
            case Answer.Failed failed -> failed.retryable();
            case Answer.Done done -> true;
            case Answer.Unknown unknown -> false;
        };
    }
}
