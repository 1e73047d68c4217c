package io.cemfleet.lab.network;

import java.time.Instant;

/**
 * A sample of the link probes of one direction.
 *
 * @param at when
 * @param direction index of the direction
 * @param delayMs one way
 * @param jitterMs delay variation
 * @param lossPct 0 to 100
 * @param utilisation 0 to 1
 */
public record LinkSample(
        Instant at, int direction, double delayMs, double jitterMs, double lossPct, double utilisation) {}
