package io.cemfleet.lab.pca;

import io.cemfleet.lab.network.SessionSample;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** When a session's measurement is an alert. Values in PCA's units: microseconds and percent. */
enum AlertRule {
    DELAY(MetricId.DELAY_P95, "Delay P95"),
    JITTER(MetricId.JITTER_P95, "Jitter P95"),
    LOSS(MetricId.PACKETS_LOST_PCT, "Packet loss");

    private static final double LEAST_EXCESS_MS = 10;
    private static final double EXCESS_SHARE = 0.5;
    private static final double JITTER_LIMIT_US = 10_000;
    private static final double LOSS_LIMIT_PCT = 0.1;

    private final MetricId metric;
    private final String policyName;

    AlertRule(MetricId metric, String policyName) {
        this.metric = metric;
        this.policyName = policyName;
    }

    MetricId metric() {
        return metric;
    }

    String policyName() {
        return policyName;
    }

    String policyId() {
        return UUID.nameUUIDFromBytes(policyName.getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    double threshold(SessionSample sample) {
        return switch (this) {
            case DELAY -> 1000 * (sample.baselineMs() + Math.max(LEAST_EXCESS_MS, EXCESS_SHARE * sample.baselineMs()));
            case JITTER -> JITTER_LIMIT_US;
            case LOSS -> LOSS_LIMIT_PCT;
        };
    }

    boolean violated(SessionSample sample) {
        return metric.of(sample) > threshold(sample);
    }

    /** A number as PCA writes it: whole microseconds, or percent with up to three decimals. */
    String written(double value) {
        return this == LOSS ? String.valueOf(Math.round(value * 1000) / 1000.0) : String.valueOf(Math.round(value));
    }
}
