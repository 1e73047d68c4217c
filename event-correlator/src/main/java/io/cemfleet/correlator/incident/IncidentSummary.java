package io.cemfleet.correlator.incident;

import io.cemfleet.correlator.alert.IncidentDecision;
import java.util.List;

/** An incident in one line, for operators. */
final class IncidentSummary {
    private static final int NAMED = 4;

    private IncidentSummary() {}

    static String of(IncidentDecision decision) {
        if (decision.source().isForecast()) {
            return decision.links().degraded().isEmpty()
                    ? "Congestion no longer expected on "
                            + names(decision.links().cleared())
                    : "Congestion expected on " + names(decision.links().degraded());
        }
        if (decision.links().degraded().isEmpty()
                && !decision.links().ambiguous().isEmpty()) {
            return "SLA degradation detected on one of "
                    + names(decision.links().ambiguous());
        }
        String what = decision.flapping().active()
                ? "SLA degradation (flapping) detected on "
                : "SLA degradation detected on ";
        return what
                + names(
                        decision.links().degraded().isEmpty()
                                ? decision.links().cleared()
                                : decision.links().degraded());
    }

    private static String names(List<String> links) {
        return links.size() <= NAMED
                ? String.join(", ", links)
                : String.join(", ", links.subList(0, NAMED)) + " and " + (links.size() - NAMED) + " more";
    }
}
