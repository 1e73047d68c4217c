package io.cemfleet.orchestrator.flow;

import io.cemfleet.a2a.contract.AuditEventType;
import io.cemfleet.a2a.contract.CloseReason;
import io.cemfleet.a2a.contract.ComputePath;
import io.cemfleet.a2a.contract.ComputePlan;
import io.cemfleet.a2a.contract.PathMetric;
import io.cemfleet.orchestrator.incident.Answer;
import io.cemfleet.orchestrator.incident.Autonomy;
import io.cemfleet.orchestrator.incident.Call;
import io.cemfleet.orchestrator.incident.Held;
import io.cemfleet.orchestrator.incident.NoPath;
import io.cemfleet.orchestrator.incident.Protection;
import io.cemfleet.orchestrator.incident.ProtectionState;
import io.cemfleet.orchestrator.incident.Route;
import io.cemfleet.orchestrator.incident.Stage;
import io.cemfleet.orchestrator.incident.Step;
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

/** Phase 3: a path for each protection, all placed together; the degraded links are never among them. */
final class Compute {
    private Compute() {}

    static void advance(Scene scene, Stage.Computing computing) {
        if (scene.hasOpen(Call.WHOLE, Step.COMPUTE)) {
            return;
        }
        if (!scene.progress().retry().due(scene.now())) {
            scene.wakeAt(scene.progress().retry().notBefore());
            return;
        }
        Overlap.settle(scene);
        if (!scene.stage().equals(computing)) {
            return;
        }
        if (waitsForOthers(scene)) {
            scene.wakeAt(scene.now().plus(scene.rules().waits().look()));
            return;
        }
        Overlap.forgetCleared(scene);
        List<ComputePlan.Demand> demands =
                wanted(scene).stream().map(p -> demand(scene, p)).toList();
        if (demands.isEmpty()) {
            go(scene, computing, List.of());
            return;
        }
        scene.call(
                Step.COMPUTE,
                Call.WHOLE,
                scene.progress().retry().failures() + 1,
                new ComputePlan.Request(scene.incident().incidentId(), demands, overload(scene)));
    }

    /** A forecast moves nothing while traffic returns elsewhere and needs its room, until what it expects is due. */
    private static boolean waitsForOthers(Scene scene) {
        Instant expected = scene.incident().origin().expectedAt();
        return scene.incident().origin().proactive()
                && expected != null
                && expected.isAfter(scene.now())
                && scene.keys().othersRestore(scene.incident().incidentId());
    }

    /** Absent unless an operator allowed it. */
    private static @Nullable Boolean overload(Scene scene) {
        return scene.incident().care().overload() == null ? null : Boolean.TRUE;
    }

    private static List<Protection> wanted(Scene scene) {
        return scene.protections().stream()
                .filter(p -> p.state() instanceof ProtectionState.Wanted)
                .toList();
    }

    private static ComputePlan.Demand demand(Scene scene, Protection protection) {
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
        return protection.state() instanceof ProtectionState.Wanted(Held held, var idle) && held != null
                ? new ComputePlan.HeldTunnel(
                        held.route().path().links(), held.route().originalPath().links())
                : null;
    }

    static void answered(Scene scene, Call call, Answer answer) {
        if (!(scene.stage() instanceof Stage.Computing computing)) {
            return;
        }
        if (answer instanceof Answer.Done(ComputePlan.Result plan)) {
            List<Protection> wanted = wanted(scene);
            Map<String, ComputePlan.Placed> placed = plan.results().stream()
                    .collect(Collectors.toMap(ComputePlan.Placed::key, Function.identity(), (one, two) -> one));
            if (wanted.stream().allMatch(p -> placed.containsKey(p.id()))) {
                planned(scene, computing, call.createdAt(), placed);
            } else {
                Answer.Failed missing = new Answer.Failed("incomplete", "the plan leaves protections out", true);
                Trouble.of(scene, missing, "path_computation_unavailable", "No plan could be computed");
            }
        } else {
            Trouble.of(scene, answer, "path_computation_unavailable", "No plan could be computed");
        }
    }

    private static void planned(
            Scene scene, Stage.Computing computing, Instant askedAt, Map<String, ComputePlan.Placed> placed) {
        List<Protection> found = new ArrayList<>();
        List<Protection> proposed = new ArrayList<>();
        List<LeftInPlace> left = new ArrayList<>();
        for (Protection protection : wanted(scene)) {
            ComputePlan.Placed place = Objects.requireNonNull(placed.get(protection.id()));
            Optional<Route> route = route(scene, place);
            if (route.isPresent()) {
                Protection next = onto(scene, protection, route.get());
                (next.state() instanceof ProtectionState.Planned ? found : proposed).add(next);
            } else {
                left.add(
                        place.answer().pathFound()
                                ? LeftInPlace.overtaken(protection, place, askedAt)
                                : LeftInPlace.of(protection, place, askedAt));
            }
        }
        Stream.of(found.stream(), proposed.stream(), left.stream().map(LeftInPlace::protection))
                .flatMap(Function.identity())
                .forEach(scene::put);
        tell(scene, found, proposed, left);
        if (left.isEmpty() && !scene.any(ProtectionState.NoPath.class::isInstance)) {
            LeftInPlace.over(scene);
        }
        HeldTunnels.whilePeopleDecide(scene, proposed, placed);
        go(scene, computing, left);
    }

    private static void tell(Scene scene, List<Protection> found, List<Protection> proposed, List<LeftInPlace> left) {
        List<Map<String, Object>> paths = Stream.concat(found.stream(), proposed.stream())
                .map(Details::path)
                .toList();
        List<Map<String, Object>> without =
                left.stream().map(LeftInPlace::details).toList();
        scene.audit(AuditEventType.PATH_COMPUTED, Map.of("paths", paths, "without_path", without));
        if (!found.isEmpty()) {
            String message = "Alternate path found (" + Details.pathType(found.getFirst()) + "), provisioning tunnel";
            Updates.status(scene, message, Details.paths(found));
        }
        if (!proposed.isEmpty()) {
            Approvals.propose(scene, proposed);
        }
    }

    /** The best accepted path that crosses no link that degraded since it was asked for; empty where there is none. */
    private static Optional<Route> route(Scene scene, ComputePlan.Placed place) {
        ComputePath.Result answer = place.answer();
        var path = answer.path();
        return answer.pathFound() && path != null
                ? new Route(path, answer.alternatives(), place.originalPath(), answer.relaxed(), place.prediction())
                        .clearOf(scene.picture().links().avoided())
                : Optional.empty();
    }

    private static Protection onto(Scene scene, Protection protection, Route route) {
        ProtectionState.Wanted wanted = (ProtectionState.Wanted) protection.state();
        Autonomy.Mode mode =
                scene.rules().handling().autonomy().of(protection.cover().tier());
        return protection
                .declined(null)
                .in(mode == Autonomy.Mode.AUTOMATIC ? wanted.planned(route) : wanted.proposed(route, mode));
    }

    private static void go(Scene scene, Stage.Computing computing, List<LeftInPlace> left) {
        boolean onItsWay = scene.protections().stream().anyMatch(Build::onItsWay);
        boolean waits = scene.any(ProtectionState.Proposed.class::isInstance);
        boolean safe = scene.carries() || scene.covered();
        if (!onItsWay && !waits && !safe) {
            nothingProtects(scene, computing, left);
            return;
        }
        LeftInPlace.tell(scene, left);
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

    private static void nothingProtects(Scene scene, Stage.Computing computing, List<LeftInPlace> left) {
        boolean noWay = left.stream().allMatch(LeftInPlace::noPath);
        boolean closing =
                scene.picture().links().allClear() || scene.rules().handling().noPath() == NoPath.CLOSE;
        if ((left.isEmpty() || closing) && !scene.picture().links().waiting().isEmpty()) {
            scene.moveReplanned(computing.reassess(), "the incident grew meanwhile");
        } else if (left.isEmpty()) {
            nothingSought(scene, computing);
        } else if (noWay && closing && !scene.leaves()) {
            Close.noPath(scene);
        } else if (noWay) {
            Escalate.stop(
                    scene,
                    LeftInPlace.NO_PATH,
                    "No alternate path found, an operator has to decide",
                    Map.of(
                            "without_path",
                            left.stream().map(LeftInPlace::details).toList()),
                    left.stream().allMatch(LeftInPlace::known));
        } else {
            LeftInPlace.tell(scene, left);
            PlanRound.over(scene, computing.monitor(), "nothing can be protected without harm");
        }
    }

    private static void nothingSought(Scene scene, Stage.Computing computing) {
        boolean declined = scene.any(ProtectionState.NoPath.class::isInstance);
        if (declined) {
            PlanRound.over(scene, computing.monitor(), "nothing more can be protected");
        } else if (scene.any(TakeBack::isUnderWay)) {
            PlanRound.over(scene, computing.monitor(), "what was taken back is removed first");
        } else if (scene.any(ProtectionState.Restored.class::isInstance) && !scene.leaves()) {
            Close.resolved(scene);
        } else if (scene.any(ProtectionState.Unneeded.class::isInstance) && !scene.leaves()) {
            Close.noImpact(
                    scene,
                    scene.picture().links().allClear()
                            ? CloseReason.CLEARED_BEFORE_ACTION
                            : CloseReason.NO_SERVICES_AFFECTED);
        } else {
            Escalate.stop(scene, "unprotected", "Services suffer and nothing protects them", Map.of());
        }
    }
}
