package io.cemfleet.orchestrator.flow;

import io.cemfleet.a2a.contract.CloseReason;
import io.cemfleet.a2a.contract.IncidentUpdated;
import io.cemfleet.a2a.contract.RestorationEvent;
import io.cemfleet.a2a.contract.StatusDetails;
import io.cemfleet.orchestrator.incident.FlapState;
import io.cemfleet.orchestrator.incident.IncidentFact;
import io.cemfleet.orchestrator.incident.IncidentLinks;
import io.cemfleet.orchestrator.incident.IncidentStage;
import io.cemfleet.orchestrator.incident.Protection;
import io.cemfleet.orchestrator.incident.ProtectionState;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Folds facts in between steps. Only a change of the links to protect against, or an operator's decision, leads to a
 * new plan.
 */
final class FactFolding {
    private FactFolding() {}

    /** Folds a fact in; returns its result, for the record. */
    static String fact(IncidentWorkUnit work, IncidentFact fact) {
        if (work.incident().closed()) {
            return "recorded: the incident is closed";
        }
        return switch (fact) {
            case IncidentFact.RestorationReported(var report) -> {
                if (report.event() == RestorationEvent.RESTORED) {
                    PlanRound.capacityFreed(work);
                }
                yield RestorationReports.fold(work, report);
            }
            case IncidentFact.UpdateReceived(var update) -> updated(work, update);
            case IncidentFact.CloseRequested request -> {
                work.update(work.progress().replanned());
                OperatorClosure.all(work, request);
                yield "folded";
            }
            case IncidentFact.OperatorDecided decision -> OperatorCommands.decided(work, decision);
            case IncidentFact.HandedBack back -> OperatorCommands.handedBack(work, back);
            case IncidentFact.AvoidanceRequested request -> IncidentOverlap.avoid(work, request);
            case IncidentFact.CongestionReported(var report) -> CongestionRelief.fold(work, report);
            case IncidentFact.TunnelChangeReported(var found) -> TunnelRecreation.fold(work, found);
        };
    }

    private static String updated(IncidentWorkUnit work, IncidentUpdated.Request update) {
        boolean worse = update.severity().worseThan(work.context().severity());
        work.update(work.context().counting(update.alertCount(), update.severity()));
        switch (update.kind()) {
            case GROWN -> grown(work, update);
            case CLEARED -> cleared(work, update);
            case FLAPPING -> flapping(work, update);
            case SEVERITY -> {
                if (worse && !(work.stage() instanceof IncidentStage.Detecting)) {
                    IncidentReporter.status(
                            work,
                            "Severity rose to " + update.severity().wire(),
                            new StatusDetails.SeverityRise(update.severity()).members());
                }
            }
        }
        return "folded";
    }

    private static void grown(IncidentWorkUnit work, IncidentUpdated.Request update) {
        List<String> candidates = update.ambiguousLinks() == null ? List.of() : update.ambiguousLinks();
        IncidentLinks before = work.context().links();
        Set<String> reported = new LinkedHashSet<>(update.degradedLinks());
        reported.addAll(candidates);
        List<String> added = before.newAmong(reported);
        IncidentLinks grown = before.grown(update.degradedLinks(), candidates);
        boolean collected = PlanRound.running(work) && !work.automationPaused();
        work.update(work.context().with(collected ? grown.collecting(added) : grown));
        if (added.isEmpty()) {
            OriginalPathRelapse.raisedAgain(work, reported);
            return;
        }
        work.update(work.progress().replanned());
        ProtectionWithdrawal.resumeSuspended(work);
        boolean dampened = work.stage() instanceof IncidentStage.Dampening && !work.carriesTraffic();
        if (work.stage() instanceof IncidentStage.Reassesses going
                && !collected
                && !dampened
                && !work.automationPaused()) {
            if (OriginalPathRelapse.returnsOver(work, added)) {
                OriginalPathRelapse.count(work, added);
            }
            ProtectionReplanning.around(work, added);
            work.move(going.reassess(), "the incident grew by " + String.join(", ", added));
        }
        if (!(work.stage() instanceof IncidentStage.Detecting)) {
            IncidentLinks now = work.context().links();
            IncidentReporter.status(
                    work,
                    "Incident grew by " + String.join(", ", added) + ", assessing impact",
                    new StatusDetails.LinkDegradation(
                                    now.degraded(), now.ambiguous().isEmpty() ? null : now.ambiguous(), null)
                            .members());
        }
    }

    /** A clear ends the incident while nothing was done; later it is only evidence, since traffic has moved. */
    private static void cleared(IncidentWorkUnit work, IncidentUpdated.Request update) {
        IncidentLinks before = work.context().links();
        IncidentLinks links = before.clearing(update.clearedLinks());
        work.update(work.context().with(links));
        if (work.automationPaused()) {
            return;
        }
        if (!links.allClear()) {
            if (links.present().size() < before.present().size()) {
                PlanRound.cleared(work);
            }
            return;
        }
        PlanRound.dropCleared(work);
        boolean early = !work.carriesTraffic() && !work.hasLeftovers() && nothingBegan(work);
        switch (work.stage()) {
            case IncidentStage.Detecting detecting -> IncidentClosure.noImpact(work, CloseReason.CLEARED_BEFORE_ACTION);
            case IncidentStage.Dampening dampening
            when early -> IncidentClosure.noImpact(work, CloseReason.CLEARED_BEFORE_ACTION);
            case IncidentStage.Assessing assessing
            when early -> IncidentClosure.noImpact(work, CloseReason.CLEARED_BEFORE_ACTION);
            case IncidentStage.Computing computing
            when early -> IncidentClosure.noImpact(work, CloseReason.CLEARED_BEFORE_ACTION);
            case IncidentStage.Escalated escalated
            when work.carriesTraffic() -> MonitoringPhase.enter(work, escalated.monitor(), "the degradation cleared");
            default -> {}
        }
    }

    /** Whether nothing was written to the network yet. */
    private static boolean nothingBegan(IncidentWorkUnit work) {
        return work.protections().stream().map(Protection::state).allMatch(FactFolding::holdsNoTunnel);
    }

    private static boolean holdsNoTunnel(ProtectionState state) {
        return switch (state) {
            case ProtectionState.Wanted wanted -> wanted.idle() == null;
            case ProtectionState.Proposed proposed -> proposed.idle() == null;
            case ProtectionState.Covered covered -> true;
            case ProtectionState.Unneeded unneeded -> true;
            case ProtectionState.NoPath noPath -> true;
            case ProtectionState.Planned planned -> false;
            case ProtectionState.Provisioned provisioned -> false;
            case ProtectionState.Steered steered -> false;
            case ProtectionState.Returning returning -> false;
            case ProtectionState.Restored restored -> false;
            case ProtectionState.Failed failed -> false;
            case ProtectionState.FailedHolding holding -> false;
        };
    }

    private static void flapping(IncidentWorkUnit work, IncidentUpdated.Request update) {
        FlapState before = work.context().flap();
        FlapState flap = before == null
                ? FlapState.first(update.flapCount(), update.dampenUntil(), update.penalty())
                : before.repeated(update.flapCount(), update.dampenUntil(), update.penalty());
        work.update(work.context().with(flap));
        Instant until = flap.dampenUntil();
        boolean reportedByNextPhase = work.stage() instanceof IncidentStage.Detecting
                || (work.stage() instanceof IncidentStage.Monitoring
                        && work.carriesTraffic()
                        && !work.automationPaused());
        if (until != null && !reportedByNextPhase) {
            IncidentReporter.status(
                    work, "Flapping link, returns are delayed until " + until, DetectionPhase.flapping(flap, until));
        }
    }
}
