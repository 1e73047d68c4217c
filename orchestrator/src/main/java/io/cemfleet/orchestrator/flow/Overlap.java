package io.cemfleet.orchestrator.flow;

import io.cemfleet.a2a.contract.AuditEventType;
import io.cemfleet.orchestrator.incident.Fact;
import io.cemfleet.orchestrator.incident.Keys;
import io.cemfleet.orchestrator.incident.Links;
import io.cemfleet.orchestrator.incident.Protection;
import io.cemfleet.orchestrator.incident.ProtectionKey;
import io.cemfleet.orchestrator.incident.ProtectionState;
import io.cemfleet.orchestrator.incident.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Two incidents never write for the same traffic: the first one owns it. The second one notes that it is covered, has the
 * owner avoid its links too, and takes it on when the owner lets go.
 */
final class Overlap {
    private Overlap() {}

    /** Before paths are sought: what others protect is covered, and what automation may not touch any more is left. */
    static void settle(Scene scene) {
        List<Protection> wanted = scene.protections().stream()
                .filter(p -> p.state() instanceof ProtectionState.Wanted)
                .toList();
        List<Protection> stopped = new ArrayList<>();
        List<Protection> open = new ArrayList<>();
        for (Protection protection : wanted) {
            (scene.keys().stopped(protection.key()) ? stopped : open).add(protection);
        }
        if (!stopped.isEmpty()) {
            leave(scene, stopped, !open.isEmpty());
        }
        cover(scene, open);
    }

    private static void leave(Scene scene, List<Protection> stopped, boolean more) {
        for (Protection protection : stopped) {
            ProtectionState.Wanted wanted = (ProtectionState.Wanted) protection.state();
            scene.put(protection.in(wanted.stopped()));
        }
        HeldTunnels.takeBack(scene, stopped);
        boolean goesOn = more || scene.carries() || scene.protections().stream().anyMatch(Build::onItsWay);
        Escalate.stopUnless(
                goesOn,
                scene,
                "did_not_help",
                "What was done did not help " + Keys.MOST_NOT_HELPED + " times in a row, a person has to decide",
                Map.of("protections", stopped.stream().map(Protection::id).toList()));
    }

    private static void cover(Scene scene, List<Protection> wanted) {
        if (wanted.isEmpty()) {
            return;
        }
        String self = scene.incident().incidentId();
        Map<ProtectionKey, Protection> byKey =
                wanted.stream().collect(Collectors.toMap(Protection::key, Function.identity()));
        Map<ProtectionKey, String> others = scene.keys().claim(self, byKey.keySet());
        others.forEach((key, owner) -> {
            Protection protection = Objects.requireNonNull(byKey.get(key));
            scene.put(protection.in(new ProtectionState.Covered(owner, false)));
            avoidToo(scene, owner);
        });
        if (!others.isEmpty()) {
            List<Map<String, Object>> covered = others.entrySet().stream()
                    .map(e ->
                            Map.<String, Object>of("protection_key", e.getKey().wire(), "incident_id", e.getValue()))
                    .toList();
            scene.audit(AuditEventType.STATE_CHANGE, Map.of("covered_by", covered));
            Updates.status(
                    scene,
                    "Another incident protects " + others.size() + " of the protections",
                    Map.of("covered_by", covered));
        }
    }

    private static void avoidToo(Scene scene, String owner) {
        List<String> links = scene.picture().links().present();
        if (!scene.keys().avoids(owner, links)) {
            scene.ask(owner, new Fact.AvoidAsked(scene.incident().incidentId(), links));
        }
    }

    /** Looks after covered traffic, again and again: true when the incident has to be looked at anew. */
    static boolean released(Scene scene) {
        boolean released = false;
        for (Protection protection : scene.protections()) {
            if (!(protection.state() instanceof ProtectionState.Covered(String by, boolean over)) || over) {
                continue;
            }
            Optional<String> owner = scene.keys().owner(protection.key());
            if (owner.isEmpty() || owner.get().equals(scene.incident().incidentId())) {
                scene.put(protection.in(new ProtectionState.Covered(by, true)));
                released = true;
            } else {
                if (!owner.get().equals(by)) {
                    scene.put(protection.in(new ProtectionState.Covered(owner.get(), false)));
                }
                avoidToo(scene, owner.get());
                scene.wakeAt(scene.now().plus(scene.rules().waits().look()));
            }
        }
        return released;
    }

    /** Another incident's traffic rides a protection of this one: a path that crosses its links is left for another. */
    static String avoid(Scene scene, Fact.AvoidAsked asked) {
        List<String> known = scene.picture().links().avoided();
        List<String> added =
                asked.links().stream().filter(link -> !known.contains(link)).toList();
        if (added.isEmpty()) {
            return "known";
        }
        scene.become(scene.progress().replanned());
        scene.become(scene.picture().with(scene.picture().links().avoidingToo(added)));
        if (scene.resting()) {
            return "recorded: a person has the incident";
        }
        boolean crossed = Replan.around(scene, added);
        if (crossed) {
            scene.supersedeQueries();
            begin(scene, added, asked.incidentId());
        }
        return "folded";
    }

    /** What is under way already takes it up by itself. */
    private static void begin(Scene scene, List<String> added, String incidentId) {
        switch (scene.stage()) {
            case Stage.Recomputes going -> scene.move(going.recompute(), "the protection path degrades");
            case Stage.Dampening dampening -> scene.move(dampening.assess(), "the protection path degrades");
            default -> {
                return;
            }
        }
        Updates.status(
                scene,
                "Protection path degraded on " + String.join(", ", added) + ", computing another path",
                Map.of("degraded_links", added, "incident_id", incidentId));
    }

    /** Links on these paths that are degraded in other incidents are avoided from now on; returns them. */
    static List<String> learn(Scene scene, List<Protection> protections) {
        Links links = scene.picture().links();
        Set<String> crossed = protections.stream()
                .map(protection -> protection.state().routeOrNull())
                .filter(Objects::nonNull)
                .flatMap(route -> route.path().links().stream())
                .filter(link -> !links.avoided().contains(link))
                .collect(Collectors.toCollection(TreeSet::new));
        List<String> degraded = crossed.isEmpty()
                ? List.of()
                : scene.keys().degradedElsewhere(scene.incident().incidentId(), crossed).stream()
                        .sorted()
                        .toList();
        if (!degraded.isEmpty()) {
            scene.become(scene.picture().with(links.avoidingToo(degraded)));
        }
        return degraded;
    }

    /** Links of other incidents that cleared there are avoided no more: what had no path without them may have one now. */
    static void forgetCleared(Scene scene) {
        Links links = scene.picture().links();
        if (links.others().isEmpty()) {
            return;
        }
        String self = scene.incident().incidentId();
        Links now = links.avoidingStill(scene.keys().degradedElsewhere(self, links.others()));
        if (!now.equals(links)) {
            scene.become(scene.picture().with(now));
            PlanRound.freed(scene);
        }
    }
}
