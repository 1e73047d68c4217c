package io.cemfleet.network.policy;

import org.jspecify.annotations.Nullable;

/** What is measured of a policy now; each value absent where the controller has none. */
public record PolicyMeasurement(
        PolicyKey key, @Nullable Double utilisationMbps, @Nullable Double delayMs, @Nullable Double jitterMs) {}
