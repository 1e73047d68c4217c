package io.cemfleet.tunnel.policy;

/**
 * The tunnel's place among the candidate paths of its policy.
 *
 * @param preference 1 to 65535, the highest valid one is active; 0 before one was chosen
 */
public record CandidatePlacement(int preference, PathWeights weights) {}
