package io.cemfleet.tunnel.southbound.cnc;

import io.cemfleet.cnc.topology.TopologyHolder;
import io.cemfleet.network.topology.NetworkTopology;
import io.cemfleet.tunnel.TunnelSettings;
import io.cemfleet.tunnel.policy.StepOutcome;
import org.springframework.stereotype.Component;

/** The topology, never older than a write may rely on. */
@Component
final class FreshTopology {
    private final TopologyHolder holder;
    private final TunnelSettings settings;

    FreshTopology(TopologyHolder holder, TunnelSettings settings) {
        this.holder = holder;
        this.settings = settings;
    }

    StepOutcome<NetworkTopology> now() {
        return CncOutcomes.of(holder.noOlderThan(settings.topologyMaxAge()));
    }
}
