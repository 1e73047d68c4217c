package io.cemfleet.lab.network;

/**
 * The present condition of one direction of a link.
 *
 * @param delayMs one way: static, queueing and injected
 * @param jitterMs delay variation
 * @param lossPct 0 to 100
 * @param utilisation carried load by capacity, 0 to 1
 * @param offeredMbps offered load; may exceed the capacity
 */
public record LinkCondition(double delayMs, double jitterMs, double lossPct, double utilisation, double offeredMbps) {}
