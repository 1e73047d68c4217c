package io.cemfleet.orchestrator.flow;

import io.cemfleet.a2a.contract.AuditEventType;
import io.cemfleet.a2a.contract.ComputePath;
import io.cemfleet.a2a.contract.ComputePlan;
import io.cemfleet.a2a.contract.PathMetric;
import io.cemfleet.orchestrator.incident.Answer;
import io.cemfleet.orchestrator.incident.Call;
import io.cemfleet.orchestrator.incident.Protection;
import io.cemfleet.orchestrator.incident.ProtectionState;
import io.cemfleet.orchestrator.incident.Route;
import io.cemfleet.orchestrator.incident.Stage;
import io.cemfleet.orchestrator.incident.Step;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Phase 3: a path for each protection, all placed together; the degraded links are never among them. */
final class Compute {
    private Compute() {}

    static void advance(Scene scene) {
        if (scene.hasOpen(Call.WHOLE, Step.COMPUTE)) {
            return;
        }
        if (!scene.progress().retry().due(scene.now())) {
            scene.wakeAt(scene.progress().retry().notBefore());
            return;
        }
        List<ComputePlan.Demand> demands = scene.protections().stream()
                .filter(p -> p.state() instanceof ProtectionState.Wanted)
                .map(p -> demand(scene, p))
                .toList();
        scene.call(
                Step.COMPUTE,
                Call.WHOLE,
                scene.progress().retry().failures() + 1,
                new ComputePlan.Request(scene.incident().incidentId(), demands));
    }

    private static ComputePlan.Demand demand(Scene scene, Protection protection) {
        var rules = scene.rules().path();
        ComputePath.Request constraints = new ComputePath.Request(
                protection.key().headEnd(),
                protection.key().endPoint(),
                new ComputePath.Avoid(scene.picture().links().all(), List.of(), List.of()),
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
                protection.cover().currentLinks());
    }

    static void answered(Scene scene, Answer answer) {
        if (!(scene.stage() instanceof Stage.Computing computing)) {
            return;
        }
        if (answer instanceof Answer.Done(ComputePlan.Result plan)) {
            List<Protection> wanted = scene.protections().stream()
                    .filter(p -> p.state() instanceof ProtectionState.Wanted)
                    .toList();
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
        List<Map<String, Object>> missing = new ArrayList<>();
        for (Protection protection : wanted) {
            ComputePlan.Placed place = java.util.Objects.requireNonNull(placed.get(protection.id()));
            Protection next = place(protection, place);
            scene.put(next);
            if (next.state() instanceof ProtectionState.Planned) {
                found.add(next);
            } else {
                missing.add(why(protection, place.answer()));
            }
        }
        scene.audit(
                AuditEventType.PATH_COMPUTED,
                Map.of("paths", found.stream().map(Details::path).toList(), "without_path", missing));
        if (!found.isEmpty()) {
            String message = "Alternate path found (" + Details.pathType(found.getFirst()) + "), provisioning tunnel";
            Updates.status(scene, message, Details.paths(found));
        }
        go(scene, computing, missing);
    }

    private static Protection place(Protection protection, ComputePlan.Placed place) {
        ProtectionState.Wanted wanted = (ProtectionState.Wanted) protection.state();
        ComputePath.Result answer = place.answer();
        var path = answer.path();
        if (answer.pathFound() && path != null) {
            Route route = new Route(path, answer.alternatives(), place.originalPath(), answer.relaxed());
            return protection.in(wanted.planned(route));
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
        boolean carries = scene.protections().stream().anyMatch(p -> p.state().carriesTraffic());
        String message = "No alternate path found for " + missing.size() + " of the protections";
        Map<String, Object> evidence = Map.of("without_path", missing);
        if (!onItsWay && !carries) {
            if (scene.picture().links().allClear()) {
                Close.noPath(scene);
            } else {
                Escalate.stop(
                        scene, "no_alternate_path", "No alternate path found, an operator has to decide", evidence);
            }
            return;
        }
        if (!missing.isEmpty()) {
            Escalate.flag(scene, "no_alternate_path", message, evidence);
        }
        if (onItsWay) {
            scene.move(computing.provision(), "paths found");
        } else {
            Monitor.enter(scene, computing.monitor(), "nothing more can be protected");
        }
    }
}
