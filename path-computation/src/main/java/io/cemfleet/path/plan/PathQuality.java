package io.cemfleet.path.plan;

import io.cemfleet.a2a.contract.IncidentView.SlaValues;
import io.cemfleet.path.graph.EdgeState;
import org.jspecify.annotations.Nullable;

/**
 * The one-way quality of a path: milliseconds, milliseconds, percent. A value is absent where it is unknown on a link
 * of the path.
 */
record PathQuality(@Nullable Double latencyMs, @Nullable Double jitterMs, @Nullable Double lossPct) {

    static final PathQuality UNKNOWN = new PathQuality(null, null, null);
    /** The quality for traffic that is sent over a missing link. */
    static final PathQuality LOST = new PathQuality(null, null, 100.0);

    /** Delay and jitter add up, which bounds the jitter from above; losses compound. */
    static PathQuality along(EdgeState state, int[] edges) {
        double latency = 0;
        double jitter = 0;
        double passed = 1;
        for (int edge : edges) {
            var figures = state.figures(edge);
            latency += orNaN(figures.delayMs());
            jitter += orNaN(figures.jitterMs());
            passed *= 1 - orNaN(figures.lossPct()) / 100;
        }
        return new PathQuality(orNull(latency), orNull(jitter), orNull(100 * (1 - passed)));
    }

    boolean lost() {
        return lossPct != null && lossPct >= 100;
    }

    boolean unknown() {
        return latencyMs == null && jitterMs == null && lossPct == null;
    }

    /** The worse of each pair of values; unknown where one is unknown. */
    PathQuality worst(PathQuality other) {
        return new PathQuality(
                orNull(Math.max(orNaN(latencyMs), orNaN(other.latencyMs))),
                orNull(Math.max(orNaN(jitterMs), orNaN(other.jitterMs))),
                orNull(Math.max(orNaN(lossPct), orNaN(other.lossPct))));
    }

    /** A copy with additional loss, percent. */
    PathQuality withLoss(double morePct) {
        return new PathQuality(
                latencyMs, jitterMs, lossPct == null ? null : (Double) (100 - (100 - lossPct) * (1 - morePct / 100)));
    }

    SlaValues sla() {
        return new SlaValues(rounded(latencyMs), rounded(jitterMs), rounded(lossPct));
    }

    private static @Nullable Double rounded(@Nullable Double value) {
        return value == null ? null : (Double) (Math.round(value * 10_000) / 10_000.0);
    }

    static double orNaN(@Nullable Double value) {
        return value == null ? Double.NaN : value;
    }

    private static @Nullable Double orNull(double value) {
        return Double.isNaN(value) ? null : (Double) value;
    }
}
