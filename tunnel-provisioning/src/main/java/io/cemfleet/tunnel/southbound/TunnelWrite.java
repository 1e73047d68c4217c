package io.cemfleet.tunnel.southbound;

import io.cemfleet.tunnel.policy.CandidatePathConfig;

/**
 * A tunnel that is to be configured.
 *
 * @param create nothing stood under its name when it was read: in a transaction, what stands there since is not replaced
 */
public record TunnelWrite(CandidatePathConfig candidate, boolean create) {}
