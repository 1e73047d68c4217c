package io.cemfleet.cnc.topology;

import io.cemfleet.cnc.CncResult;
import io.cemfleet.network.topology.NetworkTopology;
import io.cemfleet.network.topology.Router;

/** Routers by slug for those who ask the controller: a slug that the topology does not have is a failure, not a guess. */
public final class RouterLookup {

    private RouterLookup() {}

    public static CncResult<Router> router(NetworkTopology topology, String slug) {
        return topology.router(slug)
                .map(CncResult::ok)
                .orElseGet(() -> CncResult.refused("unknown_router", slug + " is not in the topology"));
    }
}
