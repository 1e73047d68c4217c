package io.cemfleet.orchestrator.flow;

import io.cemfleet.a2a.contract.AuditEventType;
import io.cemfleet.a2a.contract.EscalationReason;
import io.cemfleet.a2a.contract.StatusDetails;
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
    static void settle(IncidentWorkUnit work) {
        List<Protection> wanted = work.protections().stream()
                .filter(p -> p.state() instanceof ProtectionState.Wanted)
                .toList();
        List<Protection> stopped = new ArrayList<>();
        List<Protection> open = new ArrayList<>();
        for (Protection protection : wanted) {
            (work.keys().stopped(protection.key()) ? stopped : open).add(protection);
        }
        if (!stopped.isEmpty()) {
            leave(work, stopped, !open.isEmpty());
        }
        cover(work, open);
    }

    private static void leave(IncidentWorkUnit work, List<Protection> stopped, boolean more) {
        for (Protection protection : stopped) {
            ProtectionState.Wanted wanted = (ProtectionState.Wanted) protection.state();
            work.put(protection.in(wanted.stopped()));
        }
        HeldTunnels.withdrawUseless(work, stopped);
        boolean goesOn = more
                || work.carriesTraffic()
                || work.protections().stream().anyMatch(ProvisionAndSteerPhase::isUnderWay);
        IncidentEscalation.stopUnless(
                goesOn,
                work,
                EscalationReason.DID_NOT_HELP,
                "What was done did not help " + ProtectionKeyRegistry.MOST_NOT_HELPED
                        + " times in a row, a person has to decide",
                Map.of("protections", stopped.stream().map(Protection::id).toList()));
    }

    private static void cover(IncidentWorkUnit work, List<Protection> wanted) {
        if (wanted.isEmpty()) {
            return;
        }
        String self = work.incident().incidentId();
        Map<ProtectionKey, Protection> byKey =
                wanted.stream().collect(Collectors.toMap(Protection::key, Function.identity()));
        Map<ProtectionKey, String> others = work.keys().claim(self, byKey.keySet());
        others.forEach((key, owner) -> {
            Protection protection = Objects.requireNonNull(byKey.get(key));
            work.put(protection.in(new ProtectionState.Covered(owner, false)));
            avoidToo(work, owner);
        });
        if (!others.isEmpty()) {
            List<Map<String, Object>> covered = others.entrySet().stream()
                    .map(e ->
                            Map.<String, Object>of("protection_key", e.getKey().wire(), "incident_id", e.getValue()))
                    .toList();
            work.audit(AuditEventType.STATE_CHANGE, Map.of("covered_by", covered));
            IncidentReporter.status(
                    work,
                    "Another incident protects " + others.size() + " of the protections",
                    Map.of("covered_by", covered));
        }
    }

    private static void avoidToo(IncidentWorkUnit work, String owner) {
        List<String> links = work.context().links().present();
        if (!work.keys().avoids(owner, links)) {
            work.notifyIncident(
                    owner, new IncidentFact.AvoidanceRequested(work.incident().incidentId(), links));
        }
    }

    /** Checks covered traffic regularly: true when the incident has to be assessed again. */
    static boolean released(IncidentWorkUnit work) {
        boolean released = false;
        for (Protection protection : work.protections()) {
            if (!(protection.state() instanceof ProtectionState.Covered(String by, boolean over)) || over) {
                continue;
            }
            Optional<String> owner = work.keys().owner(protection.key());
            if (owner.isEmpty() || owner.get().equals(work.incident().incidentId())) {
                work.put(protection.in(new ProtectionState.Covered(by, true)));
                released = true;
            } else {
                if (!owner.get().equals(by)) {
                    work.put(protection.in(new ProtectionState.Covered(owner.get(), false)));
                }
                avoidToo(work, owner.get());
                work.wakeAt(work.now().plus(work.rules().waits().recheck()));
            }
        }
        return released;
    }

    /**
     * A protection of this incident carries another incident's traffic: a path that crosses that incident's links is
     * replaced.
     */
    static String avoid(IncidentWorkUnit work, IncidentFact.AvoidanceRequested request) {
        List<String> known = work.context().links().avoided();
        List<String> added =
                request.links().stream().filter(link -> !known.contains(link)).toList();
        if (added.isEmpty()) {
            return "known";
        }
        work.update(work.progress().replanned());
        work.update(work.context().with(work.context().links().avoidingToo(added)));
        if (work.automationPaused()) {
            return "recorded: a person has the incident";
        }
        boolean crossed = ProtectionReplanning.around(work, added);
        if (crossed) {
            work.supersedeQueries();
            begin(work, added, request.incidentId());
        }
        return "folded";
    }

    /** A round that is under way takes the links up by itself. */
    private static void begin(IncidentWorkUnit work, List<String> added, String incidentId) {
        switch (work.stage()) {
            case IncidentStage.Recomputes going -> work.move(going.recompute(), "the protection path degrades");
            case IncidentStage.Dampening dampening -> work.move(dampening.assess(), "the protection path degrades");
            default -> {
                return;
            }
        }
        IncidentReporter.status(
                work,
                "Protection path degraded on " + String.join(", ", added) + ", computing another path",
                new StatusDetails.LinkDegradation(added, null, incidentId).members());
    }

    /** Links on these paths that are degraded in other incidents are avoided from now on; returns them. */
    static List<String> learn(IncidentWorkUnit work, List<Protection> protections) {
        IncidentLinks links = work.context().links();
        Set<String> crossed = protections.stream()
                .map(protection -> protection.state().routeOrNull())
                .filter(Objects::nonNull)
                .flatMap(route -> route.path().links().stream())
                .filter(link -> !links.avoided().contains(link))
                .collect(Collectors.toCollection(TreeSet::new));
        List<String> degraded = crossed.isEmpty()
                ? List.of()
                : work.keys().degradedElsewhere(work.incident().incidentId(), crossed).stream()
                        .sorted()
                        .toList();
        if (!degraded.isEmpty()) {
            work.update(work.context().with(links.avoidingToo(degraded)));
        }
        return degraded;
    }

    /**
     * Links of other incidents that cleared there are no longer avoided: a protection that had no path without them may
     * have one now.
     */
    static void forgetCleared(IncidentWorkUnit work) {
        IncidentLinks links = work.context().links();
        if (links.others().isEmpty()) {
            return;
        }
        String self = work.incident().incidentId();
        IncidentLinks now = links.avoidingStill(work.keys().degradedElsewhere(self, links.others()));
        if (!now.equals(links)) {
            work.update(work.context().with(now));
            PlanRound.capacityFreed(work);
        }
    }
}
