package io.cemfleet.cnc.topology;

import io.cemfleet.cnc.CncResult;
import io.cemfleet.network.topology.NetworkTopology;

/** Reads the network from the controller. */
public interface TopologyClient {

    /**
     * One full read ({@code GET …/data/ietf-network-state:networks}). An answer without a single router is {@link
     * CncResult.Unavailable}: an empty network is never real.
     */
    CncResult<NetworkTopology> read();
}
