package io.cemfleet.correlator.alert;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What was measured; latency and jitter in ms, loss and utilisation in percent. */
public enum AlertMetric {
    LATENCY("ms"),
    JITTER("ms"),
    LOSS("percent"),
    UTILISATION("percent");

    private final String unit;

    AlertMetric(String unit) {
        this.unit = unit;
    }

    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    public String unit() {
        return unit;
    }

    public static Optional<AlertMetric> of(String wire) {
        return Arrays.stream(values()).filter(m -> m.wire().equals(wire)).findFirst();
    }
}
