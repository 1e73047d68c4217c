package io.cemfleet.orchestrator.flow;

import io.cemfleet.a2a.contract.AssessImpact;
import io.cemfleet.a2a.contract.AuditEventType;
import io.cemfleet.a2a.contract.CloseReason;
import io.cemfleet.a2a.contract.EscalationReason;
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

    static void advance(IncidentWorkUnit scene) {
        if (scene.hasOpen(AgentCall.WHOLE, CallStep.ASSESS)) {
            return;
        }
        IncidentLinks links = scene.picture().links();
        if (links.allClear() && !links.all().isEmpty() && scene.stage() instanceof IncidentStage.Assessing assessing) {
            PlanRound.dropCleared(scene);
            go(scene, assessing, true);
            return;
        }
        if (!scene.progress().retry().due(scene.now())) {
            scene.wakeAt(scene.progress().retry().notBefore());
            return;
        }
        scene.become(scene.picture().with(links.takenUp()));
        scene.call(
                CallStep.ASSESS,
                AgentCall.WHOLE,
                scene.progress().retry().failures() + 1,
                new AssessImpact.Request(scene.incident().incidentId(), links.present()));
    }

    static void answered(IncidentWorkUnit scene, CallOutcome answer) {
        if (!(scene.stage() instanceof IncidentStage.Assessing assessing)) {
            return;
        }
        if (answer instanceof CallOutcome.Done(AssessImpact.Result result)) {
            assessed(scene, assessing, result);
        } else {
            QueryFailure.of(
                    scene, answer, EscalationReason.IMPACT_UNAVAILABLE, "The affected services could not be found out");
        }
    }

    private static void assessed(
            IncidentWorkUnit scene, IncidentStage.Assessing assessing, AssessImpact.Result result) {
        Map<ProtectionKey, ProtectionScope> covers = covers(result);
        int reported =
                Math.max(result.totalAffected(), result.affectedServices().size());
        if (reported > 0 && (covers.isEmpty() || result.affectedServices().isEmpty())) {
            QueryFailure.of(
                    scene,
                    new CallOutcome.Failed(
                            "incomplete", reported + " services suffer, but no flow of them is known", true),
                    EscalationReason.IMPACT_UNAVAILABLE,
                    "The affected services could not be found out");
            return;
        }
        scene.become(scene.picture()
                .assessed(result.affectedServices().stream()
                        .map(s -> new AffectedService(s.serviceId(), s.serviceName(), s.customer(), s.slaTier()))
                        .toList()));
        boolean knowsAll =
                result.unknownLinks() == null || result.unknownLinks().isEmpty();
        merge(scene, covers, knowsAll);
        PlanRound.dropCleared(scene);
        tell(scene, result);
        go(scene, assessing, result.affectedServices().isEmpty());
    }

    /** Services that share a key share the protection; every flow of every service is covered. */
    private static Map<ProtectionKey, ProtectionScope> covers(AssessImpact.Result result) {
        Map<ProtectionKey, ProtectionScope> covers = new LinkedHashMap<>();
        for (AssessImpact.AffectedService service : result.affectedServices()) {
            for (AssessImpact.Flow flow : service.flows()) {
                covers.merge(ProtectionKey.of(flow), ProtectionScope.of(service, flow), ProtectionScope::plus);
            }
        }
        return covers;
    }

    private static void merge(IncidentWorkUnit scene, Map<ProtectionKey, ProtectionScope> covers, boolean knowsAll) {
        Map<ProtectionKey, Protection> known =
                scene.protections().stream().collect(Collectors.toMap(Protection::key, Function.identity()));
        covers.forEach((key, cover) -> {
            Protection before = known.get(key);
            scene.put(before == null ? Protection.wanted(key, cover) : again(scene, before, cover));
        });
        known.values().stream()
                .filter(protection -> !covers.containsKey(protection.key()))
                .forEach(protection -> notAffected(scene, protection, knowsAll));
    }

    /** A protection under way or in place is kept; one that ended is wanted again, unless it did harm too often. */
    private static Protection again(IncidentWorkUnit scene, Protection before, ProtectionScope cover) {
        return switch (before.state()) {
            case ProtectionState.NoPath left when ProtectionWithdrawal.rests(scene, before) -> before.covering(cover);
            case ProtectionState.NoPath ended -> before.covering(cover).afresh(ProtectionState.Wanted.NEW);
            case ProtectionState.Failed ended -> before.covering(cover).afresh(ProtectionState.Wanted.NEW);
            case ProtectionState.Unneeded ended -> before.covering(cover).afresh(ProtectionState.Wanted.NEW);
            case ProtectionState.Restored ended -> before.covering(cover).afresh(ProtectionState.Wanted.NEW);
            case ProtectionState.Covered covered
            when covered.over() -> before.covering(cover).afresh(ProtectionState.Wanted.NEW);
            default -> before.covering(cover);
        };
    }

    /**
     * No path is sought for traffic that is no longer affected. The planner decides where the topology says nothing,
     * and where traffic was on a tunnel that the agents' view of the network may still show.
     */
    private static void notAffected(IncidentWorkUnit scene, Protection protection, boolean knowsAll) {
        ProtectionRecord.PlanDecline declined = protection.standing().declined();
        boolean neverMoved =
                protection.standing().steeredAt() == null && !protection.state().carriesTraffic();
        if (knowsAll && neverMoved) {
            PlanRound.drop(scene, protection);
        } else if (declined != null) {
            scene.put(protection.declined(new ProtectionRecord.PlanDecline(declined.why(), scene.now())));
        }
    }

    private static void tell(IncidentWorkUnit scene, AssessImpact.Result result) {
        Map<String, Integer> byTier = scene.picture().servicesByTier();
        int total = scene.picture().services().size();
        scene.audit(
                AuditEventType.SERVICE_IMPACT_ASSESSED,
                Map.of(
                        "total_affected", total,
                        "services_by_tier", byTier,
                        "links", scene.picture().links().all(),
                        "unknown_links", Objects.requireNonNullElse(result.unknownLinks(), List.of()),
                        "topology_version", result.topologyVersion(),
                        "data_age_seconds", result.dataAgeSeconds()));
        if (!RoundReportingRule.impact(scene)) {
            return;
        }
        String message = total == 0
                ? "No services affected"
                : IncidentTexts.services(total) + " affected, computing alternate path";
        IncidentReporter.status(scene, message, Map.of("total_affected", total, "services_by_tier", byTier));
    }

    private static void go(IncidentWorkUnit scene, IncidentStage.Assessing assessing, boolean nobodySuffers) {
        List<Protection> all = scene.protections();
        boolean wanted = all.stream()
                .map(Protection::state)
                .anyMatch(s -> s instanceof ProtectionState.Wanted || s instanceof ProtectionState.Proposed);
        if (wanted) {
            scene.move(assessing.compute(), "services suffer");
        } else if (all.stream().anyMatch(ProvisionAndSteerPhase::onItsWay)) {
            scene.move(assessing.compute().provision(), "protections are on their way");
        } else if (scene.carries() || scene.covered()) {
            PlanRound.over(scene, assessing.monitor(), "nothing new suffers");
        } else if (scene.leaves()) {
            IncidentEscalation.stop(
                    scene, EscalationReason.CLEANUP_FAILED, "Something is left in the network", Map.of());
        } else if (!scene.picture().links().waiting().isEmpty()) {
            scene.become(scene.progress().replanned());
        } else if (scene.any(ProtectionState.Restored.class::isInstance)) {
            IncidentClosure.resolved(scene);
        } else if (scene.any(ProtectionState.NoPath.class::isInstance)) {
            PlanRound.over(scene, assessing.monitor(), "nothing new suffers");
        } else if (nobodySuffers) {
            IncidentClosure.noImpact(scene, CloseReason.NO_SERVICES_AFFECTED);
        } else {
            IncidentEscalation.stop(
                    scene, EscalationReason.UNPROTECTED, "Services suffer and nothing protects them", Map.of());
        }
    }
}
