package io.cemfleet.orchestrator.flow;

import io.cemfleet.a2a.contract.EscalationReason;
import io.cemfleet.orchestrator.incident.IncidentLinks;
import io.cemfleet.orchestrator.incident.IncidentStage;
import io.cemfleet.orchestrator.incident.Protection;
import io.cemfleet.orchestrator.incident.ProtectionRecord;
import io.cemfleet.orchestrator.incident.ProtectionState;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One assessment, then one plan. Reports that arrive meanwhile never restart a round: the answers are used for what
 * they cover, and the next round takes up the rest, once protections are built. So under any stream of updates an
 * incident leaves a round after one answer to each query, each within {@code attempts} times {@code patience} and the
 * pauses between them.
 */
final class PlanRound {
    private PlanRound() {}

    /** Whether a query is open, or will be repeated. */
    static boolean running(IncidentWorkUnit work) {
        return switch (work.stage()) {
            case IncidentStage.Assessing assessing -> true;
            case IncidentStage.Computing computing -> work.any(ProtectionState.Wanted.class::isInstance);
            default -> false;
        };
    }

    /** Begins the next round or closes the incident, where there is cause; false where there is none. */
    static boolean next(IncidentWorkUnit work, IncidentStage.Reassesses standing) {
        IncidentOverlap.forgetCleared(work);
        IncidentLinks links = work.context().links();
        if (!links.others().isEmpty() && work.any(ProtectionWithdrawal::waitsForChange)) {
            work.wakeAt(work.now().plus(work.rules().waits().reassess()));
        }
        if (!links.waiting().isEmpty()) {
            ProtectionReplanning.around(work, links.waiting());
            work.moveReplanned(
                    standing.reassess(), "the incident grew meanwhile by " + String.join(", ", links.waiting()));
            return true;
        }
        if (links.allClear()) {
            return standing instanceof IncidentStage.Monitoring && closedWithoutPath(work);
        }
        if (!isDue(work, standing)) {
            return false;
        }
        ProtectionReplanning.around(work, links.avoided());
        work.moveReplanned(standing.reassess(), "what could not be protected is checked again");
        work.update(work.progress().repeating(true));
        return true;
    }

    private static boolean closedWithoutPath(IncidentWorkUnit work) {
        boolean closes = work.any(ProtectionState.NoPath.class::isInstance)
                && !work.any(ProtectionState.Covered.class::isInstance)
                && !work.any(ProtectionState.Restored.class::isInstance)
                && !work.carriesTraffic()
                && !work.hasLeftovers();
        if (closes) {
            IncidentClosure.noPath(work);
        }
        return closes;
    }

    /**
     * Whether declined protections are to be requested again: when capacity was freed, and otherwise from time to time.
     */
    private static boolean isDue(IncidentWorkUnit work, IncidentStage.Reassesses standing) {
        boolean byTime = standing instanceof IncidentStage.Monitoring;
        boolean stuck = standing instanceof IncidentStage.Escalated escalated
                && escalated.reason() == EscalationReason.NO_ALTERNATE_PATH;
        if (!byTime && !stuck) {
            return false;
        }
        Instant freed = work.progress().freedAt();
        boolean due = false;
        for (Protection protection : work.protections()) {
            ProtectionRecord.PlanDecline declined = protection.record().declined();
            if (declined == null || !awaitsBetterPath(work, protection)) {
                continue;
            }
            Instant later = declined.requestedAt().plus(work.rules().waits().reassess());
            boolean passed = byTime && !later.isAfter(work.now());
            due |= passed || (freed != null && freed.isAfter(declined.requestedAt()));
            work.wakeAt(byTime ? later : null);
        }
        return due;
    }

    /** Whether it would take a path, or a better one, if there were one. */
    private static boolean awaitsBetterPath(IncidentWorkUnit work, Protection protection) {
        return switch (protection.state()) {
            case ProtectionState.NoPath none -> !ProtectionWithdrawal.isSuspended(work, protection);
            case ProtectionState.Steered steered ->
                !Collections.disjoint(
                        steered.route().path().links(), work.context().links().avoided());
            default -> false;
        };
    }

    /**
     * Some links cleared: no path is sought for traffic that crosses none of the others, and the rest may find capacity
     * now.
     */
    static void cleared(IncidentWorkUnit work) {
        capacityFreed(work);
        for (Protection protection : work.protections()) {
            boolean better =
                    protection.state() instanceof ProtectionState.Steered && !awaitsBetterPath(work, protection);
            if (better && protection.record().declined() != null) {
                work.put(protection.declined(null));
            }
        }
        if (dropCleared(work)) {
            work.update(work.progress().replanned());
        }
    }

    /** Protections that a plan declined may find capacity from now on. */
    static void capacityFreed(IncidentWorkUnit work) {
        work.update(work.progress().freed(work.now()));
        ProtectionWithdrawal.resumeSuspended(work);
    }

    /**
     * Drops protections whose traffic crosses links that cleared and none that is degraded; true when there were any.
     */
    static boolean dropCleared(IncidentWorkUnit work) {
        IncidentLinks links = work.context().links();
        List<String> present = links.present();
        boolean any = false;
        for (Protection protection : work.protections()) {
            List<String> crossed = protection.scope().currentLinks();
            boolean atItsEnd = present.isEmpty() && protection.state() instanceof ProtectionState.NoPath;
            boolean clear = links.allClear()
                    || (!Collections.disjoint(crossed, links.cleared()) && Collections.disjoint(crossed, present));
            if (!atItsEnd && clear) {
                any |= drop(work, protection);
            }
        }
        return any;
    }

    /** Drops a protection for which nothing was built yet; false where there is nothing to drop. */
    static boolean drop(IncidentWorkUnit work, Protection protection) {
        ProtectionState next =
                switch (protection.state()) {
                    case ProtectionState.Wanted wanted -> wanted.unneeded();
                    case ProtectionState.Proposed proposed -> proposed.unneeded();
                    case ProtectionState.NoPath none -> new ProtectionState.Unneeded();
                    default -> null;
                };
        if (next == null) {
            return false;
        }
        work.put(protection.declined(null).in(next));
        return true;
    }

    /** The repeated query got no answer: everything stays unchanged until the next round. */
    static void unanswered(IncidentWorkUnit work, IncidentStage standing) {
        for (Protection protection : work.protections()) {
            ProtectionRecord.PlanDecline declined = protection.record().declined();
            Protection before = protection.state() instanceof ProtectionState.Wanted wanted
                    ? protection.in(wanted.noPath(List.of()))
                    : protection;
            if (declined != null) {
                work.put(before.declined(new ProtectionRecord.PlanDecline(declined.decline(), work.now())));
            }
        }
        switch (standing) {
            case IncidentStage.Assessing assessing -> end(work, assessing.monitor(), "it is not known who suffers now");
            case IncidentStage.Computing computing -> end(work, computing.monitor(), "no plan could be computed");
            default -> throw new IllegalStateException(standing.label() + " asks nothing");
        }
    }

    /** The round is over, and nothing new is built. */
    static void end(IncidentWorkUnit work, IncidentStage.Monitoring monitoring, String reason) {
        boolean watched =
                work.progress().repeated() && work.progress().monitoring().revision() > 0;
        if (!(work.carriesTraffic() && watched) && (work.carriesTraffic() || work.coveredElsewhere())) {
            MonitoringPhase.enter(work, monitoring, reason);
            return;
        }
        boolean news = RoundReportingRule.standing(work);
        if (!work.carriesTraffic()) {
            OperatorCommands.cancelWatch(work);
        }
        work.move(monitoring, reason);
        if (!news) {
            return;
        }
        Map<String, Object> details = new LinkedHashMap<>(DeclinedProtection.unprotectedNow(work));
        details.put("looked_at_again_seconds", work.rules().waits().reassess().toSeconds());
        IncidentReporter.status(
                work,
                IncidentTexts.protectionSummary(work),
                MonitoringPhase.details(work, work.carriesTraffic() ? "monitoring_goes_on" : "unprotected", details));
    }
}
