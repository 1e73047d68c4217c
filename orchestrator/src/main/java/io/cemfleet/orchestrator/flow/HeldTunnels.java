package io.cemfleet.orchestrator.flow;

import io.cemfleet.a2a.contract.ComputePlan;
import io.cemfleet.a2a.contract.ComputePlan.HeldTunnelFigures;
import io.cemfleet.a2a.contract.WithdrawalReason;
import io.cemfleet.orchestrator.incident.Protection;
import io.cemfleet.orchestrator.incident.ProtectionRecord;
import io.cemfleet.orchestrator.incident.ProtectionRoute;
import io.cemfleet.orchestrator.incident.ProtectionState;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Tunnels at fault: measured not to help, or with a degraded link of any incident on their path. Where there is no
 * other path, traffic stays on such a tunnel only if it is known to be better there than on its original path;
 * otherwise it goes back.
 */
final class HeldTunnels {
    private static final String EVENT = "tunnel_at_fault";

    private HeldTunnels() {}

    /** Evaluates the protections that a plan leaves on their tunnels; returns those that were not withdrawn. */
    static List<DeclinedProtection> settle(IncidentWorkUnit work, List<DeclinedProtection> declined) {
        List<DeclinedProtection> stays = new ArrayList<>();
        List<Protection> worse = new ArrayList<>();
        List<Protection> better = new ArrayList<>();
        for (DeclinedProtection each : declined) {
            Protection protection = each.protection();
            boolean judged = !each.overtaken() && atFault(work, protection);
            boolean withdrawn = judged && !isBetter(protection, each.tunnel());
            if (withdrawn) {
                worse.add(protection);
            } else {
                stays.add(each);
            }
            if (judged && !withdrawn && !each.alreadyReported()) {
                better.add(protection);
            }
        }
        withdraw(work, worse);
        if (!better.isEmpty()) {
            IncidentReporter.status(
                    work,
                    "Traffic of " + better.size()
                            + " protections stays on degraded tunnels: its original path is worse, and there is no"
                            + " other",
                    Map.of("event", EVENT, "stay", ids(better)));
        }
        return stays;
    }

    /** The same where no plan compares, since none was computed or its path could not be built. */
    static void withdrawUseless(IncidentWorkUnit work, Collection<Protection> protections) {
        Set<String> targets = protections.stream().map(Protection::id).collect(Collectors.toSet());
        withdraw(
                work,
                work.protections().stream()
                        .filter(protection -> targets.contains(protection.id()))
                        .filter(protection -> atFault(work, protection) && !isBetter(protection, null))
                        .toList());
    }

    /** The same for a protection that is not stored yet. */
    static Protection unlessBetter(IncidentWorkUnit work, Protection protection) {
        work.put(protection);
        withdrawUseless(work, List.of(protection));
        return work.protections().stream()
                .filter(now -> now.id().equals(protection.id()))
                .findFirst()
                .orElse(protection);
    }

    /** Operators may take long to decide on another path: meanwhile traffic stays where it is better off. */
    static void whileOperatorsDecide(
            IncidentWorkUnit work, List<Protection> proposed, Map<String, ComputePlan.PlacementResult> placed) {
        List<Protection> worse = new ArrayList<>();
        for (Protection protection : proposed) {
            ProtectionState.Proposed waiting = (ProtectionState.Proposed) protection.state();
            Protection held = protection.in(waiting.replan());
            ComputePlan.PlacementResult place = placed.get(protection.id());
            if (atFault(work, held) && !isBetter(held, place == null ? null : place.held())) {
                worse.add(held);
            }
        }
        withdraw(work, worse);
    }

    private static boolean atFault(IncidentWorkUnit work, Protection protection) {
        return protection.state().carriesTraffic()
                && (didNotHelp(protection)
                        || crosses(protection, work.context().links().avoided()));
    }

    /** Whether its path has one of these links. */
    static boolean crosses(Protection protection, Collection<String> links) {
        ProtectionRoute route = protection.state().routeOrNull();
        return route != null && !Collections.disjoint(route.path().links(), links);
    }

    static boolean didNotHelp(Protection protection) {
        ProtectionRecord.SteeringEffect verdict = protection.record().effect();
        return verdict != null && Boolean.FALSE.equals(verdict.helped());
    }

    /**
     * Compares the measurement after steering with what the plan saw; where nothing is known, true only if the original
     * path is cut.
     */
    private static boolean isBetter(Protection protection, @Nullable HeldTunnelFigures figures) {
        SlaComparison comparison = new SlaComparison(protection.scope().limits());
        ProtectionRecord.SteeringEffect verdict = protection.record().effect();
        if (didNotHelp(protection)
                && verdict != null
                && verdict.before() != null
                && verdict.after() != null
                && !comparison.isBetter(verdict.after(), verdict.before())) {
            return false;
        }
        if (figures == null || !SlaComparison.isKnown(figures.original())) {
            return protection.scope().cut();
        }
        return comparison.isBetter(figures.tunnel(), figures.original());
    }

    private static void withdraw(IncidentWorkUnit work, List<Protection> worse) {
        List<Protection> back = new ArrayList<>();
        back.addAll(ProtectionWithdrawal.withdraw(
                work, worse.stream().filter(HeldTunnels::didNotHelp).toList(), WithdrawalReason.DID_NOT_HELP));
        back.addAll(ProtectionWithdrawal.withdraw(
                work, worse.stream().filter(p -> !didNotHelp(p)).toList(), WithdrawalReason.PATH_DEGRADED));
        if (back.isEmpty()) {
            return;
        }
        IncidentReporter.status(
                work,
                back.size() + " protections are taken back: their tunnels are no better than the original paths",
                Map.of(
                        "event",
                        EVENT,
                        "taken_back",
                        ids(back),
                        "withdrawn",
                        back.stream().map(ProtectionWithdrawal::details).toList()));
    }

    /** Whether a protection is withdrawn for this reason because the plan has no other path for it. */
    static boolean hasNoOtherPath(WithdrawalReason reason) {
        return switch (reason) {
            case DID_NOT_HELP, PATH_DEGRADED -> true;
            case MADE_WORSE, OWN_CONGESTION, UNKNOWN -> false;
        };
    }

    private static List<String> ids(List<Protection> protections) {
        return protections.stream().map(Protection::id).toList();
    }
}
