package io.cemfleet.tunnel.policy;

/** A limit on what automation may touch; asked in the transaction that takes the tunnel's place. */
public interface TunnelRule {

    Verdict judge(Proposal proposal);
}
