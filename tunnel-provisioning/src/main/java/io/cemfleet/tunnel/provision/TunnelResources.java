package io.cemfleet.tunnel.provision;

import io.cemfleet.a2a.contract.TunnelFailureCode;
import io.cemfleet.tunnel.bsid.BindingSidAllocator;
import io.cemfleet.tunnel.bsid.FleetColorAllocator;
import io.cemfleet.tunnel.policy.CandidatePlacement;
import io.cemfleet.tunnel.policy.SteeringKey;
import io.cemfleet.tunnel.policy.StepOutcome;
import io.cemfleet.tunnel.policy.StepOutcome.Done;
import io.cemfleet.tunnel.policy.Tunnel;
import io.cemfleet.tunnel.southbound.LivePolicy;
import io.cemfleet.tunnel.southbound.ProvisioningSnapshot;
import io.cemfleet.tunnel.southbound.TunnelEndCapabilities;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.springframework.stereotype.Component;

/** Allocates what a tunnel needs of its own, within the caller's transaction: colour, binding SID, preference. */
@Component
class TunnelResources {
    private final BindingSidAllocator bindingSids;
    private final FleetColorAllocator colors;
    private final PreferenceChoice preferences;

    TunnelResources(BindingSidAllocator bindingSids, FleetColorAllocator colors, PreferenceChoice preferences) {
        this.bindingSids = bindingSids;
        this.colors = colors;
        this.preferences = preferences;
    }

    /**
     * A tunnel with its resources.
     *
     * @param holding with its key and binding SID
     * @param placement that it is to get
     */
    record AllocatedTunnel(Tunnel holding, CandidatePlacement placement) {}

    StepOutcome<AllocatedTunnel> allocate(Tunnel tunnel, ProvisionCommand command, ProvisioningSnapshot view) {
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
        StepOutcome<Optional<Integer>> allocated = bindingSid(tunnel, key.headEnd(), view);
        if (!(allocated instanceof Done(Optional<Integer> label))) {
            return allocated.asFailure();
        }
        Tunnel holding = tunnel.holding(key, label.orElse(null), fleet);
        return preferences.place(holding, view).map(placement -> new AllocatedTunnel(holding, placement));
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
                        view.colorsInUse());
    }

    /** The tunnel's label, or a free one of the head-end's SRLB; empty when the head-end chooses. */
    private StepOutcome<Optional<Integer>> bindingSid(Tunnel tunnel, String headEnd, ProvisioningSnapshot view) {
        Integer held = tunnel.state().holds() ? tunnel.bindingSid() : null;
        if (held != null || view.headEnd().firstLabel() == null) {
            return StepOutcome.done(Optional.ofNullable(held));
        }
        OptionalInt free =
                bindingSids.take(headEnd, tunnel.tunnelId(), block(view.headEnd()), view.labelsInUse(headEnd));
        return free.isPresent()
                ? StepOutcome.done(Optional.of(free.getAsInt()))
                : StepOutcome.failed(
                        TunnelFailureCode.BINDING_SID_EXHAUSTED,
                        "every label of %s's SRLB is in use".formatted(headEnd));
    }

    private static IntStream block(TunnelEndCapabilities ends) {
        Integer first = ends.firstLabel();
        Integer last = ends.lastLabel();
        return first == null || last == null ? IntStream.empty() : IntStream.rangeClosed(first, last);
    }
}
