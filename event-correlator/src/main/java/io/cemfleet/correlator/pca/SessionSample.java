package io.cemfleet.correlator.pca;

import io.cemfleet.pca.MetricPoint;
import io.cemfleet.pca.SessionMetric;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a session measured, worst since a moment; each value absent where nothing was measured since.
 *
 * @param measuredAt the oldest of the newest samples of the metrics that are there
 */
public record SessionSample(
        @Nullable Double delayMs, @Nullable Double jitterMs, @Nullable Double lossPct, @Nullable Instant measuredAt) {

    static SessionSample of(SessionMetric metric, MetricPoint point) {
        return switch (metric) {
            case DELAY -> new SessionSample(point.value(), null, null, point.at());
            case JITTER -> new SessionSample(null, point.value(), null, point.at());
            case LOSS -> new SessionSample(null, null, point.value(), point.at());
        };
    }

    /** Two samples of one session, each of other metrics. */
    SessionSample joined(SessionSample other) {
        Instant at = measuredAt;
        Instant otherAt = other.measuredAt;
        return new SessionSample(
                delayMs == null ? other.delayMs : delayMs,
                jitterMs == null ? other.jitterMs : jitterMs,
                lossPct == null ? other.lossPct : lossPct,
                at == null || (otherAt != null && otherAt.isBefore(at)) ? otherAt : at);
    }
}
