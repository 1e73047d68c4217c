package io.cemfleet.lab.network;

import java.time.Instant;
import java.util.BitSet;

/** What the load would be with links down. */
final class LinkFailures {

    private LinkFailures() {}

    /** Offered load of each direction in Mbit/s after everything was rerouted around the links that are down. */
    static double[] offeredMbps(CarrierNetwork carrier, Instant at, int... downLinks) {
        BitSet down = new BitSet();
        for (int link : downLinks) {
            down.set(link);
        }
        NetworkConfig config = NetworkConfig.of(carrier);
        ForwardingState forwarding = ForwardingState.of(carrier, new IgpRouting(carrier.topology(), down), config);
        TrafficLoad load = new TrafficLoad(carrier, forwarding, config, at);
        double[] offered = new double[carrier.topology().directionCount()];
        for (int direction = 0; direction < offered.length; direction++) {
            offered[direction] = load.ofDirection(direction);
        }
        return offered;
    }
}
