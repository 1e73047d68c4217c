package io.cemfleet.restoration.sla;

import io.cemfleet.a2a.contract.IncidentView;
import io.cemfleet.a2a.contract.SlaLimits;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The worst latency, jitter and loss that the traffic of a protection met in a period, one way. Absent is unknown,
 * never zero.
 *
 * @param latencyMs milliseconds
 * @param jitterMs milliseconds
 * @param lossPct 0 to 100
 */
public record SlaMeasurement(
        @Nullable Double latencyMs, @Nullable Double jitterMs, @Nullable Double lossPct, MeasurementSource source) {

    /** Nothing is known. */
    public static final SlaMeasurement UNKNOWN = new SlaMeasurement(null, null, null, MeasurementSource.NONE);

    /** Who measured it. */
    public enum MeasurementSource {
        /** A session from end to end. */
        PCA,
        /** The sum over the links of the path. */
        LINKS,
        /** The plan, as it saw the links when it was computed. */
        PLAN,
        NONE;

        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The values of the plan, as far as it had any. */
    public static SlaMeasurement predicted(IncidentView.@Nullable SlaValues sla) {
        return sla == null
                ? UNKNOWN
                : new SlaMeasurement(sla.latencyMs(), sla.jitterMs(), sla.lossPct(), MeasurementSource.PLAN);
    }

    /** Whether everything is known. */
    public boolean complete() {
        return latencyMs != null && jitterMs != null && lossPct != null;
    }

    /** Never true while anything is unknown. */
    public boolean within(SlaLimits limits) {
        return latencyMs != null
                && latencyMs <= limits.latencyMs()
                && jitterMs != null
                && jitterMs <= limits.jitterMs()
                && lossPct != null
                && lossPct <= limits.lossPct();
    }

    /**
     * Whether each value that was beyond its limit is at most this fraction of its former value, and no other went
     * beyond its limit.
     */
    boolean clearlyBetterThan(SlaMeasurement before, SlaLimits limits, double part) {
        return better(before.latencyMs, latencyMs, limits.latencyMs(), part)
                && better(before.jitterMs, jitterMs, limits.jitterMs(), part)
                && better(before.lossPct, lossPct, limits.lossPct(), part);
    }

    private static boolean better(@Nullable Double before, @Nullable Double after, double limit, double part) {
        if (before == null || after == null) {
            return false;
        }
        return after <= (before > limit ? Math.max(limit, before * part) : limit);
    }

    /**
     * Whether a value went clearly further beyond its limit, and no value that was beyond its limit is clearly better.
     */
    boolean clearlyWorseThan(SlaMeasurement before, SlaLimits limits, double part) {
        boolean worse = worse(before.latencyMs, latencyMs, limits.latencyMs(), part)
                || worse(before.jitterMs, jitterMs, limits.jitterMs(), part)
                || worse(before.lossPct, lossPct, limits.lossPct(), part);
        boolean better = worse(latencyMs, before.latencyMs, limits.latencyMs(), part)
                || worse(jitterMs, before.jitterMs, limits.jitterMs(), part)
                || worse(lossPct, before.lossPct, limits.lossPct(), part);
        return worse && !better;
    }

    private static boolean worse(@Nullable Double from, @Nullable Double to, double limit, double part) {
        return from != null && to != null && to > limit && from <= to * part;
    }

    /** The values as they are reported, rounded. */
    public IncidentView.SlaValues reported() {
        return new IncidentView.SlaValues(rounded(latencyMs), rounded(jitterMs), rounded(lossPct));
    }

    private static @Nullable Double rounded(@Nullable Double value) {
        return value == null ? null : Double.valueOf(Math.round(value * 1000) / 1000.0);
    }
}
