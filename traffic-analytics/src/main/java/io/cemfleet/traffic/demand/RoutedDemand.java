package io.cemfleet.traffic.demand;

import io.cemfleet.network.topology.LinkDirection;
import java.util.Map;

/** A demand on its route; the figure is adjusted while the matrix is built. */
final class RoutedDemand {
    final DemandKey key;
    final TrafficDemand.DemandMethod method;
    /** Fraction of the demand by direction; empty when its route is not known. */
    final Map<LinkDirection, Double> shares;

    final double ceiling;
    double mbps;

    RoutedDemand(DemandKey key, TrafficDemand.DemandMethod method, Map<LinkDirection, Double> shares, double mbps) {
        this.key = key;
        this.method = method;
        this.shares = shares;
        this.ceiling = mbps;
        this.mbps = mbps;
    }

    boolean measured() {
        return method == TrafficDemand.DemandMethod.MEASURED;
    }
}
