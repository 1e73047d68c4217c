package io.cemfleet.network.measurement;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The measurements of one direction of a link. An absent value is unknown, never zero.
 *
 * @param linkId undirected id
 * @param from slug of the sending router
 * @param to slug of the receiving router
 * @param delayMs average one-way delay in milliseconds
 * @param jitterMs delay variance in milliseconds
 * @param lossPct 0 to 100
 * @param utilisation 0 to 1
 * @param measuredAt when delay and loss were measured
 */
public record LinkMeasurement(
        String linkId,
        String from,
        String to,
        @Nullable Double delayMs,
        @Nullable Double jitterMs,
        @Nullable Double lossPct,
        @Nullable Double utilisation,
        @Nullable Instant measuredAt) {}
