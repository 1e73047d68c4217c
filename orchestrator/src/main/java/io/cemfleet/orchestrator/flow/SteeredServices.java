package io.cemfleet.orchestrator.flow;

import io.cemfleet.a2a.contract.UnsteeredReason;
import io.cemfleet.orchestrator.incident.ProtectedServiceCount;
import io.cemfleet.orchestrator.incident.Protection;
import io.cemfleet.orchestrator.incident.ProtectionState;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Services whose traffic is on all of their protection tunnels, and those of which some is not.
 *
 * @param off why, by service
 */
record SteeredServices(List<String> on, SortedMap<String, UnsteeredReason> off) {

    static SteeredServices of(List<Protection> protections) {
        TreeSet<String> on = new TreeSet<>();
        TreeMap<String, UnsteeredReason> off = new TreeMap<>();
        for (Protection protection : protections) {
            if (!isCounted(protection.state())) {
                continue;
            }
            on.addAll(protection.scope().services());
            protection
                    .servicesOffTunnel()
                    .forEach(service -> off.putIfAbsent(service, protection.unsteeredReason(service)));
        }
        on.removeAll(off.keySet());
        return new SteeredServices(List.copyOf(on), off);
    }

    private static boolean isCounted(ProtectionState state) {
        return !(state instanceof ProtectionState.Covered
                || state instanceof ProtectionState.Restored
                || state instanceof ProtectionState.Unneeded);
    }

    ProtectedServiceCount count() {
        return new ProtectedServiceCount(on.size(), on.size() + off.size());
    }

    /** Such as "Traffic", "Traffic of 3 of 5 services" or "Traffic of none of 5 services". */
    String traffic() {
        if (off.isEmpty()) {
            return "Traffic";
        }
        String some = on.isEmpty() ? "none" : String.valueOf(on.size());
        return "Traffic of " + some + " of " + IncidentTexts.services(on.size() + off.size());
    }
}
