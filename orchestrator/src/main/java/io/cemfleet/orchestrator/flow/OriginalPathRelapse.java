package io.cemfleet.orchestrator.flow;

import io.cemfleet.a2a.contract.RestorationUpdate;
import io.cemfleet.orchestrator.incident.IncidentLinks;
import io.cemfleet.orchestrator.incident.IncidentStage;
import io.cemfleet.orchestrator.incident.MonitoringRequestState;
import io.cemfleet.orchestrator.incident.Protection;
import io.cemfleet.orchestrator.incident.ProtectionRoute;
import io.cemfleet.orchestrator.incident.ProtectionState;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Handles an original path that degrades again while traffic returns to it, or afterwards. */
final class OriginalPathRelapse {
    private OriginalPathRelapse() {}

    /**
     * The restoration monitor saw the relapse and has put the traffic back on its tunnels; alarms may have reported it
     * before.
     */
    static void seen(IncidentWorkUnit scene, RestorationUpdate.Request seen) {
        backOnTunnels(scene, seen);
        MonitoringRequestState watch = scene.progress().watch();
        scene.become(scene.progress().with(watch.wanted() ? watch : watch.relapsed()));
        if (scene.stage() instanceof IncidentStage.Restoring restoring) {
            scene.move(restoring.relapse(), "the original path degraded again");
        }
        if (scene.stage() instanceof IncidentStage.Monitoring) {
            IncidentReporter.status(
                    scene,
                    "SLA degraded again on original path, traffic stays on its tunnels",
                    MonitoringPhase.phaseSix(scene, "sla_relapsed", seen.details()));
        }
    }

    static void backOnTunnels(IncidentWorkUnit scene, RestorationUpdate.Request seen) {
        RestorationReports.each(
                scene,
                seen,
                state -> state instanceof ProtectionState.Returning returning ? returning.relapsed() : state);
    }

    /**
     * Alarms name links again that never cleared. That matters only where traffic has returned to one of them or is
     * returning: returning traffic goes back on its tunnels, and returned traffic is assessed again, by the next round
     * where one is under way or an operator has taken the incident over.
     */
    static void raisedAgain(IncidentWorkUnit scene, Collection<String> links) {
        Set<String> back = scene.protections().stream()
                .map(Protection::state)
                .filter(ProtectionState.Restored.class::isInstance)
                .flatMap(state -> original(state.routeOrNull()).stream())
                .collect(Collectors.toSet());
        List<String> reached = links.stream().filter(back::contains).toList();
        boolean later = scene.resting()
                || PlanRound.running(scene)
                || scene.stage() instanceof IncidentStage.Dampening && !scene.carries();
        if (later) {
            IncidentLinks known = scene.picture().links();
            scene.become(scene.picture().with(known.collecting(reached)));
            return;
        }
        if (returnsOver(scene, links) && scene.stage() instanceof IncidentStage.Restoring restoring) {
            scene.become(scene.progress().replanned());
            scene.move(restoring.relapse(), String.join(", ", links) + " degraded again");
            count(scene, links);
        }
        if (!reached.isEmpty() && scene.stage() instanceof IncidentStage.Reassesses going) {
            scene.moveReplanned(going.reassess(), String.join(", ", reached) + " degraded again");
        }
    }

    /** Whether traffic is on its way back over one of these links. */
    static boolean returnsOver(IncidentWorkUnit scene, Collection<String> links) {
        return scene.stage() instanceof IncidentStage.Restoring
                && scene.protections().stream()
                        .map(Protection::state)
                        .filter(ProtectionState.Returning.class::isInstance)
                        .flatMap(state -> original(state.routeOrNull()).stream())
                        .anyMatch(links::contains);
    }

    /** The next watch first puts returning traffic back on its tunnels, and holds longer. */
    static void count(IncidentWorkUnit scene, Collection<String> links) {
        scene.become(scene.progress().with(scene.progress().watch().relapsed().again()));
        IncidentReporter.status(
                scene,
                "SLA degraded again on original path, traffic goes back on its tunnels",
                MonitoringPhase.phaseSix(scene, "sla_relapsed", Map.of("degraded_links", List.copyOf(links))));
    }

    private static List<String> original(@Nullable ProtectionRoute route) {
        return route == null ? List.of() : route.originalPath().links();
    }
}
