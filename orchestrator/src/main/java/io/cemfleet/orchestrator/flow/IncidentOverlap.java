package io.cemfleet.orchestrator.flow;

import io.cemfleet.a2a.contract.AuditEventType;
import io.cemfleet.a2a.contract.EscalationReason;
import io.cemfleet.orchestrator.incident.IncidentFact;
import io.cemfleet.orchestrator.incident.IncidentLinks;
import io.cemfleet.orchestrator.incident.IncidentStage;
import io.cemfleet.orchestrator.incident.Protection;
import io.cemfleet.orchestrator.incident.ProtectionKey;
import io.cemfleet.orchestrator.incident.ProtectionKeyRegistry;
import io.cemfleet.orchestrator.incident.ProtectionState;
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
 * Two incidents never write for the same traffic: the first one owns it. The second one records that it is covered, has
 * the owner avoid its links too, and takes the traffic over when the owner releases it.
 */
final class IncidentOverlap {
    private IncidentOverlap() {}

    /**
     * Runs before paths are sought: traffic that other incidents protect is covered, and keys on which automation has
     * stopped are left.
     */
    static void settle(IncidentWorkUnit scene) {
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

    private static void leave(IncidentWorkUnit scene, List<Protection> stopped, boolean more) {
        for (Protection protection : stopped) {
            ProtectionState.Wanted wanted = (ProtectionState.Wanted) protection.state();
            scene.put(protection.in(wanted.stopped()));
        }
        HeldTunnels.takeBack(scene, stopped);
        boolean goesOn =
                more || scene.carries() || scene.protections().stream().anyMatch(ProvisionAndSteerPhase::onItsWay);
        IncidentEscalation.stopUnless(
                goesOn,
                scene,
                EscalationReason.DID_NOT_HELP,
                "What was done did not help " + ProtectionKeyRegistry.MOST_NOT_HELPED
                        + " times in a row, a person has to decide",
                Map.of("protections", stopped.stream().map(Protection::id).toList()));
    }

    private static void cover(IncidentWorkUnit scene, List<Protection> wanted) {
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
            IncidentReporter.status(
                    scene,
                    "Another incident protects " + others.size() + " of the protections",
                    Map.of("covered_by", covered));
        }
    }

    private static void avoidToo(IncidentWorkUnit scene, String owner) {
        List<String> links = scene.picture().links().present();
        if (!scene.keys().avoids(owner, links)) {
            scene.ask(
                    owner, new IncidentFact.AvoidanceRequested(scene.incident().incidentId(), links));
        }
    }

    /** Checks covered traffic regularly: true when the incident has to be assessed again. */
    static boolean released(IncidentWorkUnit scene) {
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

    /**
     * A protection of this incident carries another incident's traffic: a path that crosses that incident's links is
     * replaced.
     */
    static String avoid(IncidentWorkUnit scene, IncidentFact.AvoidanceRequested asked) {
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
        boolean crossed = ProtectionReplanning.around(scene, added);
        if (crossed) {
            scene.supersedeQueries();
            begin(scene, added, asked.incidentId());
        }
        return "folded";
    }

    /** A round that is under way takes the links up by itself. */
    private static void begin(IncidentWorkUnit scene, List<String> added, String incidentId) {
        switch (scene.stage()) {
            case IncidentStage.Recomputes going -> scene.move(going.recompute(), "the protection path degrades");
            case IncidentStage.Dampening dampening -> scene.move(dampening.assess(), "the protection path degrades");
            default -> {
                return;
            }
        }
        IncidentReporter.status(
                scene,
                "Protection path degraded on " + String.join(", ", added) + ", computing another path",
                Map.of("degraded_links", added, "incident_id", incidentId));
    }

    /** Links on these paths that are degraded in other incidents are avoided from now on; returns them. */
    static List<String> learn(IncidentWorkUnit scene, List<Protection> protections) {
        IncidentLinks links = scene.picture().links();
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

    /**
     * Links of other incidents that cleared there are no longer avoided: a protection that had no path without them may
     * have one now.
     */
    static void forgetCleared(IncidentWorkUnit scene) {
        IncidentLinks links = scene.picture().links();
        if (links.others().isEmpty()) {
            return;
        }
        String self = scene.incident().incidentId();
        IncidentLinks now = links.avoidingStill(scene.keys().degradedElsewhere(self, links.others()));
        if (!now.equals(links)) {
            scene.become(scene.picture().with(now));
            PlanRound.freed(scene);
        }
    }
}
