package io.cemfleet.correlator.source;

import io.cemfleet.runtime.problem.FieldProblem;
import java.util.List;

/**
 * The alerts of one body.
 *
 * @param ignored how many elements are no alert: probes of the address, events without a fault
 */
public record ParsedAlerts(List<SourceAlert> alerts, List<RefusedAlert> refused, int ignored) {

    /**
     * An alert that cannot be taken in.
     *
     * @param index its position among all alerts of the body, those of lists within it counted one by one
     * @param field the path of the wrong field in the element that holds it
     */
    public record RefusedAlert(int index, AlertElement element, String field, String message) {}

    /** The wrong fields, their paths preceded by that of the body. */
    public List<FieldProblem> problems(String prefix) {
        return refused.stream()
                .map(alert -> new FieldProblem(prefix + alert.field(), alert.message()))
                .toList();
    }

    /** Whether there is something to refuse and nothing to take in. */
    public boolean noneCanBeRead() {
        return alerts.isEmpty() && !refused.isEmpty();
    }
}
