package io.cemfleet.tunnel.southbound;

import io.cemfleet.tunnel.policy.CandidatePathConfig;
import io.cemfleet.tunnel.policy.StepOutcome;
import io.cemfleet.tunnel.policy.TunnelSegment;
import io.cemfleet.tunnel.southbound.ConfiguredTunnel.NotConfigured;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** SR-MPLS tunnels at the controller: a policy with one explicit candidate path over lists of MPLS labels. */
public interface SrMplsTunnels {

    /** Where segments lead in the present topology; {@code path_invalid} when not to the end-point. */
    StepOutcome<SegmentListRoute> trace(String headEnd, String endPoint, List<TunnelSegment> segments);

    /** What the path would do; changes nothing. */
    StepOutcome<DryRunReport> dryRun(String headEnd, String endPoint, List<TunnelSegment> segments);

    /** What stands under the tunnels' names, with the labels of their SID lists: each name is in the answer. */
    StepOutcome<Map<String, ConfiguredTunnel>> configured(Collection<String> tunnelIds);

    /** What stands under a tunnel's name. */
    default StepOutcome<ConfiguredTunnel> configured(String tunnelId) {
        return configured(List.of(tunnelId)).map(read -> read.getOrDefault(tunnelId, new NotConfigured()));
    }

    /** Writes SID lists and policies: several tunnels in one transaction, of which all or none are written. */
    StepOutcome<Boolean> write(List<TunnelWrite> writes);

    /** Writes the SID lists that differ, then the policy. */
    default StepOutcome<Boolean> write(CandidatePathConfig candidate) {
        return write(List.of(new TunnelWrite(candidate, false)));
    }
}
