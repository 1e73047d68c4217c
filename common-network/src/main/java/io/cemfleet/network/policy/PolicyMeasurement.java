package io.cemfleet.network.policy;

import org.jspecify.annotations.Nullable;

/** The present measurements of a policy; a value that the controller does not have is absent. */
public record PolicyMeasurement(
        PolicyKey key, @Nullable Double utilisationMbps, @Nullable Double delayMs, @Nullable Double jitterMs) {}
