package io.cemfleet.orchestrator.flow;

import io.cemfleet.orchestrator.incident.Protection;
import io.cemfleet.orchestrator.incident.ProtectionRoute;
import io.cemfleet.orchestrator.incident.ProtectionState;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Seeks another path for protections whose path has degraded; their traffic stays where it is until there is one. */
final class ProtectionReplanning {
    private ProtectionReplanning() {}

    /** Has every protection that crosses one of these links seek another path; false when none does. */
    static boolean around(IncidentWorkUnit work, List<String> links) {
        boolean any = false;
        for (Protection protection : work.protections()) {
            ProtectionRoute route = protection.state().routeOrNull();
            ProtectionState.Wanted wanted = wanted(protection.state());
            boolean crosses =
                    (route != null && !Collections.disjoint(route.path().links(), links))
                            || dependsOn(protection.state(), links);
            if (wanted != null && crosses) {
                work.put(protection.restarted(wanted));
                any = true;
            }
        }
        return any;
    }

    /** Whether its traffic waits for an operator's approval on a tunnel that has one of these links. */
    private static boolean dependsOn(ProtectionState state, List<String> links) {
        return state instanceof ProtectionState.Proposed proposed
                && proposed.held() != null
                && !Collections.disjoint(proposed.held().route().path().links(), links);
    }

    /** On another path than the present one. */
    static boolean replan(IncidentWorkUnit work, Protection protection) {
        ProtectionRoute route = protection.state().routeOrNull();
        ProtectionState.Wanted wanted = wanted(protection.state());
        if (route == null || wanted == null) {
            return false;
        }
        List<String> blamed = route.own(work.context().links().all());
        if (blamed.isEmpty()) {
            return false;
        }
        work.put(protection.avoidingToo(blamed).restarted(wanted));
        return true;
    }

    /** Whether another path than the present one was sought already. */
    static boolean wasReplanned(IncidentWorkUnit work, Protection protection) {
        ProtectionRoute route = protection.state().routeOrNull();
        List<String> blamed =
                route == null ? List.of() : route.own(work.context().links().all());
        return HeldTunnels.crosses(protection, work.context().links().avoided())
                || (!blamed.isEmpty() && protection.record().avoid().containsAll(blamed));
    }

    private static ProtectionState.@Nullable Wanted wanted(ProtectionState state) {
        return switch (state) {
            case ProtectionState.Planned planned -> planned.replan();
            case ProtectionState.Proposed proposed -> proposed.replan();
            case ProtectionState.Provisioned provisioned -> provisioned.replan();
            case ProtectionState.Steered steered -> steered.replan();
            case ProtectionState.Returning returning -> returning.replan();
            default -> null;
        };
    }
}
