package io.cemfleet.correlator.pca;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a session measured, worst since a moment; each value absent where nothing was measured since.
 *
 * @param measuredAt the oldest of the newest samples of the metrics that are there
 */
public record SessionSample(
        @Nullable Double delayMs, @Nullable Double jitterMs, @Nullable Double lossPct, @Nullable Instant measuredAt) {}
