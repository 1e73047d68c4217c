package io.cemfleet.impact.assess;

import java.util.Collection;

/** How the traffic of several flows divides among them: in proportion to their sold bandwidth, or evenly where that is unknown. */
final class FlowShares {

    private int flows;
    private double soldMbps;
    private boolean allKnown = true;

    static FlowShares among(Collection<ServiceFlow> flows) {
        var shares = new FlowShares();
        flows.forEach(shares::add);
        return shares;
    }

    void add(ServiceFlow flow) {
        var sold = flow.committedMbps();
        flows++;
        soldMbps += sold == null ? 0 : sold;
        allKnown &= sold != null;
    }

    /** The part of one of the flows, 0 to 1. */
    double of(ServiceFlow flow) {
        var own = flow.committedMbps();
        return own == null || !allKnown || soldMbps == 0 ? 1.0 / Math.max(1, flows) : own / soldMbps;
    }
}
