package io.cemfleet.orchestrator.flow;

import io.cemfleet.a2a.contract.AuditEventType;
import io.cemfleet.a2a.contract.CloseReason;
import io.cemfleet.a2a.contract.ComputePath;
import io.cemfleet.a2a.contract.ComputePlan;
import io.cemfleet.a2a.contract.EscalationReason;
import io.cemfleet.a2a.contract.PathMetric;
import io.cemfleet.orchestrator.incident.AgentCall;
import io.cemfleet.orchestrator.incident.Autonomy;
import io.cemfleet.orchestrator.incident.CallOutcome;
import io.cemfleet.orchestrator.incident.CallStep;
import io.cemfleet.orchestrator.incident.CarryingTunnel;
import io.cemfleet.orchestrator.incident.IncidentStage;
import io.cemfleet.orchestrator.incident.NoPathPolicy;
import io.cemfleet.orchestrator.incident.Protection;
import io.cemfleet.orchestrator.incident.ProtectionRoute;
import io.cemfleet.orchestrator.incident.ProtectionState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Phase 3: requests a path for each protection, all placed together; no path crosses a degraded link. */
final class ComputationPhase {
    private ComputationPhase() {}

    static void advance(IncidentWorkUnit scene, IncidentStage.Computing computing) {
        if (scene.hasOpen(AgentCall.WHOLE, CallStep.COMPUTE)) {
            return;
        }
        if (!scene.progress().retry().due(scene.now())) {
            scene.wakeAt(scene.progress().retry().notBefore());
            return;
        }
        IncidentOverlap.settle(scene);
        if (!scene.stage().equals(computing)) {
            return;
        }
        if (waitsForOthers(scene)) {
            scene.wakeAt(scene.now().plus(scene.rules().waits().look()));
            return;
        }
        IncidentOverlap.forgetCleared(scene);
        List<ComputePlan.Demand> demands =
                wanted(scene).stream().map(p -> demand(scene, p)).toList();
        if (demands.isEmpty()) {
            go(scene, computing, List.of());
            return;
        }
        scene.call(
                CallStep.COMPUTE,
                AgentCall.WHOLE,
                scene.progress().retry().failures() + 1,
                new ComputePlan.Request(scene.incident().incidentId(), demands, overload(scene)));
    }

    /**
     * A proactive incident moves nothing while returning traffic needs the capacity, until the expected congestion is
     * due.
     */
    private static boolean waitsForOthers(IncidentWorkUnit scene) {
        Instant expected = scene.incident().origin().expectedAt();
        return scene.incident().origin().proactive()
                && expected != null
                && expected.isAfter(scene.now())
                && scene.keys().othersRestore(scene.incident().incidentId());
    }

    /** Absent unless an operator allowed it. */
    private static @Nullable Boolean overload(IncidentWorkUnit scene) {
        return scene.incident().care().overload() == null ? null : Boolean.TRUE;
    }

    private static List<Protection> wanted(IncidentWorkUnit scene) {
        return scene.protections().stream()
                .filter(p -> p.state() instanceof ProtectionState.Wanted)
                .toList();
    }

    private static ComputePlan.Demand demand(IncidentWorkUnit scene, Protection protection) {
        var rules = scene.rules().path();
        Set<String> avoided = new LinkedHashSet<>(scene.picture().links().avoided());
        avoided.addAll(protection.standing().avoid());
        ComputePath.Request constraints = new ComputePath.Request(
                protection.key().headEnd(),
                protection.key().endPoint(),
                new ComputePath.Avoid(List.copyOf(avoided), List.of(), List.of()),
                PathMetric.DELAY,
                rules.maxHops(),
                protection.cover().limits().latencyMs() > 0
                        ? protection.cover().limits().latencyMs()
                        : null,
                null,
                null,
                null,
                null,
                protection.key().teType(),
                rules.alternatives());
        return new ComputePlan.Demand(
                protection.id(),
                protection.cover().tier(),
                protection.cover().demandMbps(),
                constraints,
                protection.cover().currentLinks(),
                protection.cover().demandBoundMbps(),
                protection.cover().limits(),
                protection.cover().services(),
                protection.cover().originalLinks(),
                held(protection));
    }

    private static ComputePlan.@Nullable HeldTunnel held(Protection protection) {
        return protection.state() instanceof ProtectionState.Wanted(CarryingTunnel held, var idle) && held != null
                ? new ComputePlan.HeldTunnel(
                        held.route().path().links(), held.route().originalPath().links())
                : null;
    }

    static void answered(IncidentWorkUnit scene, AgentCall call, CallOutcome answer) {
        if (!(scene.stage() instanceof IncidentStage.Computing computing)) {
            return;
        }
        if (answer instanceof CallOutcome.Done(ComputePlan.Result plan)) {
            List<Protection> wanted = wanted(scene);
            Map<String, ComputePlan.PlacementResult> placed = plan.results().stream()
                    .collect(
                            Collectors.toMap(ComputePlan.PlacementResult::key, Function.identity(), (one, two) -> one));
            if (wanted.stream().allMatch(p -> placed.containsKey(p.id()))) {
                planned(scene, computing, call.createdAt(), placed);
            } else {
                CallOutcome.Failed missing =
                        new CallOutcome.Failed("incomplete", "the plan leaves protections out", true);
                QueryFailure.of(
                        scene, missing, EscalationReason.PATH_COMPUTATION_UNAVAILABLE, "No plan could be computed");
            }
        } else {
            QueryFailure.of(scene, answer, EscalationReason.PATH_COMPUTATION_UNAVAILABLE, "No plan could be computed");
        }
    }

    private static void planned(
            IncidentWorkUnit scene,
            IncidentStage.Computing computing,
            Instant askedAt,
            Map<String, ComputePlan.PlacementResult> placed) {
        List<Protection> found = new ArrayList<>();
        List<Protection> proposed = new ArrayList<>();
        List<DeclinedProtection> left = new ArrayList<>();
        for (Protection protection : wanted(scene)) {
            ComputePlan.PlacementResult place = Objects.requireNonNull(placed.get(protection.id()));
            Optional<ProtectionRoute> route = route(scene, place);
            if (route.isPresent()) {
                Protection next = onto(scene, protection, route.get());
                (next.state() instanceof ProtectionState.Planned ? found : proposed).add(next);
            } else {
                left.add(
                        place.answer().pathFound()
                                ? DeclinedProtection.overtaken(protection, place, askedAt)
                                : DeclinedProtection.of(protection, place, askedAt));
            }
        }
        Stream.of(found.stream(), proposed.stream(), left.stream().map(DeclinedProtection::protection))
                .flatMap(Function.identity())
                .forEach(scene::put);
        tell(scene, found, proposed, left);
        if (left.isEmpty() && !scene.any(ProtectionState.NoPath.class::isInstance)) {
            DeclinedProtection.over(scene);
        }
        HeldTunnels.whilePeopleDecide(scene, proposed, placed);
        go(scene, computing, left);
    }

    private static void tell(
            IncidentWorkUnit scene, List<Protection> found, List<Protection> proposed, List<DeclinedProtection> left) {
        List<Map<String, Object>> paths = Stream.concat(found.stream(), proposed.stream())
                .map(UpdateDetails::path)
                .toList();
        List<Map<String, Object>> without =
                left.stream().map(DeclinedProtection::details).toList();
        scene.audit(AuditEventType.PATH_COMPUTED, Map.of("paths", paths, "without_path", without));
        if (!found.isEmpty()) {
            String message =
                    "Alternate path found (" + UpdateDetails.pathType(found.getFirst()) + "), provisioning tunnel";
            IncidentReporter.status(scene, message, UpdateDetails.paths(found));
        }
        if (!proposed.isEmpty()) {
            PlanApprovals.propose(scene, proposed);
        }
    }

    /** The best accepted path that crosses no link that degraded since the request; empty where there is none. */
    private static Optional<ProtectionRoute> route(IncidentWorkUnit scene, ComputePlan.PlacementResult place) {
        ComputePath.Result answer = place.answer();
        var path = answer.path();
        return answer.pathFound() && path != null
                ? new ProtectionRoute(
                                path, answer.alternatives(), place.originalPath(), answer.relaxed(), place.prediction())
                        .clearOf(scene.picture().links().avoided())
                : Optional.empty();
    }

    private static Protection onto(IncidentWorkUnit scene, Protection protection, ProtectionRoute route) {
        ProtectionState.Wanted wanted = (ProtectionState.Wanted) protection.state();
        Autonomy.Mode mode =
                scene.rules().handling().autonomy().of(protection.cover().tier());
        return protection
                .declined(null)
                .in(mode == Autonomy.Mode.AUTOMATIC ? wanted.planned(route) : wanted.proposed(route, mode));
    }

    private static void go(IncidentWorkUnit scene, IncidentStage.Computing computing, List<DeclinedProtection> left) {
        boolean onItsWay = scene.protections().stream().anyMatch(ProvisionAndSteerPhase::onItsWay);
        boolean waits = scene.any(ProtectionState.Proposed.class::isInstance);
        boolean safe = scene.carries() || scene.covered();
        if (!onItsWay && !waits && !safe) {
            nothingProtects(scene, computing, left);
            return;
        }
        DeclinedProtection.tell(scene, left);
        CongestionRelief.takeBack(scene, HeldTunnels.settle(scene, left));
        if (onItsWay) {
            scene.move(computing.provision(), "paths found");
        } else if (!waits) {
            PlanRound.over(
                    scene,
                    computing.monitor(),
                    scene.carries() ? "nothing more can be protected" : "another incident protects the traffic");
        }
    }

    private static void nothingProtects(
            IncidentWorkUnit scene, IncidentStage.Computing computing, List<DeclinedProtection> left) {
        boolean noWay = left.stream().allMatch(DeclinedProtection::noPath);
        boolean closing =
                scene.picture().links().allClear() || scene.rules().handling().noPath() == NoPathPolicy.CLOSE;
        if ((left.isEmpty() || closing) && !scene.picture().links().waiting().isEmpty()) {
            scene.moveReplanned(computing.reassess(), "the incident grew meanwhile");
        } else if (left.isEmpty()) {
            nothingSought(scene, computing);
        } else if (noWay && closing && !scene.leaves()) {
            IncidentClosure.noPath(scene);
        } else if (noWay) {
            IncidentEscalation.stop(
                    scene,
                    EscalationReason.NO_ALTERNATE_PATH,
                    "No alternate path found, an operator has to decide",
                    Map.of(
                            "without_path",
                            left.stream().map(DeclinedProtection::details).toList()),
                    left.stream().allMatch(DeclinedProtection::known));
        } else {
            DeclinedProtection.tell(scene, left);
            PlanRound.over(scene, computing.monitor(), "nothing can be protected without harm");
        }
    }

    private static void nothingSought(IncidentWorkUnit scene, IncidentStage.Computing computing) {
        boolean declined = scene.any(ProtectionState.NoPath.class::isInstance);
        if (declined) {
            PlanRound.over(scene, computing.monitor(), "nothing more can be protected");
        } else if (scene.any(ProtectionWithdrawal::isUnderWay)) {
            PlanRound.over(scene, computing.monitor(), "what was taken back is removed first");
        } else if (scene.any(ProtectionState.Restored.class::isInstance) && !scene.leaves()) {
            IncidentClosure.resolved(scene);
        } else if (scene.any(ProtectionState.Unneeded.class::isInstance) && !scene.leaves()) {
            IncidentClosure.noImpact(
                    scene,
                    scene.picture().links().allClear()
                            ? CloseReason.CLEARED_BEFORE_ACTION
                            : CloseReason.NO_SERVICES_AFFECTED);
        } else {
            IncidentEscalation.stop(
                    scene, EscalationReason.UNPROTECTED, "Services suffer and nothing protects them", Map.of());
        }
    }
}
