package io.cemfleet.cnc.topology;

import io.cemfleet.cnc.CncResult;
import io.cemfleet.network.topology.NetworkTopology;
import io.cemfleet.network.topology.Router;

/** Finds routers by slug for calls to the controller; an unknown slug is a failure. */
public final class RouterLookup {

    private RouterLookup() {}

    public static CncResult<Router> router(NetworkTopology topology, String slug) {
        return topology.router(slug)
                .map(CncResult::ok)
                .orElseGet(() -> CncResult.refused("unknown_router", slug + " is not in the topology"));
    }
}
