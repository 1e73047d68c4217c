package io.cemfleet.traffic.sample;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The utilisation of one direction of a link.
 *
 * @param utilisation 0 to 1
 * @param measuredAt when it was read, since the controller reports utilisation without a time
 */
public record LinkSample(
        String linkId, String from, String to, double utilisation, @Nullable Double capacityMbps, Instant measuredAt) {}
