package io.cemfleet.lab.network;

import java.util.Locale;

/** The SLA tier of a customer, with the limits of a healthy service (one way). */
public enum ServiceTier {
    PLATINUM(30, 5, 0.01),
    GOLD(60, 10, 0.1),
    SILVER(100, 20, 0.5),
    BRONZE(150, 30, 1.0);

    private final double latencyLimitMs;
    private final double jitterLimitMs;
    private final double lossLimitPct;

    ServiceTier(double latencyLimitMs, double jitterLimitMs, double lossLimitPct) {
        this.latencyLimitMs = latencyLimitMs;
        this.jitterLimitMs = jitterLimitMs;
        this.lossLimitPct = lossLimitPct;
    }

    public double latencyLimitMs() {
        return latencyLimitMs;
    }

    public double jitterLimitMs() {
        return jitterLimitMs;
    }

    public double lossLimitPct() {
        return lossLimitPct;
    }

    /** As written on the wire: lower case. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
