package io.cemfleet.traffic.demand;

import io.cemfleet.cnc.topology.LinkDirection;
import java.util.Map;

/** A demand laid on its way; the figure is adjusted while the matrix is built. */
final class Placed {
    final DemandKey key;
    final Demand.Method method;
    /** Part of the demand by direction; empty when its way is not known. */
    final Map<LinkDirection, Double> shares;

    final double ceiling;
    double mbps;

    Placed(DemandKey key, Demand.Method method, Map<LinkDirection, Double> shares, double mbps) {
        this.key = key;
        this.method = method;
        this.shares = shares;
        this.ceiling = mbps;
        this.mbps = mbps;
    }

    boolean measured() {
        return method == Demand.Method.MEASURED;
    }
}
