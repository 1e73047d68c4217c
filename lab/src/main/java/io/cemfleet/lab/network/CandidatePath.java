package io.cemfleet.lab.network;

/**
 * A candidate path; the valid one with the highest preference is active (RFC 9256, section 2.9).
 *
 * @param preference unique within the SR policy
 * @param spec the specification of the path
 */
public record CandidatePath(int preference, PathSpec spec) {}
