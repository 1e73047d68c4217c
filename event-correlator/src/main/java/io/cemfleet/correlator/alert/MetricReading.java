package io.cemfleet.correlator.alert;

import org.jspecify.annotations.Nullable;

/**
 * What was measured.
 *
 * @param value in the metric's unit, as is the threshold; each absent if the source does not give it
 */
public record MetricReading(AlertMetric metric, @Nullable Double value, @Nullable Double threshold) {}
