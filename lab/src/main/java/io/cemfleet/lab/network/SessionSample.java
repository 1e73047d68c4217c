package io.cemfleet.lab.network;

import java.time.Instant;

/**
 * A sample of a probe session, on the worst branch that its flows take.
 *
 * @param at when
 * @param session its id
 * @param delayMs one way
 * @param jitterMs delay variation
 * @param lossPct 0 to 100
 * @param baselineMs static delay of the same forwarding
 */
public record SessionSample(
        Instant at, String session, double delayMs, double jitterMs, double lossPct, double baselineMs) {}
