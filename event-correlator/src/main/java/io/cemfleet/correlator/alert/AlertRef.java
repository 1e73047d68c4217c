package io.cemfleet.correlator.alert;

import io.cemfleet.a2a.contract.IncidentDetected;
import org.jspecify.annotations.Nullable;

/**
 * An alert as an incident names it.
 *
 * @param value in the metric's unit, as is the threshold
 */
public record AlertRef(
        String alertId,
        AlertSourceId source,
        @Nullable String linkId,
        @Nullable AlertMetric metric,
        @Nullable Double value,
        @Nullable Double threshold) {

    public static AlertRef of(AlertRecord alert) {
        MetricReading reading = alert.reading();
        return reading == null
                ? new AlertRef(alert.alertId(), alert.source(), alert.linkId(), null, null, null)
                : new AlertRef(
                        alert.alertId(),
                        alert.source(),
                        alert.linkId(),
                        reading.metric(),
                        reading.value(),
                        reading.threshold());
    }

    public AlertRef on(@Nullable String link) {
        return new AlertRef(alertId, source, link, metric, value, threshold);
    }

    /** The form of {@code incident_detected}. */
    public IncidentDetected.CorrelatedAlert wire() {
        return new IncidentDetected.CorrelatedAlert(
                alertId, source.wire(), linkId, metric == null ? null : metric.wire(), value, threshold);
    }
}
