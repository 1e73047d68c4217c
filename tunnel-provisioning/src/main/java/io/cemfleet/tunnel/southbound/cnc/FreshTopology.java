package io.cemfleet.tunnel.southbound.cnc;

import io.cemfleet.cnc.topology.TopologyHolder;
import io.cemfleet.network.topology.NetworkTopology;
import io.cemfleet.tunnel.TunnelSettings;
import io.cemfleet.tunnel.policy.StepOutcome;
import io.cemfleet.tunnel.policy.StepOutcome.Done;
import java.util.function.Function;
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

    private StepOutcome<NetworkTopology> now() {
        return CncOutcomes.of(holder.noOlderThan(settings.topologyMaxAge()));
    }

    /** Reads or writes by the present topology. */
    <T> StepOutcome<T> with(Function<NetworkTopology, StepOutcome<T>> work) {
        StepOutcome<NetworkTopology> read = now();
        return read instanceof Done(NetworkTopology topology) ? work.apply(topology) : read.asFailure();
    }
}
