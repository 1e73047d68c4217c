package io.cemfleet.tunnel.policy;

/** At most so many tunnels at a head-end at a time. */
public record HeadEndCap(int most) implements TunnelRule {

    @Override
    public Verdict judge(Proposal proposal) {
        return proposal.tunnelsOnHeadEnd() < most
                ? new Verdict.Allowed()
                : new Verdict.Refused(
                        "head_end_cap",
                        "%s has %d tunnels, at most %d are allowed"
                                .formatted(proposal.headEnd(), proposal.tunnelsOnHeadEnd(), most));
    }
}
