package io.cemfleet.orchestrator.flow;

import io.cemfleet.a2a.contract.ComputePath;
import io.cemfleet.a2a.contract.ComputePlan;
import io.cemfleet.a2a.contract.ComputePlan.HeldTunnelFigures;
import io.cemfleet.a2a.contract.EscalationReason;
import io.cemfleet.a2a.contract.PlacementDecline;
import io.cemfleet.orchestrator.incident.Escalation;
import io.cemfleet.orchestrator.incident.Protection;
import io.cemfleet.orchestrator.incident.ProtectionRecord;
import io.cemfleet.orchestrator.incident.ProtectionState;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A protection whose traffic a plan leaves where it is.
 *
 * @param alreadyReported the previous plan said the same, and operators know it
 * @param tunnel how the tunnel that carries it compares with its original path, null where none does
 */
record DeclinedProtection(
        Protection protection, PlacementDecline why, boolean alreadyReported, @Nullable HeldTunnelFigures tunnel) {
    /** The planner's decline; a result without a reason means that no path keeps the constraints. */
    static DeclinedProtection of(Protection before, ComputePlan.PlacementResult place, Instant requestedAt) {
        ComputePath.Explanation explanation = place.answer().explanation();
        PlacementDecline why = Objects.requireNonNullElseGet(
                place.decline(),
                () -> new PlacementDecline(
                        PlacementDecline.Reason.NO_PATH,
                        List.of(),
                        explanation == null ? null : explanation.cheapestRelaxation()));
        ProtectionRecord.PlanDecline earlier = before.record().declined();
        List<String> conflicting = explanation == null ? List.of() : explanation.conflicting();
        return new DeclinedProtection(
                withoutPath(before, new ProtectionRecord.PlanDecline(why, requestedAt), conflicting),
                why,
                earlier != null && earlier.decline().reason() == why.reason(),
                place.held());
    }

    /**
     * Each path that was found crosses a link that degraded meanwhile: the next round seeks another one at once. Where
     * that happens again, the protection waits like any other declined one.
     */
    static DeclinedProtection overtaken(Protection before, ComputePlan.PlacementResult place, Instant requestedAt) {
        ProtectionRecord.PlanDecline earlier = before.record().declined();
        boolean again = earlier != null && earlier.requestedAt().equals(Instant.EPOCH);
        PlacementDecline why = new PlacementDecline(
                PlacementDecline.Reason.NO_PATH,
                place.answer().path() == null
                        ? List.of()
                        : place.answer().path().links(),
                "a path is sought again: links of the one that was found degraded meanwhile");
        ProtectionRecord.PlanDecline declined =
                new ProtectionRecord.PlanDecline(why, again ? requestedAt : Instant.EPOCH);
        return new DeclinedProtection(withoutPath(before, declined, List.of()), why, !again, place.held());
    }

    private static Protection withoutPath(
            Protection before, ProtectionRecord.PlanDecline why, List<String> conflicting) {
        ProtectionState.Wanted wanted = (ProtectionState.Wanted) before.state();
        return before.declined(why).in(wanted.noPath(conflicting));
    }

    boolean overtaken() {
        ProtectionRecord.PlanDecline declined = protection.record().declined();
        return declined != null && declined.requestedAt().equals(Instant.EPOCH);
    }

    /** Whether no path keeps its constraints, however empty the network is. */
    boolean noPath() {
        return why.reason() == PlacementDecline.Reason.NO_PATH && !overtaken();
    }

    /** For operators and the audit trail. */
    Map<String, Object> details() {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("protection_key", protection.id());
        details.put("sla_tier", protection.scope().tier().wire());
        details.put("services", protection.scope().services());
        details.put("reason", why.reason().wire());
        details.put("links", why.links());
        if (why.remedy() != null) {
            details.put("remedy", why.remedy());
        }
        if (protection.state() instanceof ProtectionState.NoPath(var conflicting, var reported, var rests)
                && !conflicting.isEmpty()) {
            details.put("conflicting", conflicting);
        }
        return details;
    }

    /** What is unprotected now, in an update's details. */
    static Map<String, Object> unprotectedNow(IncidentWorkUnit work) {
        List<Map<String, Object>> unprotected = work.protections().stream()
                .filter(p -> p.state() instanceof ProtectionState.NoPath)
                .flatMap(p -> Optional.ofNullable(p.record().declined()).stream()
                        .map(declined -> new DeclinedProtection(p, declined.decline(), true, null).details()))
                .toList();
        return Map.of("left_in_place", unprotected);
    }

    /** Why nothing is protected, as the text that closes an incident. */
    static String why(IncidentWorkUnit work) {
        boolean pathsExist = work.protections().stream()
                .filter(p -> p.state() instanceof ProtectionState.NoPath)
                .map(p -> p.record().declined())
                .anyMatch(
                        declined -> declined != null && declined.decline().reason() != PlacementDecline.Reason.NO_PATH);
        return pathsExist ? "nothing could be protected without harm" : "no alternate path was found";
    }

    /** Everything has a path: the escalation is over. */
    static void endEscalation(IncidentWorkUnit work) {
        Escalation called = work.progress().escalation();
        if (called != null
                && (called.reason() == EscalationReason.NO_ROOM
                        || called.reason() == EscalationReason.NO_ALTERNATE_PATH)) {
            work.update(work.progress().with((Escalation) null));
        }
    }

    /**
     * Reports declines that are not known yet: escalates where there is no path or no capacity, and otherwise only
     * reports.
     */
    static void report(IncidentWorkUnit work, List<DeclinedProtection> declined) {
        List<DeclinedProtection> news =
                declined.stream().filter(each -> !each.alreadyReported()).toList();
        List<Map<String, Object>> details =
                news.stream().map(DeclinedProtection::details).toList();
        String count = news.size() + " of the protections";
        if (news.stream().anyMatch(DeclinedProtection::noPath)) {
            IncidentEscalation.flag(
                    work,
                    EscalationReason.NO_ALTERNATE_PATH,
                    "No alternate path found for " + count,
                    Map.of("without_path", details));
        } else if (news.stream().anyMatch(each -> each.why().reason() == PlacementDecline.Reason.NO_ROOM)) {
            IncidentEscalation.flag(
                    work,
                    EscalationReason.NO_ROOM,
                    "No room for " + count + ": other links would be filled",
                    Map.of("without_path", details));
        } else if (!news.isEmpty()) {
            boolean late = news.stream().anyMatch(each -> each.why().reason() == PlacementDecline.Reason.NO_TIME);
            IncidentReporter.status(
                    work,
                    late
                            ? "The plan ran out of time before " + count + "; it is made again"
                            : "Traffic of " + count + " stays where it is: no path is predicted to serve it better",
                    Map.of("left_in_place", details));
        }
    }
}
