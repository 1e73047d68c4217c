package io.cemfleet.orchestrator.flow;

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
record Riders(List<String> on, SortedMap<String, String> off) {

    static Riders of(List<Protection> protections) {
        TreeSet<String> on = new TreeSet<>();
        TreeMap<String, String> off = new TreeMap<>();
        for (Protection protection : protections) {
            if (protection.state() instanceof ProtectionState.Covered
                    || protection.state() instanceof ProtectionState.Restored) {
                continue;
            }
            on.addAll(protection.cover().services());
            protection.notRiding().forEach(service -> off.putIfAbsent(service, protection.whyNot(service)));
        }
        on.removeAll(off.keySet());
        return new Riders(List.copyOf(on), off);
    }

    /** Such as "Traffic" or "Traffic of 3 of 5 services". */
    String traffic() {
        return off.isEmpty() ? "Traffic" : "Traffic of " + on.size() + " of " + (on.size() + off.size()) + " services";
    }
}
