package io.cemfleet.orchestrator.flow;

import io.cemfleet.a2a.contract.AuditEventType;
import io.cemfleet.a2a.contract.ComputePath;
import io.cemfleet.a2a.contract.ComputePlan;
import io.cemfleet.a2a.contract.PathMetric;
import io.cemfleet.orchestrator.incident.Answer;
import io.cemfleet.orchestrator.incident.Autonomy;
import io.cemfleet.orchestrator.incident.Call;
import io.cemfleet.orchestrator.incident.NoPath;
import io.cemfleet.orchestrator.incident.Protection;
import io.cemfleet.orchestrator.incident.ProtectionState;
import io.cemfleet.orchestrator.incident.Route;
import io.cemfleet.orchestrator.incident.Stage;
import io.cemfleet.orchestrator.incident.Step;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
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
                protection.cover().services());
    }

    static void answered(Scene scene, Answer answer) {
        if (!(scene.stage() instanceof Stage.Computing computing)) {
            return;
        }
        if (answer instanceof Answer.Done(ComputePlan.Result plan)) {
            List<Protection> wanted = wanted(scene);
            Map<String, ComputePlan.Placed> placed = plan.results().stream()
                    .collect(Collectors.toMap(ComputePlan.Placed::key, Function.identity(), (one, two) -> one));
            if (wanted.stream().allMatch(p -> placed.containsKey(p.id()))) {
                planned(scene, computing, wanted, placed);
            } else {
                Answer.Failed missing = new Answer.Failed("incomplete", "the plan leaves protections out", true);
                Trouble.of(scene, missing, "path_computation_unavailable", "No plan could be computed");
            }
        } else {
            Trouble.of(scene, answer, "path_computation_unavailable", "No plan could be computed");
        }
    }

    private static void planned(
            Scene scene, Stage.Computing computing, List<Protection> wanted, Map<String, ComputePlan.Placed> placed) {
        List<Protection> found = new ArrayList<>();
        List<Protection> proposed = new ArrayList<>();
        List<Map<String, Object>> missing = new ArrayList<>();
        for (Protection protection : wanted) {
            ComputePlan.Placed place = java.util.Objects.requireNonNull(placed.get(protection.id()));
            Protection next = place(scene, protection, place);
            scene.put(next);
            if (next.state() instanceof ProtectionState.Planned) {
                found.add(next);
            } else if (next.state() instanceof ProtectionState.Proposed) {
                proposed.add(next);
            } else {
                missing.add(why(protection, place.answer()));
            }
        }
        List<Map<String, Object>> paths = Stream.concat(found.stream(), proposed.stream())
                .map(Details::path)
                .toList();
        scene.audit(AuditEventType.PATH_COMPUTED, Map.of("paths", paths, "without_path", missing));
        if (!found.isEmpty()) {
            String message = "Alternate path found (" + Details.pathType(found.getFirst()) + "), provisioning tunnel";
            Updates.status(scene, message, Details.paths(found));
        }
        if (!proposed.isEmpty()) {
            Approvals.propose(scene, proposed);
        }
        go(scene, computing, missing);
    }

    private static Protection place(Scene scene, Protection protection, ComputePlan.Placed place) {
        ProtectionState.Wanted wanted = (ProtectionState.Wanted) protection.state();
        ComputePath.Result answer = place.answer();
        var path = answer.path();
        if (answer.pathFound() && path != null) {
            Route route =
                    new Route(path, answer.alternatives(), place.originalPath(), answer.relaxed(), place.prediction());
            Autonomy.Mode mode =
                    scene.rules().handling().autonomy().of(protection.cover().tier());
            return protection.in(
                    mode == Autonomy.Mode.AUTOMATIC ? wanted.planned(route) : wanted.proposed(route, mode));
        }
        var explanation = answer.explanation();
        return protection.in(wanted.noPath(explanation == null ? List.of() : explanation.conflicting()));
    }

    private static Map<String, Object> why(Protection protection, ComputePath.Result answer) {
        Map<String, Object> why = new LinkedHashMap<>();
        why.put("protection_key", protection.id());
        why.put("services", protection.cover().services());
        var explanation = answer.explanation();
        if (explanation != null) {
            why.put("conflicting", explanation.conflicting());
            if (explanation.cheapestRelaxation() != null) {
                why.put("cheapest_relaxation", explanation.cheapestRelaxation());
            }
        }
        return why;
    }

    private static void go(Scene scene, Stage.Computing computing, List<Map<String, Object>> missing) {
        boolean onItsWay = scene.protections().stream().anyMatch(Build::onItsWay);
        boolean waits = scene.any(ProtectionState.Proposed.class::isInstance);
        boolean safe = scene.carries() || scene.covered();
        if (!onItsWay && !waits && !safe) {
            nothingProtects(scene, missing);
            return;
        }
        if (!missing.isEmpty()) {
            Escalate.flag(
                    scene,
                    "no_alternate_path",
                    "No alternate path found for " + missing.size() + " of the protections",
                    Map.of("without_path", missing));
        }
        if (onItsWay) {
            scene.move(computing.provision(), "paths found");
        } else if (!waits) {
            Monitor.enter(
                    scene,
                    computing.monitor(),
                    scene.carries() ? "nothing more can be protected" : "another incident protects the traffic");
        }
    }

    private static void nothingProtects(Scene scene, List<Map<String, Object>> missing) {
        boolean closing =
                scene.picture().links().allClear() || scene.rules().handling().noPath() == NoPath.CLOSE;
        if (scene.any(ProtectionState.Restored.class::isInstance) && missing.isEmpty() && !scene.leaves()) {
            Close.resolved(scene);
        } else if (missing.isEmpty()) {
            Escalate.stop(scene, "unprotected", "Services suffer and nothing protects them", Map.of());
        } else if (closing && !scene.leaves()) {
            Close.noPath(scene);
        } else {
            Escalate.stop(
                    scene,
                    "no_alternate_path",
                    "No alternate path found, an operator has to decide",
                    Map.of("without_path", missing));
        }
    }
}
