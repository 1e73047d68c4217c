package io.cemfleet.tunnel.provision;

import io.cemfleet.tunnel.policy.StepOutcomes;
import io.cemfleet.tunnel.policy.Tunnel;
import io.cemfleet.tunnel.provision.NetworkWriter.StandingTunnel;
import io.cemfleet.tunnel.provision.NetworkWriter.WantedTunnel;
import io.cemfleet.tunnel.southbound.ControllerPort;
import io.cemfleet.tunnel.technology.TunnelTechnologies;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Raises tunnels above all other paths of their policies. */
@Component
class TunnelRaising {
    private final TunnelTechnologies technologies;
    private final ControllerPort controller;
    private final NetworkWriter writer;

    TunnelRaising(TunnelTechnologies technologies, ControllerPort controller, NetworkWriter writer) {
        this.technologies = technologies;
        this.controller = controller;
        this.writer = writer;
    }

    /** Each tunnel once the network shows it as the active path of its policy. */
    StepOutcomes<StandingTunnel> raise(List<Tunnel> tunnels, Instant deadline) {
        return PresentTunnel.read(tunnels, technologies)
                .together(this::raised)
                .together(wanted -> writer.put(wanted, deadline));
    }

    private StepOutcomes<WantedTunnel> raised(List<PresentTunnel> items) {
        return StepOutcomes.after(
                controller.live(items.stream()
                        .map(item -> item.tunnel().key())
                        .distinct()
                        .toList()),
                items,
                live -> StepOutcomes.each(items, item -> item.technology()
                        .placeAboveOthers(
                                item.tunnel(),
                                item.configured(),
                                Optional.ofNullable(live.get(item.tunnel().key())))
                        .map(wanted -> new WantedTunnel(item.as(wanted), true))));
    }
}
