package io.cemfleet.tunnel.provision;

import io.cemfleet.a2a.contract.SegmentId;
import io.cemfleet.a2a.contract.TunnelFailureCode;
import io.cemfleet.tunnel.bsid.FleetColorAllocator;
import io.cemfleet.tunnel.policy.CandidatePlacement;
import io.cemfleet.tunnel.policy.SteeringKey;
import io.cemfleet.tunnel.policy.StepOutcome;
import io.cemfleet.tunnel.policy.StepOutcome.Done;
import io.cemfleet.tunnel.policy.Tunnel;
import io.cemfleet.tunnel.southbound.LivePolicy;
import io.cemfleet.tunnel.southbound.ProvisioningSnapshot;
import io.cemfleet.tunnel.technology.TunnelTechnology;
import java.util.Optional;
import java.util.OptionalInt;
import org.springframework.stereotype.Component;

/** Allocates what a tunnel needs of its own, within the caller's transaction: colour, binding SID, preference. */
@Component
class TunnelResources {
    private final FleetColorAllocator colors;

    TunnelResources(FleetColorAllocator colors) {
        this.colors = colors;
    }

    /**
     * A tunnel with its resources.
     *
     * @param holding with its key and binding SID
     * @param placement that it is to get
     */
    record AllocatedTunnel(Tunnel holding, CandidatePlacement placement) {}

    StepOutcome<AllocatedTunnel> allocate(
            Tunnel tunnel, ProvisionCommand command, TunnelTechnology technology, ProvisioningSnapshot view) {
        OptionalInt color = color(tunnel, command, view);
        if (color.isEmpty()) {
            return StepOutcome.failed(
                    TunnelFailureCode.FLEET_COLOR_EXHAUSTED, "every colour of the fleet's range is in use");
        }
        var key = new SteeringKey(command.ends().headEnd(), command.ends().endPoint(), color.getAsInt());
        if (view.live(key).map(LivePolicy::automation).orElse(false)) {
            return StepOutcome.failed(
                    TunnelFailureCode.AUTOMATION_OWNED, key + " belongs to the controller's own automation");
        }
        boolean fleet = command.ends().color() == null || colors.ours(color.getAsInt());
        SegmentId held = tunnel.state().holds() ? tunnel.bindingSid() : null;
        StepOutcome<Optional<SegmentId>> allocated = held == null
                ? technology.takeBindingSid(tunnel.tunnelId(), key.headEnd(), view)
                : StepOutcome.done(Optional.of(held));
        if (!(allocated instanceof Done(Optional<SegmentId> bindingSid))) {
            return allocated.asFailure();
        }
        Tunnel holding = tunnel.holding(key, bindingSid.orElse(null), fleet);
        return technology.placeBelowActive(holding, view).map(placement -> new AllocatedTunnel(holding, placement));
    }

    /** The requested colour; without one the tunnel's own, or one of the fleet's. */
    private OptionalInt color(Tunnel tunnel, ProvisionCommand command, ProvisioningSnapshot view) {
        Integer requested = command.ends().color();
        if (requested != null) {
            return OptionalInt.of(requested);
        }
        return tunnel.state().holds() && tunnel.fleetColored() && tunnel.key().color() > 0
                ? OptionalInt.of(tunnel.key().color())
                : colors.take(
                        command.protection().incidentId(),
                        command.ends().endPoint(),
                        command.plan().services(),
                        view::usesColor);
    }
}
