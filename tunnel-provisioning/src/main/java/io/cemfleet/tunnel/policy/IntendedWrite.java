package io.cemfleet.tunnel.policy;

/**
 * A write that was begun, and whose outcome is not known to be good.
 *
 * @param sidLists number in the names of its SID lists
 */
public record IntendedWrite(CandidatePlacement placement, TunnelPlan plan, int sidLists) {}
