package io.cemfleet.orchestrator.flow;

import io.cemfleet.a2a.contract.IncidentView.SlaValues;
import io.cemfleet.a2a.contract.SlaLimits;
import org.jspecify.annotations.Nullable;

/**
 * Compares what traffic meets on two paths, as far as it matters for the SLA.
 *
 * @param limits the SLA
 */
record SlaComparison(SlaLimits limits) {
    private static final double ALL_LOST = 99.99;

    /** A value of at most this part of another one is clearly lower; less may be noise. */
    private static final double CLEARLY = 0.95;

    static boolean isKnown(SlaValues met) {
        return met.latencyMs() != null || met.jitterMs() != null || met.lossPct() != null;
    }

    /**
     * Whether one path is better than the other: clearly better in a value that is beyond its limit there, and in no
     * value worse beyond its own limit. Unknown is not good. A path that lets nothing through is worse than any other.
     */
    boolean isBetter(SlaValues met, SlaValues other) {
        if (lost(met) || lost(other)) {
            return !lost(met);
        }
        boolean worse = worse(met.latencyMs(), other.latencyMs(), limits.latencyMs())
                || worse(met.jitterMs(), other.jitterMs(), limits.jitterMs())
                || worse(met.lossPct(), other.lossPct(), limits.lossPct());
        boolean better = better(met.latencyMs(), other.latencyMs(), limits.latencyMs())
                || better(met.jitterMs(), other.jitterMs(), limits.jitterMs())
                || better(met.lossPct(), other.lossPct(), limits.lossPct());
        return better && !worse;
    }

    private static boolean worse(@Nullable Double value, @Nullable Double other, double limit) {
        return value == null || (value > limit && (other == null || value > other));
    }

    private static boolean better(@Nullable Double value, @Nullable Double other, double limit) {
        return value != null && other != null && other > limit && value <= other * CLEARLY;
    }

    private static boolean lost(SlaValues met) {
        return met.lossPct() != null && met.lossPct() >= ALL_LOST;
    }
}
