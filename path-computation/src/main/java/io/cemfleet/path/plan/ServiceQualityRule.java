package io.cemfleet.path.plan;

import io.cemfleet.a2a.contract.SlaLimits;
import io.cemfleet.path.constraint.PathQualityRule;
import io.cemfleet.path.graph.EdgeState;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The quality that a path must offer its service, by the known state of its links. Values that are unknown on the path
 * are ignored; a path without any known value is never accepted.
 *
 * @param limits that each known value must keep; infinite where there is no limit
 * @param before the present quality, where the path must improve it; otherwise absent
 */
record ServiceQualityRule(EdgeState state, SlaLimits limits, @Nullable PathQuality before) implements PathQualityRule {

    private static final double TOLERANCE = 1e-9;

    /** The rules in the order of preference: first paths within the SLA, then paths that improve on the present one. */
    static List<ServiceQualityRule> of(EdgeState state, @Nullable SlaLimits promised, PathQuality before) {
        var standards = new ArrayList<ServiceQualityRule>();
        var limits = promised == null ? null : limits(promised);
        if (limits != null) {
            standards.add(new ServiceQualityRule(state, limits, null));
        }
        standards.add(new ServiceQualityRule(state, noWorse(limits, before), before));
        return standards;
    }

    /** A delay or jitter limit of zero means no limit; without a loss limit either, the SLA is unknown. */
    private static @Nullable SlaLimits limits(SlaLimits promised) {
        return promised.latencyMs() > 0 || promised.jitterMs() > 0 || promised.lossPct() > 0
                ? new SlaLimits(
                        promised.latencyMs() > 0 ? promised.latencyMs() : Double.POSITIVE_INFINITY,
                        promised.jitterMs() > 0 ? promised.jitterMs() : Double.POSITIVE_INFINITY,
                        promised.lossPct())
                : null;
    }

    /** No value may be worse than now, unless it is still within the SLA. */
    private static SlaLimits noWorse(@Nullable SlaLimits limits, PathQuality before) {
        if (before.lost()) {
            return new SlaLimits(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, 100);
        }
        var promised = limits == null ? new SlaLimits(0, 0, 0) : limits;
        return new SlaLimits(
                larger(promised.latencyMs(), before.latencyMs()),
                larger(promised.jitterMs(), before.jitterMs()),
                larger(promised.lossPct(), before.lossPct()));
    }

    /** The resulting bound on the delay, milliseconds; absent where there is none. */
    @Nullable
    Double maxDelayMs() {
        return Double.isInfinite(limits.latencyMs()) ? null : (Double) limits.latencyMs();
    }

    @Override
    public boolean bars(int edge) {
        var figures = state.figures(edge);
        return exceeds(figures.delayMs(), limits.latencyMs())
                || exceeds(figures.jitterMs(), limits.jitterMs())
                || exceeds(figures.lossPct(), limits.lossPct());
    }

    @Override
    public boolean accepts(int[] path) {
        var after = PathQuality.along(state, path);
        return !after.unknown() && keeps(after) && (before == null || better(before, after));
    }

    private boolean keeps(PathQuality figures) {
        return !exceeds(figures.latencyMs(), limits.latencyMs())
                && !exceeds(figures.jitterMs(), limits.jitterMs())
                && !exceeds(figures.lossPct(), limits.lossPct());
    }

    private static boolean better(PathQuality before, PathQuality after) {
        return (before.lost() && !after.lost())
                || exceeds(before.latencyMs(), PathQuality.orNaN(after.latencyMs()))
                || exceeds(before.jitterMs(), PathQuality.orNaN(after.jitterMs()))
                || exceeds(before.lossPct(), PathQuality.orNaN(after.lossPct()));
    }

    private static boolean exceeds(@Nullable Double value, double limit) {
        return value != null && value > limit + TOLERANCE;
    }

    private static double larger(double limit, @Nullable Double before) {
        return before == null ? limit : Math.max(limit, before);
    }
}
