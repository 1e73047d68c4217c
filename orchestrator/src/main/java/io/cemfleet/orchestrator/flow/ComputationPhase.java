package io.cemfleet.orchestrator.flow;

import io.cemfleet.a2a.contract.AuditEventType;
import io.cemfleet.a2a.contract.CloseReason;
import io.cemfleet.a2a.contract.ComputePath;
import io.cemfleet.a2a.contract.ComputePlan;
import io.cemfleet.a2a.contract.EscalationReason;
import io.cemfleet.a2a.contract.PathMetric;
import io.cemfleet.a2a.contract.StatusDetails;
import io.cemfleet.orchestrator.incident.AgentCall;
import io.cemfleet.orchestrator.incident.Autonomy;
import io.cemfleet.orchestrator.incident.CallOutcome;
import io.cemfleet.orchestrator.incident.CallStep;
import io.cemfleet.orchestrator.incident.CarryingTunnel;
import io.cemfleet.orchestrator.incident.IncidentStage;
import io.cemfleet.orchestrator.incident.NoPathPolicy;
import io.cemfleet.orchestrator.incident.Protection;
import io.cemfleet.orchestrator.incident.ProtectionRoute;
import io.cemfleet.orchestrator.incident.ProtectionState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Phase 3: requests a path for each protection, all placed together; no path crosses a degraded link. */
final class ComputationPhase {
    private ComputationPhase() {}

    static void advance(IncidentWorkUnit work, IncidentStage.Computing computing) {
        if (work.hasOpen(AgentCall.WHOLE, CallStep.COMPUTE)) {
            return;
        }
        if (!work.progress().retry().due(work.now())) {
            work.wakeAt(work.progress().retry().notBefore());
            return;
        }
        IncidentOverlap.settle(work);
        if (!work.stage().equals(computing)) {
            return;
        }
        if (waitsForOtherRestorations(work)) {
            work.wakeAt(work.now().plus(work.rules().waits().recheck()));
            return;
        }
        IncidentOverlap.forgetCleared(work);
        List<ComputePlan.Demand> demands =
                wantedProtections(work).stream().map(p -> demand(work, p)).toList();
        if (demands.isEmpty()) {
            proceed(work, computing, List.of());
            return;
        }
        work.call(
                CallStep.COMPUTE,
                AgentCall.WHOLE,
                work.progress().retry().failures() + 1,
                new ComputePlan.Request(work.incident().incidentId(), demands, overloadPermission(work)));
    }

    /**
     * A proactive incident moves nothing while returning traffic needs the capacity, until the expected congestion is
     * due.
     */
    private static boolean waitsForOtherRestorations(IncidentWorkUnit work) {
        Instant expected = work.incident().origin().expectedAt();
        return work.incident().origin().proactive()
                && expected != null
                && expected.isAfter(work.now())
                && work.keys().othersRestore(work.incident().incidentId());
    }

    /** Absent unless an operator allowed it. */
    private static @Nullable Boolean overloadPermission(IncidentWorkUnit work) {
        return work.incident().operatorState().overload() == null ? null : Boolean.TRUE;
    }

    private static List<Protection> wantedProtections(IncidentWorkUnit work) {
        return work.protections().stream()
                .filter(p -> p.state() instanceof ProtectionState.Wanted)
                .toList();
    }

    private static ComputePlan.Demand demand(IncidentWorkUnit work, Protection protection) {
        var rules = work.rules().path();
        Set<String> avoided = new LinkedHashSet<>(work.context().links().avoided());
        avoided.addAll(protection.record().avoid());
        ComputePath.Request constraints = new ComputePath.Request(
                protection.key().headEnd(),
                protection.key().endPoint(),
                new ComputePath.Avoid(List.copyOf(avoided), List.of(), List.of()),
                PathMetric.DELAY,
                rules.maxHops(),
                protection.scope().limits().latencyMs() > 0
                        ? protection.scope().limits().latencyMs()
                        : null,
                null,
                null,
                null,
                null,
                protection.key().teType(),
                rules.alternatives());
        return new ComputePlan.Demand(
                protection.id(),
                protection.scope().tier(),
                protection.scope().demandMbps(),
                constraints,
                protection.scope().currentLinks(),
                protection.scope().demand().demandBoundMbps(),
                protection.scope().limits(),
                protection.scope().services(),
                protection.scope().originalLinks(),
                heldTunnel(protection));
    }

    private static ComputePlan.@Nullable HeldTunnel heldTunnel(Protection protection) {
        return protection.state() instanceof ProtectionState.Wanted(CarryingTunnel held, var idle) && held != null
                ? new ComputePlan.HeldTunnel(
                        held.route().path().links(), held.route().originalPath().links())
                : null;
    }

    static void answered(IncidentWorkUnit work, AgentCall call, CallOutcome answer) {
        if (!(work.stage() instanceof IncidentStage.Computing computing)) {
            return;
        }
        if (!(answer instanceof CallOutcome.Done(ComputePlan.Result plan))) {
            failed(work, answer);
            return;
        }
        Map<String, ComputePlan.PlacementResult> placed = plan.results().stream()
                .collect(Collectors.toMap(ComputePlan.PlacementResult::key, Function.identity(), (one, two) -> one));
        if (!wantedProtections(work).stream().allMatch(p -> placed.containsKey(p.id()))) {
            failed(work, new CallOutcome.Failed("incomplete", "the plan leaves protections out", true));
            return;
        }
        planned(work, computing, call.createdAt(), placed);
    }

    private static void failed(IncidentWorkUnit work, CallOutcome answer) {
        QueryFailure.of(work, answer, EscalationReason.PATH_COMPUTATION_UNAVAILABLE, "No plan could be computed");
    }

    private static void planned(
            IncidentWorkUnit work,
            IncidentStage.Computing computing,
            Instant requestedAt,
            Map<String, ComputePlan.PlacementResult> placed) {
        List<Protection> found = new ArrayList<>();
        List<Protection> proposed = new ArrayList<>();
        List<DeclinedProtection> declined = new ArrayList<>();
        for (Protection protection : wantedProtections(work)) {
            ComputePlan.PlacementResult place = Objects.requireNonNull(placed.get(protection.id()));
            Optional<ProtectionRoute> route = usableRoute(work, place);
            if (route.isPresent()) {
                Protection next = onRoute(work, protection, route.get());
                (next.state() instanceof ProtectionState.Planned ? found : proposed).add(next);
            } else {
                declined.add(
                        place.answer().pathFound()
                                ? DeclinedProtection.overtaken(protection, place, requestedAt)
                                : DeclinedProtection.of(protection, place, requestedAt));
            }
        }
        Stream.of(found.stream(), proposed.stream(), declined.stream().map(DeclinedProtection::protection))
                .flatMap(Function.identity())
                .forEach(work::put);
        report(work, found, proposed, declined);
        if (declined.isEmpty() && !work.any(ProtectionState.NoPath.class::isInstance)) {
            DeclinedProtection.endEscalation(work);
        }
        HeldTunnels.whileOperatorsDecide(work, proposed, placed);
        proceed(work, computing, declined);
    }

    private static void report(
            IncidentWorkUnit work,
            List<Protection> found,
            List<Protection> proposed,
            List<DeclinedProtection> declined) {
        List<StatusDetails.PlannedPath> paths = Stream.concat(found.stream(), proposed.stream())
                .map(UpdateDetails::path)
                .toList();
        List<Map<String, Object>> without =
                declined.stream().map(DeclinedProtection::details).toList();
        work.audit(AuditEventType.PATH_COMPUTED, Map.of("paths", paths, "without_path", without));
        if (!found.isEmpty()) {
            String message = "Alternate path found ("
                    + UpdateDetails.pathType(found.getFirst()).wire() + "), provisioning tunnel";
            IncidentReporter.status(work, message, UpdateDetails.paths(found).members());
        }
        if (!proposed.isEmpty()) {
            PlanApprovals.propose(work, proposed);
        }
    }

    /** The best accepted path that crosses no link that degraded since the request; empty where there is none. */
    private static Optional<ProtectionRoute> usableRoute(IncidentWorkUnit work, ComputePlan.PlacementResult place) {
        ComputePath.Result answer = place.answer();
        var path = answer.path();
        return answer.pathFound() && path != null
                ? new ProtectionRoute(
                                path, answer.alternatives(), place.originalPath(), answer.relaxed(), place.prediction())
                        .clearOf(work.context().links().avoided())
                : Optional.empty();
    }

    private static Protection onRoute(IncidentWorkUnit work, Protection protection, ProtectionRoute route) {
        ProtectionState.Wanted wanted = (ProtectionState.Wanted) protection.state();
        Autonomy.Mode mode =
                work.rules().handling().autonomy().of(protection.scope().tier());
        return protection
                .declined(null)
                .in(mode == Autonomy.Mode.AUTOMATIC ? wanted.planned(route) : wanted.proposed(route, mode));
    }

    private static void proceed(
            IncidentWorkUnit work, IncidentStage.Computing computing, List<DeclinedProtection> declined) {
        boolean onItsWay = work.protections().stream().anyMatch(ProvisionAndSteerPhase::isUnderWay);
        boolean waits = work.any(ProtectionState.Proposed.class::isInstance);
        boolean safe = work.carriesTraffic() || work.coveredElsewhere();
        if (!onItsWay && !waits && !safe) {
            nothingProtects(work, computing, declined);
            return;
        }
        DeclinedProtection.report(work, declined);
        CongestionRelief.withdraw(work, HeldTunnels.settle(work, declined));
        if (onItsWay) {
            work.move(computing.provision(), "paths found");
        } else if (!waits) {
            PlanRound.end(
                    work,
                    computing.monitor(),
                    work.carriesTraffic() ? "nothing more can be protected" : "another incident protects the traffic");
        }
    }

    private static void nothingProtects(
            IncidentWorkUnit work, IncidentStage.Computing computing, List<DeclinedProtection> declined) {
        boolean noWay = declined.stream().allMatch(DeclinedProtection::noPath);
        boolean closing =
                work.context().links().allClear() || work.rules().handling().noPath() == NoPathPolicy.CLOSE;
        if ((declined.isEmpty() || closing) && !work.context().links().waiting().isEmpty()) {
            work.moveReplanned(computing.reassess(), "the incident grew meanwhile");
        } else if (declined.isEmpty()) {
            nothingToPlan(work, computing);
        } else if (noWay && closing && !work.hasLeftovers()) {
            IncidentClosure.noPath(work);
        } else if (noWay) {
            IncidentEscalation.stop(
                    work,
                    EscalationReason.NO_ALTERNATE_PATH,
                    "No alternate path found, an operator has to decide",
                    Map.of(
                            "without_path",
                            declined.stream().map(DeclinedProtection::details).toList()),
                    declined.stream().allMatch(DeclinedProtection::alreadyReported));
        } else {
            DeclinedProtection.report(work, declined);
            PlanRound.end(work, computing.monitor(), "nothing can be protected without harm");
        }
    }

    private static void nothingToPlan(IncidentWorkUnit work, IncidentStage.Computing computing) {
        boolean declined = work.any(ProtectionState.NoPath.class::isInstance);
        if (declined) {
            PlanRound.end(work, computing.monitor(), "nothing more can be protected");
        } else if (work.any(ProtectionWithdrawal::isUnderWay)) {
            PlanRound.end(work, computing.monitor(), "what was taken back is removed first");
        } else if (work.any(ProtectionState.Restored.class::isInstance) && !work.hasLeftovers()) {
            IncidentClosure.resolved(work);
        } else if (work.any(ProtectionState.Unneeded.class::isInstance) && !work.hasLeftovers()) {
            IncidentClosure.noImpact(
                    work,
                    work.context().links().allClear()
                            ? CloseReason.CLEARED_BEFORE_ACTION
                            : CloseReason.NO_SERVICES_AFFECTED);
        } else {
            IncidentEscalation.stop(
                    work, EscalationReason.UNPROTECTED, "Services suffer and nothing protects them", Map.of());
        }
    }
}
