package io.cemfleet.lab.network;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The present condition of a service.
 *
 * @param service its configuration
 * @param flows each ordered pair of its routers
 * @param latencyMs one way, worst flow
 * @param jitterMs worst flow
 * @param lossPct worst flow
 */
public record ServiceState(
        VpnService service, List<FlowState> flows, double latencyMs, double jitterMs, double lossPct) {

    public ServiceState {
        flows = List.copyOf(flows);
    }

    /**
     * One direction between two of its routers.
     *
     * @param headEnd id of the router
     * @param endPoint id of the router
     * @param color that the routes of the end-point carry, or null
     * @param policy the SR policy that carries it, or null: plain IGP
     * @param mbps rate now
     * @param branches every branch it may take
     */
    public record FlowState(
            String headEnd,
            String endPoint,
            @Nullable Integer color,
            @Nullable PolicyKey policy,
            double mbps,
            List<BranchState> branches) {

        public FlowState {
            branches = List.copyOf(branches);
        }
    }

    /**
     * One branch through the network.
     *
     * @param links ids of its links, in order
     * @param directions the same as indexes of directions
     * @param share of the flow's traffic that takes it now, 0 to 1
     * @param latencyMs one way
     * @param jitterMs delay variation
     * @param lossPct 0 to 100
     */
    public record BranchState(
            List<String> links,
            List<Integer> directions,
            double share,
            double latencyMs,
            double jitterMs,
            double lossPct) {}
}
