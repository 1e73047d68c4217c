package io.cemfleet.lab.pca;

import io.cemfleet.lab.network.SessionSample;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** PCA's metrics of a session; delays and jitter in microseconds, losses in percent. */
enum MetricId {
    DELAY_P95("delayP95", sample -> 1000 * sample.delayMs()),
    DELAY_AVG("delayAvg", sample -> 1000 * sample.delayMs()),
    JITTER_P95("jitterP95", sample -> 1000 * sample.jitterMs()),
    JITTER_AVG("jitterAvg", sample -> 700 * sample.jitterMs()),
    DELAY_VAR_P95("delayVarP95", sample -> 1000 * sample.jitterMs()),
    PACKETS_LOST_PCT("packetsLostPct", SessionSample::lossPct);

    private final String wire;
    private final ToDoubleFunction<SessionSample> value;

    MetricId(String wire, ToDoubleFunction<SessionSample> value) {
        this.wire = wire;
        this.value = value;
    }

    static Optional<MetricId> named(String wire) {
        return Arrays.stream(values()).filter(id -> id.wire.equals(wire)).findFirst();
    }

    String wire() {
        return wire;
    }

    double of(SessionSample sample) {
        return value.applyAsDouble(sample);
    }
}
