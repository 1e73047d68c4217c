package io.cemfleet.orchestrator.flow;

import io.cemfleet.a2a.contract.RestorationUpdate;
import io.cemfleet.a2a.contract.StatusDetails;
import io.cemfleet.orchestrator.incident.IncidentLinks;
import io.cemfleet.orchestrator.incident.IncidentStage;
import io.cemfleet.orchestrator.incident.MonitoringRequestState;
import io.cemfleet.orchestrator.incident.Protection;
import io.cemfleet.orchestrator.incident.ProtectionRoute;
import io.cemfleet.orchestrator.incident.ProtectionState;
import java.util.Collection;
import java.util.List;
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
    static void fold(IncidentWorkUnit work, RestorationUpdate.Request report) {
        backOnTunnels(work, report);
        MonitoringRequestState monitoring = work.progress().monitoring();
        work.update(work.progress().with(monitoring.wanted() ? monitoring : monitoring.relapsed()));
        if (work.stage() instanceof IncidentStage.Restoring restoring) {
            work.move(restoring.relapse(), "the original path degraded again");
        }
        if (work.stage() instanceof IncidentStage.Monitoring) {
            IncidentReporter.status(
                    work,
                    "SLA degraded again on original path, traffic stays on its tunnels",
                    MonitoringPhase.details(work, "sla_relapsed", report.details()));
        }
    }

    static void backOnTunnels(IncidentWorkUnit work, RestorationUpdate.Request report) {
        RestorationReports.changeNamed(
                work,
                report,
                state -> state instanceof ProtectionState.Returning returning ? returning.relapsed() : state);
    }

    /**
     * Alarms name links again that never cleared. That matters only where traffic has returned to one of them or is
     * returning: returning traffic goes back on its tunnels, and returned traffic is assessed again, by the next round
     * where one is under way or an operator has taken the incident over.
     */
    static void raisedAgain(IncidentWorkUnit work, Collection<String> links) {
        Set<String> back = work.protections().stream()
                .map(Protection::state)
                .filter(ProtectionState.Restored.class::isInstance)
                .flatMap(state -> originalLinks(state.routeOrNull()).stream())
                .collect(Collectors.toSet());
        List<String> reached = links.stream().filter(back::contains).toList();
        boolean later = work.automationPaused()
                || PlanRound.running(work)
                || (work.stage() instanceof IncidentStage.Dampening && !work.carriesTraffic());
        if (later) {
            IncidentLinks known = work.context().links();
            work.update(work.context().with(known.collecting(reached)));
            return;
        }
        if (returnsOver(work, links) && work.stage() instanceof IncidentStage.Restoring restoring) {
            work.update(work.progress().replanned());
            work.move(restoring.relapse(), String.join(", ", links) + " degraded again");
            count(work, links);
        }
        if (!reached.isEmpty() && work.stage() instanceof IncidentStage.Reassesses going) {
            work.moveReplanned(going.reassess(), String.join(", ", reached) + " degraded again");
        }
    }

    /** Whether traffic is on its way back over one of these links. */
    static boolean returnsOver(IncidentWorkUnit work, Collection<String> links) {
        return work.stage() instanceof IncidentStage.Restoring
                && work.protections().stream()
                        .map(Protection::state)
                        .filter(ProtectionState.Returning.class::isInstance)
                        .flatMap(state -> originalLinks(state.routeOrNull()).stream())
                        .anyMatch(links::contains);
    }

    /** The next watch first puts returning traffic back on its tunnels, and holds longer. */
    static void count(IncidentWorkUnit work, Collection<String> links) {
        work.update(work.progress().with(work.progress().monitoring().relapsed().requestedAgain()));
        IncidentReporter.status(
                work,
                "SLA degraded again on original path, traffic goes back on its tunnels",
                MonitoringPhase.details(
                        work, "sla_relapsed", new StatusDetails.LinkDegradation(List.copyOf(links)).members()));
    }

    private static List<String> originalLinks(@Nullable ProtectionRoute route) {
        return route == null ? List.of() : route.originalPath().links();
    }
}
