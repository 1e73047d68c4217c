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
import io.cemfleet.tunnel.southbound.SrMplsTunnels;
import io.cemfleet.tunnel.southbound.TunnelEndCapabilities;
import io.cemfleet.tunnel.southbound.TunnelWrite;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A second technology, made up for tests: it differs from SR-MPLS in its TE type, has no binding SIDs of its own and
 * cannot split traffic. The fake network carries it like SR-MPLS.
 */
public final class MadeUpTechnology implements TunnelTechnology {
    private final SrMplsTunnels tunnels;
    private final CandidatePathPreference preferences;

    public MadeUpTechnology(SrMplsTunnels tunnels, CandidatePathPreference preferences) {
        this.tunnels = tunnels;
        this.preferences = preferences;
    }

    @Override
    public TeType teType() {
        return TeType.RSVP_TE;
    }

    @Override
    public boolean supportedBy(TunnelEndCapabilities ends) {
        return true;
    }

    @Override
    public boolean splitsByWeight() {
        return false;
    }

    @Override
    public List<TunnelSegment> returnSegments(String endPoint, TunnelEndCapabilities ends) {
        return List.of();
    }

    @Override
    public StepOutcome<DryRunReport> check(ProposedPath path, TunnelEndCapabilities ends) {
        return StepOutcome.done(
                new DryRunReport(DryRunReport.Predictor.CONTROLLER, false, "made up", List.of(), List.of()));
    }

    @Override
    public StepOutcome<SegmentListRoute> trace(String headEnd, String endPoint, List<TunnelSegment> segments) {
        return tunnels.trace(headEnd, endPoint, segments);
    }

    @Override
    public StepOutcome<Optional<SegmentId>> takeBindingSid(String tunnelId, String headEnd, ProvisioningSnapshot view) {
        return StepOutcome.done(Optional.empty());
    }

    @Override
    public void releaseBindingSid(String tunnelId) {}

    @Override
    public StepOutcome<CandidatePlacement> placeBelowActive(Tunnel tunnel, ProvisioningSnapshot view) {
        return preferences.below(tunnel, view);
    }

    @Override
    public StepOutcome<Tunnel> placeAboveOthers(Tunnel tunnel, ConfiguredTunnel present, Optional<LivePolicy> live) {
        return preferences.above(tunnel, present, live);
    }

    @Override
    public StepOutcome<Map<String, ConfiguredTunnel>> configured(Collection<String> tunnelIds) {
        return tunnels.configured(tunnelIds);
    }

    @Override
    public StepOutcome<Boolean> write(List<TunnelWrite> writes) {
        return tunnels.write(writes);
    }
}
