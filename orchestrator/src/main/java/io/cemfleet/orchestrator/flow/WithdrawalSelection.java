package io.cemfleet.orchestrator.flow;

import io.cemfleet.a2a.contract.ComputedPath;
import io.cemfleet.a2a.contract.IncidentView.LinkLoad;
import io.cemfleet.orchestrator.incident.Protection;
import io.cemfleet.orchestrator.incident.ProtectionRecord;
import io.cemfleet.orchestrator.incident.ProtectionState;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Selects which of the protections that made things worse to withdraw: each whose own services are worse off; of those
 * that fill a link only the one of the lowest tier, since that may be enough.
 */
final class WithdrawalSelection {
    private WithdrawalSelection() {}

    static List<Protection> of(IncidentWorkUnit work, List<Protection> worse) {
        List<Protection> chosen = new ArrayList<>();
        for (Protection protection : worse) {
            if (overloaded(protection).isEmpty()) {
                chosen.add(protection);
            }
        }
        for (LinkLoad link : worse.stream().flatMap(p -> overloaded(p).stream()).toList()) {
            List<Protection> loading = work.protections().stream()
                    .filter(p -> p.state() instanceof ProtectionState.Steered steered
                            && crosses(steered.route().path(), link))
                    .toList();
            boolean relieved = chosen.stream().anyMatch(loading::contains);
            if (!relieved && !loading.isEmpty()) {
                chosen.add(loading.getLast());
            }
        }
        return chosen;
    }

    /** Links above their thresholds that this protection crosses, by any protection's measurement. */
    static List<String> filled(Protection protection, List<Protection> worse) {
        if (!(protection.state() instanceof ProtectionState.Steered steered)) {
            return List.of();
        }
        return worse.stream()
                .flatMap(p -> overloaded(p).stream())
                .filter(link -> crosses(steered.route().path(), link))
                .map(LinkLoad::linkId)
                .distinct()
                .toList();
    }

    private static List<LinkLoad> overloaded(Protection protection) {
        ProtectionRecord.SteeringEffect verdict = protection.record().effect();
        return verdict == null ? List.of() : SteeringMeasurement.overloaded(verdict.links());
    }

    /** In the direction that is filled, where that is known. */
    private static boolean crosses(ComputedPath path, LinkLoad link) {
        boolean directed =
                link.from() != null && path.nodes().size() == path.links().size() + 1;
        return Stream.iterate(0, i -> i < path.links().size(), i -> i + 1)
                .anyMatch(i -> path.links().get(i).equals(link.linkId())
                        && (!directed || path.nodes().get(i).equals(link.from())));
    }
}
