package io.cemfleet.tunnel.southbound.cnc;

import io.cemfleet.cnc.topology.TopologyHolder;
import io.cemfleet.network.forwarding.EcmpRoutes;
import io.cemfleet.network.topology.NetworkTopology;
import io.cemfleet.tunnel.TunnelSettings;
import io.cemfleet.tunnel.policy.StepOutcome;
import io.cemfleet.tunnel.policy.StepOutcome.Done;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The topology, never older than a write may rely on. */
@Component
final class FreshTopology {
    private final TopologyHolder holder;
    private final TunnelSettings settings;
    /** Of the newest topology: its shortest paths serve all items of a wave. */
    private volatile @Nullable EcmpRoutes routes;

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

    /** Computes with the shortest paths of the present topology. */
    <T> StepOutcome<T> withRoutes(Function<EcmpRoutes, StepOutcome<T>> work) {
        return with(topology -> work.apply(over(topology)));
    }

    private EcmpRoutes over(NetworkTopology topology) {
        EcmpRoutes known = routes;
        if (known != null && known.topology() == topology) {
            return known;
        }
        EcmpRoutes fresh = EcmpRoutes.over(topology);
        routes = fresh;
        return fresh;
    }
}
