package io.cemfleet.orchestrator.flow;

import io.cemfleet.a2a.contract.AssessImpact;
import io.cemfleet.a2a.contract.AuditDetails;
import io.cemfleet.a2a.contract.AuditEventType;
import io.cemfleet.a2a.contract.CloseReason;
import io.cemfleet.a2a.contract.EscalationReason;
import io.cemfleet.a2a.contract.StatusDetails;
import io.cemfleet.orchestrator.incident.AffectedService;
import io.cemfleet.orchestrator.incident.AgentCall;
import io.cemfleet.orchestrator.incident.CallOutcome;
import io.cemfleet.orchestrator.incident.CallStep;
import io.cemfleet.orchestrator.incident.IncidentLinks;
import io.cemfleet.orchestrator.incident.IncidentStage;
import io.cemfleet.orchestrator.incident.Protection;
import io.cemfleet.orchestrator.incident.ProtectionKey;
import io.cemfleet.orchestrator.incident.ProtectionRecord;
import io.cemfleet.orchestrator.incident.ProtectionScope;
import io.cemfleet.orchestrator.incident.ProtectionState;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Phase 2: which services are affected. A failed query never counts as "none". */
final class AssessmentPhase {
    private AssessmentPhase() {}

    static void advance(IncidentWorkUnit work) {
        if (work.hasOpen(AgentCall.WHOLE, CallStep.ASSESS)) {
            return;
        }
        IncidentLinks links = work.context().links();
        if (links.allClear() && !links.all().isEmpty() && work.stage() instanceof IncidentStage.Assessing assessing) {
            PlanRound.dropCleared(work);
            proceed(work, assessing, true);
            return;
        }
        if (!work.progress().retry().due(work.now())) {
            work.wakeAt(work.progress().retry().notBefore());
            return;
        }
        work.update(work.context().with(links.takenUp()));
        work.call(
                CallStep.ASSESS,
                AgentCall.WHOLE,
                work.progress().retry().failures() + 1,
                new AssessImpact.Request(work.incident().incidentId(), links.present()));
    }

    static void answered(IncidentWorkUnit work, CallOutcome answer) {
        if (!(work.stage() instanceof IncidentStage.Assessing assessing)) {
            return;
        }
        if (!(answer instanceof CallOutcome.Done(AssessImpact.Result result))) {
            QueryFailure.of(
                    work, answer, EscalationReason.IMPACT_UNAVAILABLE, "The affected services could not be found out");
            return;
        }
        assessed(work, assessing, result);
    }

    private static void assessed(IncidentWorkUnit work, IncidentStage.Assessing assessing, AssessImpact.Result result) {
        Map<ProtectionKey, ProtectionScope> scopes = scopes(result);
        int reported =
                Math.max(result.totalAffected(), result.affectedServices().size());
        if (reported > 0 && (scopes.isEmpty() || result.affectedServices().isEmpty())) {
            QueryFailure.of(
                    work,
                    new CallOutcome.Failed(
                            "incomplete", reported + " services suffer, but no flow of them is known", true),
                    EscalationReason.IMPACT_UNAVAILABLE,
                    "The affected services could not be found out");
            return;
        }
        work.update(work.context()
                .assessed(result.affectedServices().stream()
                        .map(s -> new AffectedService(s.serviceId(), s.serviceName(), s.customer(), s.slaTier()))
                        .toList()));
        boolean knowsAll =
                result.unknownLinks() == null || result.unknownLinks().isEmpty();
        merge(work, scopes, knowsAll);
        PlanRound.dropCleared(work);
        report(work, result);
        proceed(work, assessing, result.affectedServices().isEmpty());
    }

    /** Services that share a key share the protection; every flow of every service is covered. */
    private static Map<ProtectionKey, ProtectionScope> scopes(AssessImpact.Result result) {
        Map<ProtectionKey, ProtectionScope> scopes = new LinkedHashMap<>();
        for (AssessImpact.AffectedService service : result.affectedServices()) {
            for (AssessImpact.Flow flow : service.flows()) {
                scopes.merge(ProtectionKey.of(flow), ProtectionScope.of(service, flow), ProtectionScope::plus);
            }
        }
        return scopes;
    }

    private static void merge(IncidentWorkUnit work, Map<ProtectionKey, ProtectionScope> scopes, boolean knowsAll) {
        Map<ProtectionKey, Protection> known =
                work.protections().stream().collect(Collectors.toMap(Protection::key, Function.identity()));
        scopes.forEach((key, scope) -> {
            Protection before = known.get(key);
            work.put(before == null ? Protection.wanted(key, scope) : reassessed(work, before, scope));
        });
        known.values().stream()
                .filter(protection -> !scopes.containsKey(protection.key()))
                .forEach(protection -> noLongerAffected(work, protection, knowsAll));
    }

    /** A protection under way or in place is kept; one that ended is wanted again, unless it did harm too often. */
    private static Protection reassessed(IncidentWorkUnit work, Protection before, ProtectionScope scope) {
        return switch (before.state()) {
            case ProtectionState.NoPath suspended
            when ProtectionWithdrawal.isSuspended(work, before) -> before.covering(scope);
            case ProtectionState.NoPath ended -> before.covering(scope).restarted(ProtectionState.Wanted.NEW);
            case ProtectionState.Failed ended -> before.covering(scope).restarted(ProtectionState.Wanted.NEW);
            case ProtectionState.Unneeded ended -> before.covering(scope).restarted(ProtectionState.Wanted.NEW);
            case ProtectionState.Restored ended -> before.covering(scope).restarted(ProtectionState.Wanted.NEW);
            case ProtectionState.Covered covered
            when covered.released() -> before.covering(scope).restarted(ProtectionState.Wanted.NEW);
            default -> before.covering(scope);
        };
    }

    /**
     * No path is sought for traffic that is no longer affected. The planner decides where the topology says nothing,
     * and where traffic was on a tunnel that the agents' view of the network may still show.
     */
    private static void noLongerAffected(IncidentWorkUnit work, Protection protection, boolean knowsAll) {
        ProtectionRecord.PlanDecline declined = protection.record().declined();
        boolean neverMoved =
                protection.record().steeredAt() == null && !protection.state().carriesTraffic();
        if (knowsAll && neverMoved) {
            PlanRound.drop(work, protection);
        } else if (declined != null) {
            work.put(protection.declined(new ProtectionRecord.PlanDecline(declined.decline(), work.now())));
        }
    }

    private static void report(IncidentWorkUnit work, AssessImpact.Result result) {
        Map<String, Integer> byTier = work.context().servicesByTier();
        int total = work.context().services().size();
        work.audit(
                AuditEventType.SERVICE_IMPACT_ASSESSED,
                new AuditDetails.ImpactAssessment(
                                total,
                                byTier,
                                List.copyOf(work.context().links().all()),
                                Objects.requireNonNullElse(result.unknownLinks(), List.of()),
                                result.topologyVersion(),
                                result.dataAgeSeconds())
                        .members());
        if (!RoundReportingRule.impact(work)) {
            return;
        }
        String message = total == 0
                ? "No services affected"
                : IncidentTexts.services(total) + " affected, computing alternate path";
        IncidentReporter.status(work, message, new StatusDetails.Impact(total, byTier).members());
    }

    private static void proceed(IncidentWorkUnit work, IncidentStage.Assessing assessing, boolean noServiceAffected) {
        List<Protection> all = work.protections();
        boolean wanted = all.stream()
                .map(Protection::state)
                .anyMatch(s -> s instanceof ProtectionState.Wanted || s instanceof ProtectionState.Proposed);
        if (wanted) {
            work.move(assessing.compute(), "services suffer");
        } else if (all.stream().anyMatch(ProvisionAndSteerPhase::isUnderWay)) {
            work.move(assessing.compute().provision(), "protections are on their way");
        } else if (work.carriesTraffic() || work.coveredElsewhere()) {
            PlanRound.end(work, assessing.monitor(), "nothing new suffers");
        } else if (work.hasLeftovers()) {
            IncidentEscalation.stop(
                    work, EscalationReason.CLEANUP_FAILED, "Something is left in the network", Map.of());
        } else if (!work.context().links().waiting().isEmpty()) {
            work.update(work.progress().replanned());
        } else if (work.any(ProtectionState.Restored.class::isInstance)) {
            IncidentClosure.resolved(work);
        } else if (work.any(ProtectionState.NoPath.class::isInstance)) {
            PlanRound.end(work, assessing.monitor(), "nothing new suffers");
        } else if (noServiceAffected || work.any(ProtectionState.Unneeded.class::isInstance)) {
            IncidentClosure.noImpact(work, CloseReason.NO_SERVICES_AFFECTED);
        } else {
            IncidentEscalation.stop(
                    work, EscalationReason.UNPROTECTED, "Services suffer and nothing protects them", Map.of());
        }
    }
}
