package io.cemfleet.tunnel.policy;

/**
 * A write that was begun and is not known to have succeeded.
 *
 * @param sidLists number in the names of its SID lists
 */
public record IntendedWrite(CandidatePlacement placement, TunnelPlan plan, int sidLists) {}
