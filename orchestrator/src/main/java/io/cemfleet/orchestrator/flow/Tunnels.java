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
import java.util.List;
import java.util.Map;

/** One protection's way through the network: its next intent, and what an outcome makes of it. */
public final class Tunnels {
    private Tunnels() {}

    /** Stores the next intent of a protection, if it is its turn. */
    public static void next(Scene scene, Protection protection) {
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

    private static boolean isDue(Scene scene, Protection protection) {
        boolean building = scene.stage() instanceof Stage.Provisioning || scene.stage() instanceof Stage.Steering;
        if (protection.state() instanceof ProtectionState.FailedHolding holding) {
            return Removal.possible(scene, protection, holding);
        }
        return building && Build.onItsWay(protection)
                || (building || scene.stage() instanceof Stage.Monitoring) && protection.steersOn();
    }

    private static void intend(Scene scene, Protection protection) {
        long revision = scene.progress().planRevision();
        int attempt = protection.effort().attempt();
        switch (protection.state()) {
            case ProtectionState.Planned planned ->
                scene.call(Step.PROVISION, protection.id(), attempt, wish(scene, protection, planned.route()));
            case ProtectionState.Provisioned provisioned -> steer(scene, protection, provisioned.tunnel(), revision);
            case ProtectionState.Steered steered -> steer(scene, protection, steered.tunnel(), besideTheWatch(scene));
            case ProtectionState.FailedHolding holding
            when holding.tunnel() != null ->
                scene.call(
                        Step.CLEAN_UP,
                        protection.id(),
                        attempt,
                        new DeleteTunnel.Request(
                                holding.tunnel().tunnelId(),
                                scene.incident().care().closing() != null ? revision : besideTheWatch(scene),
                                approval(scene, protection)));
            case ProtectionState.FailedHolding holding
            when holding.route() != null ->
                scene.call(Step.PROVISION, protection.id(), attempt, wish(scene, protection, holding.route()));
            default -> throw new IllegalStateException(protection.state().label() + " has no next step");
        }
    }

    private static void steer(Scene scene, Protection protection, Tunnel tunnel, long revision) {
        scene.call(
                Step.STEER,
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
    private static long besideTheWatch(Scene scene) {
        long revision = scene.progress().planRevision();
        boolean building = scene.stage() instanceof Stage.Provisioning || scene.stage() instanceof Stage.Steering;
        return building ? revision : scene.progress().watch().fence(revision);
    }

    private static ProvisionTunnel.Request wish(Scene scene, Protection protection, Route route) {
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
            when call.step() == Step.STEER -> Steering.answered(scene, protection, provisioned, answer);
            case ProtectionState.Steered steered
            when call.step() == Step.STEER -> Steering.answered(scene, protection, steered, answer);
            case ProtectionState.FailedHolding holding
            when call.step() == Step.CLEAN_UP -> Removal.answered(scene, protection, holding, answer);
            case ProtectionState.FailedHolding holding
            when call.step() == Step.PROVISION -> Removal.named(scene, protection, holding, answer);
            default -> protection;
        };
    }

    private static Protection provisioned(
            Scene scene, Protection protection, ProtectionState.Planned planned, Answer answer) {
        if (answer instanceof Answer.Done(ProvisionTunnel.Result result)) {
            return protection.in(planned.provisioned(Tunnel.of(result)));
        }
        Effort spent = Attempts.spent(scene, protection, answer);
        if (answer instanceof Answer.Unknown) {
            Instant later = scene.now().plus(scene.rules().waits().reassess());
            return givenUp(
                    scene, protection.in(planned.givenUp(true), spent.afresh().notBefore(later)));
        }
        if (!Attempts.left(scene, spent)) {
            return givenUp(scene, protection, planned.route(), planned.givenUp(false), spent);
        }
        if (Attempts.countsForNothing(answer)) {
            return protection.in(planned, spent);
        }
        if (planned.route().hasAnother()) {
            return protection.in(planned.next(), spent);
        }
        List<String> blamed = planned.route().own(scene.picture().links().all());
        if (Attempts.pathAtFault(answer) && !blamed.isEmpty()) {
            return protection.avoidingToo(blamed).in(planned.replan(), spent);
        }
        return Attempts.retryable(answer)
                ? protection.in(planned, spent)
                : givenUp(scene, protection, planned.route(), planned.givenUp(false), spent);
    }

    /** A later plan takes another path than the one that could not be had. */
    static Protection givenUp(Scene scene, Protection protection, Route route, ProtectionState state, Effort spent) {
        Effort left = spent.refusal() == null ? spent.afresh() : spent;
        List<String> blamed = route.own(scene.picture().links().all());
        return givenUp(scene, protection.avoidingToo(blamed).in(state, left));
    }

    /** A new path that could not be had leaves traffic on a path that is at fault: people have to know. */
    private static Protection givenUp(Scene scene, Protection protection) {
        if (protection.state().carriesTraffic()) {
            String error = protection.effort().lastError();
            Escalate.flag(
                    scene,
                    Attempts.reason(protection),
                    "A degraded protection path could not be replaced",
                    Map.of("protection_key", protection.id(), "error", error == null ? "unknown" : error));
            return protection.effort().refusal() == null ? HeldTunnels.unlessBetter(scene, protection) : protection;
        }
        return protection;
    }
}
