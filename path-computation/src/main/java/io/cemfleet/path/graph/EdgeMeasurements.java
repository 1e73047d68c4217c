package io.cemfleet.path.graph;

import org.jspecify.annotations.Nullable;

/**
 * The known state of one direction of a link at one moment. Absent means unknown, never zero.
 *
 * @param delayMs one way, measured or else advertised
 * @param jitterMs delay variation
 * @param lossPct 0 to 100
 * @param capacityMbps above 0
 * @param utilisation measured load by capacity, 0 to 1
 */
public record EdgeMeasurements(
        @Nullable Double delayMs,
        @Nullable Double jitterMs,
        @Nullable Double lossPct,
        @Nullable Double capacityMbps,
        @Nullable Double utilisation) {}
