package io.cemfleet.tunnel.technology;

import io.cemfleet.a2a.contract.SegmentId;
import io.cemfleet.a2a.contract.TeType;
import io.cemfleet.tunnel.policy.CandidatePlacement;
import io.cemfleet.tunnel.policy.StepOutcome;
import io.cemfleet.tunnel.policy.Tunnel;
import io.cemfleet.tunnel.policy.TunnelSegment;
import io.cemfleet.tunnel.southbound.ConfiguredTunnel;
import io.cemfleet.tunnel.southbound.DryRunReport;
import io.cemfleet.tunnel.southbound.LivePolicy;
import io.cemfleet.tunnel.southbound.ProvisioningSnapshot;
import io.cemfleet.tunnel.southbound.SegmentListRoute;
import io.cemfleet.tunnel.southbound.TunnelEndCapabilities;
import io.cemfleet.tunnel.southbound.TunnelWrite;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A kind of traffic engineering: everything that differs between tunnels of one TE type and another. The flows call it
 * under the head-end's lock; reads change nothing, and expected failures are values.
 */
public interface TunnelTechnology {

    /** The kind of the tunnels; one technology a kind. */
    TeType teType();

    /** Whether two ends can carry such a tunnel, as the topology reports them. */
    boolean supportedBy(TunnelEndCapabilities ends);

    /** Whether a tunnel can split its traffic between protection and original path by weights. */
    boolean splitsByWeight();

    /** Segments that return traffic to the IGP's path to the end-point; empty where the topology reports none. */
    List<TunnelSegment> returnSegments(String endPoint, TunnelEndCapabilities ends);

    /** Checks whether the path may be written, with the controller's prediction for it. */
    StepOutcome<DryRunReport> check(ProposedPath path, TunnelEndCapabilities ends);

    /** Where segments lead in the present topology; {@code path_invalid} when not to the end-point. */
    StepOutcome<SegmentListRoute> trace(String headEnd, String endPoint, List<TunnelSegment> segments);

    /**
     * Allocates a binding SID within the caller's transaction; empty when the head-end chooses it, and
     * {@code binding_sid_exhausted} when none is free.
     */
    StepOutcome<Optional<SegmentId>> takeBindingSid(String tunnelId, String headEnd, ProvisioningSnapshot view);

    /** Releases the tunnel's binding SID within the caller's transaction, once it was read back as gone. */
    void releaseBindingSid(String tunnelId);

    /** Where a tunnel carries no traffic yet: below the active path. One that carries traffic already stays in place. */
    StepOutcome<CandidatePlacement> placeBelowActive(Tunnel tunnel, ProvisioningSnapshot view);

    /**
     * The tunnel where it takes over the traffic of its policy.
     *
     * @param present as it is configured
     * @param live its policy in the network
     */
    StepOutcome<Tunnel> placeAboveOthers(Tunnel tunnel, ConfiguredTunnel present, Optional<LivePolicy> live);

    /** What the controller has configured under the tunnels' names: each name is in the answer. */
    StepOutcome<Map<String, ConfiguredTunnel>> configured(Collection<String> tunnelIds);

    /** What the controller has configured under a tunnel's name. */
    default StepOutcome<ConfiguredTunnel> configured(String tunnelId) {
        return configured(List.of(tunnelId))
                .map(read -> read.getOrDefault(tunnelId, new ConfiguredTunnel.NotConfigured()));
    }

    /** Writes tunnels in one transaction, of which all or none are written; idempotent by their names. */
    StepOutcome<Boolean> write(List<TunnelWrite> writes);
}
