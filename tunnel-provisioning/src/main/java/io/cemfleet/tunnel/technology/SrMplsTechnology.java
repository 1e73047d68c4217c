package io.cemfleet.tunnel.technology;

import io.cemfleet.a2a.contract.SegmentId;
import io.cemfleet.a2a.contract.TeType;
import io.cemfleet.a2a.contract.TunnelFailureCode;
import io.cemfleet.tunnel.TunnelSettings;
import io.cemfleet.tunnel.bsid.BindingSidAllocator;
import io.cemfleet.tunnel.policy.CandidatePlacement;
import io.cemfleet.tunnel.policy.StepFailure;
import io.cemfleet.tunnel.policy.StepOutcome;
import io.cemfleet.tunnel.policy.StepOutcome.Done;
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
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.springframework.stereotype.Component;

/**
 * SR-MPLS: an SR policy's candidate path over lists of labels. Traffic is steered by the path's preference and split by
 * the weights of its SID lists (RFC 9256); the binding SID is a label of the head-end's SRLB.
 */
@Component
final class SrMplsTechnology implements TunnelTechnology {
    private final SrMplsTunnels tunnels;
    private final CandidatePathPreference preferences;
    private final BindingSidAllocator bindingSids;
    private final TunnelSettings settings;

    SrMplsTechnology(
            SrMplsTunnels tunnels,
            CandidatePathPreference preferences,
            BindingSidAllocator bindingSids,
            TunnelSettings settings) {
        this.tunnels = tunnels;
        this.preferences = preferences;
        this.bindingSids = bindingSids;
        this.settings = settings;
    }

    @Override
    public TeType teType() {
        return TeType.SR_MPLS;
    }

    @Override
    public boolean supportedBy(TunnelEndCapabilities ends) {
        return ends.srMpls();
    }

    @Override
    public boolean splitsByWeight() {
        return true;
    }

    /** The end-point's node SID. */
    @Override
    public List<TunnelSegment> returnSegments(String endPoint, TunnelEndCapabilities ends) {
        Integer nodeSid = ends.endPointSid();
        return nodeSid == null
                ? List.of()
                : List.of(new TunnelSegment(false, SegmentId.label(nodeSid), endPoint, null));
    }

    /**
     * SID depth, and the links that the segments cross in the present topology. Where these leave a router a choice of
     * equal-cost links, the controller's dry run, too: without a choice it could only repeat its own topology.
     */
    @Override
    public StepOutcome<DryRunReport> check(ProposedPath path, TunnelEndCapabilities ends) {
        int depth = ends.sidDepth() == null ? settings.unreportedSidDepth() : ends.sidDepth();
        Optional<StepFailure> unfit = SegmentPathCheck.depth(path, depth);
        if (unfit.isPresent()) {
            return StepOutcome.failed(unfit.get());
        }
        StepOutcome<SegmentListRoute> traced = tunnels.trace(path.headEnd(), path.endPoint(), path.segments());
        if (!(traced instanceof Done(SegmentListRoute route))) {
            return traced.asFailure();
        }
        Optional<StepFailure> crossed = SegmentPathCheck.crossing(path, route.links(), "the segments cross");
        if (crossed.isPresent()) {
            return StepOutcome.failed(crossed.get());
        }
        if (route.single()) {
            return StepOutcome.done(DryRunReport.onlyBranch(
                    path.segments().stream().map(TunnelSegment::sid).toList(), route));
        }
        StepOutcome<DryRunReport> predicted = tunnels.dryRun(path.headEnd(), path.endPoint(), path.segments());
        if (!(predicted instanceof Done(DryRunReport run))) {
            return predicted;
        }
        Optional<StepFailure> predictedCrossing =
                SegmentPathCheck.crossing(path, run.links(), "the controller's dry run crosses");
        return predictedCrossing.isPresent() ? StepOutcome.failed(predictedCrossing.get()) : predicted;
    }

    @Override
    public StepOutcome<SegmentListRoute> trace(String headEnd, String endPoint, List<TunnelSegment> segments) {
        return tunnels.trace(headEnd, endPoint, segments);
    }

    /** A free label of the head-end's SRLB; the head-end chooses where none is reported. */
    @Override
    public StepOutcome<Optional<SegmentId>> takeBindingSid(String tunnelId, String headEnd, ProvisioningSnapshot view) {
        Integer first = view.headEnd().firstLabel();
        Integer last = view.headEnd().lastLabel();
        if (first == null) {
            return StepOutcome.done(Optional.empty());
        }
        IntStream block = last == null ? IntStream.empty() : IntStream.rangeClosed(first, last);
        OptionalInt free = bindingSids.take(headEnd, tunnelId, block, view.labelsInUse(headEnd));
        return free.isPresent()
                ? StepOutcome.done(Optional.of(SegmentId.label(free.getAsInt())))
                : StepOutcome.failed(
                        TunnelFailureCode.BINDING_SID_EXHAUSTED,
                        "every label of %s's SRLB is in use".formatted(headEnd));
    }

    @Override
    public void releaseBindingSid(String tunnelId) {
        bindingSids.release(tunnelId);
    }

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
