package io.cemfleet.tunnel.policy;

/**
 * A tunnel that asks for its place.
 *
 * @param tunnelsOnHeadEnd how many others hold resources there now
 */
public record Proposal(Protection protection, String headEnd, String endPoint, long tunnelsOnHeadEnd) {}
