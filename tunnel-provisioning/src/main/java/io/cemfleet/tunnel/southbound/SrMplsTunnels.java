package io.cemfleet.tunnel.southbound;

import io.cemfleet.tunnel.policy.CandidatePathConfig;
import io.cemfleet.tunnel.policy.StepOutcome;
import io.cemfleet.tunnel.policy.TunnelSegment;
import java.util.List;

/** SR-MPLS tunnels at the controller: a policy with one explicit candidate path over lists of MPLS labels. */
public interface SrMplsTunnels {

    /** Where segments lead in the present topology; {@code path_invalid} when not to the end-point. */
    StepOutcome<SegmentListRoute> trace(String headEnd, String endPoint, List<TunnelSegment> segments);

    /** What the path would do; changes nothing. */
    StepOutcome<DryRunReport> dryRun(String headEnd, String endPoint, List<TunnelSegment> segments);

    /** What stands under a tunnel's name, with the labels of its SID lists. */
    StepOutcome<ConfiguredTunnel> configured(String tunnelId);

    /** Writes the SID lists that differ, then the policy. */
    StepOutcome<Boolean> write(CandidatePathConfig candidate);
}
