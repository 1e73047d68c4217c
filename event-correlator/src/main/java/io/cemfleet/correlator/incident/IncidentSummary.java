package io.cemfleet.correlator.incident;

import io.cemfleet.correlator.alert.IncidentDecision;
import java.util.List;

/** An incident in one line, for operators. */
final class IncidentSummary {
    private static final int NAMED = 4;

    private IncidentSummary() {}

    static String of(IncidentDecision decision) {
        if (decision.source().isForecast()) {
            return decision.degradedLinks().isEmpty()
                    ? "Congestion no longer expected on " + names(decision.clearedLinks())
                    : "Congestion expected on " + names(decision.degradedLinks());
        }
        if (decision.degradedLinks().isEmpty() && !decision.ambiguousLinks().isEmpty()) {
            return "SLA degradation detected on one of " + names(decision.ambiguousLinks());
        }
        String what =
                decision.isFlapping() ? "SLA degradation (flapping) detected on " : "SLA degradation detected on ";
        return what + names(decision.degradedLinks().isEmpty() ? decision.clearedLinks() : decision.degradedLinks());
    }

    private static String names(List<String> links) {
        return links.size() <= NAMED
                ? String.join(", ", links)
                : String.join(", ", links.subList(0, NAMED)) + " and " + (links.size() - NAMED) + " more";
    }
}
