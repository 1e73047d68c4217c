package io.cemfleet.lab.network;

/**
 * One direction of a link now.
 *
 * @param delayMs one way: static, queueing and injected
 * @param jitterMs delay variation
 * @param lossPct 0 to 100
 * @param utilisation carried load by capacity, 0 to 1
 * @param offeredMbps load that wants to cross; may exceed the capacity
 */
public record LinkCondition(double delayMs, double jitterMs, double lossPct, double utilisation, double offeredMbps) {}
